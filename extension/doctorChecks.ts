/** What the Doctor makes of what it found. Pure: `doctorFacts.ts` looks, `doctorText.ts` says it to people. */
import { OLDEST_NODE } from './program';
import type { NodeVersion } from './program';

/** Where NODE_OPTIONS, or preloads, are set. */
export interface NodeOptionsSource {
  /** The file, the setting or the environment. */
  readonly where: string;
  readonly value: string;
}

export interface BuildConfig {
  /** Path of the tsconfig.json, as it is shown. */
  readonly config: string;
  readonly emits: boolean;
  readonly sourceMaps: boolean;
  /** Lower case; undefined if it is not set. */
  readonly target: string | undefined;
}

/** What came of recording a small program for real. */
export type Trial =
  | { readonly recorded: true; readonly tasks: number; readonly awaits: number; readonly ms: number }
  | { readonly recorded: false; readonly why: string };

export interface DoctorFacts {
  readonly trusted: boolean;
  /** The setting `awaitscope.nodePath`. */
  readonly nodeSetting: string;
  readonly node:
    | {
        readonly path: string;
        /** Undefined if it told none, or was not asked. */
        readonly version: NodeVersion | undefined;
        readonly asked: boolean;
      }
    | undefined;
  readonly nodeOptions: readonly NodeOptionsSource[];
  /** Packages of the workspace that trace or measure programs. */
  readonly tracers: readonly string[];
  readonly builds: readonly BuildConfig[];
  /** Undefined where there is nothing to try with. */
  readonly trial: Trial | undefined;
  readonly recordings: { readonly folder: string; readonly writable: boolean; readonly freeBytes: number };
}

export type Severity = 'good' | 'note' | 'warning' | 'error';

/** A finding by its code and what its text is filled with. */
export interface Diagnosis {
  readonly severity: Severity;
  readonly code: DiagnosisCode;
  readonly values: readonly string[];
}

export type DiagnosisCode =
  | 'trusted'
  | 'untrusted'
  | 'noNode'
  | 'notNode'
  | 'nodeNotAsked'
  | 'oldNode'
  | 'node'
  | 'optionsNone'
  | 'optionsJoined'
  | 'optionsQuote'
  | 'optionsTracer'
  | 'tracerPackage'
  | 'mapsMissing'
  | 'oldTarget'
  | 'buildsGood'
  | 'trialGood'
  | 'trialFailed'
  | 'notWritable'
  | 'littleSpace'
  | 'writable';

/** Preloads of tools that set hooks of their own. */
export const TRACER_PACKAGES =
  /(^|[\s"'=/\\])(dd-trace|newrelic|elastic-apm-node|@opentelemetry\/[\w-]+|@appsignal\/nodejs|@sentry\/node|clinic|@nearform\/[\w-]+|0x|why-is-node-running|longjohn|trace)(?=$|[\s"'/\\])/;

/** Below this a recording may find no room. */
const LITTLE_SPACE = 1024 ** 3;
/** Compilers turn async functions into generators below it. */
const OLD_TARGETS = new Set(['es3', 'es5', 'es6', 'es2015', 'es2016']);

export function diagnose(facts: DoctorFacts): Diagnosis[] {
  return [
    diagnosis(facts.trusted ? 'good' : 'error', facts.trusted ? 'trusted' : 'untrusted'),
    nodeDiagnosis(facts),
    ...optionsDiagnoses(facts.nodeOptions),
    ...facts.tracers.map((name) => diagnosis('note', 'tracerPackage', name)),
    ...buildDiagnoses(facts.builds),
    ...trialDiagnoses(facts.trial),
    placeDiagnosis(facts.recordings),
  ];
}

function diagnosis(severity: Severity, code: DiagnosisCode, ...values: string[]): Diagnosis {
  return { severity, code, values };
}

function nodeDiagnosis({ node, nodeSetting }: DoctorFacts): Diagnosis {
  if (!node) return diagnosis('error', 'noNode', nodeSetting);
  if (!node.asked) return diagnosis('note', 'nodeNotAsked', node.path);
  if (!node.version) return diagnosis('error', 'notNode', node.path);
  const version = `${node.version.major}.${node.version.minor}`;
  return node.version.major < OLDEST_NODE
    ? diagnosis('error', 'oldNode', version, node.path, String(OLDEST_NODE))
    : diagnosis('good', 'node', version, node.path);
}

function optionsDiagnoses(sources: readonly NodeOptionsSource[]): Diagnosis[] {
  const set = sources.filter(({ value }) => value.trim() !== '');
  if (set.length === 0) return [diagnosis('good', 'optionsNone')];
  return set.map(({ where, value }) => {
    const tracer = TRACER_PACKAGES.exec(value)?.[2];
    if (tracer !== undefined) return diagnosis('warning', 'optionsTracer', where, tracer);
    // Node refuses to start with one
    if (oddQuotes(value)) return diagnosis('error', 'optionsQuote', where, value);
    return diagnosis('note', 'optionsJoined', where, value);
  });
}

/** As Node reads it: double quotes group, a backslash within them escapes. */
function oddQuotes(value: string): boolean {
  let inside = false;
  for (let i = 0; i < value.length; i++) {
    if (inside && value[i] === '\\') i++;
    else if (value[i] === '"') inside = !inside;
  }
  return inside;
}

function buildDiagnoses(builds: readonly BuildConfig[]): Diagnosis[] {
  const found = builds.flatMap(({ config, emits, sourceMaps, target }) => [
    ...(emits && !sourceMaps ? [diagnosis('warning', 'mapsMissing', config)] : []),
    ...(target !== undefined && OLD_TARGETS.has(target)
      ? [diagnosis('warning', 'oldTarget', config, target)]
      : []),
  ]);
  return found.length > 0 || builds.length === 0 ? found : [diagnosis('good', 'buildsGood')];
}

function trialDiagnoses(trial: Trial | undefined): Diagnosis[] {
  if (!trial) return [];
  return [
    trial.recorded
      ? diagnosis(
          'good',
          'trialGood',
          String(trial.tasks),
          String(trial.awaits),
          String(Math.round(trial.ms)),
        )
      : diagnosis('error', 'trialFailed', trial.why),
  ];
}

function placeDiagnosis({ folder, writable, freeBytes }: DoctorFacts['recordings']): Diagnosis {
  if (!writable) return diagnosis('error', 'notWritable', folder);
  const gigabytes = (freeBytes / 1024 ** 3).toFixed(1);
  return freeBytes < LITTLE_SPACE
    ? diagnosis('warning', 'littleSpace', folder, gigabytes)
    : diagnosis('good', 'writable', folder, gigabytes);
}
