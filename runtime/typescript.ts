/** Types taken out of TypeScript, as Node itself does it a moment later: markers are put into what runs. */
import * as module from 'node:module';

/** Node's own formats of TypeScript, and what each is without types; undefined where the text has to be looked at. */
const WITHOUT_TYPES = new Map<string, string | undefined>([
  ['commonjs-typescript', 'commonjs'],
  ['module-typescript', 'module'],
  ['typescript', undefined],
]);

export function isTypeScript(format: unknown): format is string {
  return typeof format === 'string' && WITHOUT_TYPES.has(format);
}

export function formatWithoutTypes(format: string): string | undefined {
  return WITHOUT_TYPES.get(format);
}

/** @returns undefined if it has to be left to Node: it cannot, says that it is experimental, or has more to do than to strip */
export function withoutTypes(text: string, name: string): string | undefined {
  const { stripTypeScriptTypes: strip } = module as { stripTypeScriptTypes?: (code: string) => string };
  if (!strip || !isSilent() || (process.features as { typescript?: unknown }).typescript !== 'strip')
    return undefined;
  const { emitWarning } = process;
  try {
    process.emitWarning = () => {};
    // the comment, too, is Node's
    return `${strip(text)}\n\n//# sourceURL=${name}`;
  } catch {
    return undefined; // Node says what is wrong with it
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Earlier versions say that it is an experiment, once, and so would not any more. */
function isSilent(): boolean {
  const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
  return major === 22 ? minor >= 18 : major === 24 ? minor >= 3 : major > 24;
}
