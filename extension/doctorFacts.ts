/** Looks at what the Doctor wants to know. */
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { TRACER_PACKAGES } from './doctorChecks';
import type { BuildConfig, DoctorFacts, NodeOptionsSource, Trial } from './doctorChecks';
import { ask, findNode, nodeVersion } from './findNode';
import { parseJsonWithComments } from './jsonWithComments';
import { OLDEST_NODE } from './program';
import { RECORDINGS_FOLDER, recordingRoot } from './recordingPlace';

/** Files of one kind that are looked at in a workspace. */
const MOST_FILES = 50;
const TRIAL = 'async function doctor() { await null; } doctor();';

type Json = Readonly<Record<string, unknown>>;

export async function doctorFacts(context: vscode.ExtensionContext): Promise<DoctorFacts> {
  const settings = vscode.workspace.getConfiguration('awaitscope');
  const nodeSetting = settings.get<string>('nodePath', '');
  const path = findNode(nodeSetting, process.env['PATH']);
  const trusted = vscode.workspace.isTrusted;
  // In a workspace without trust nothing that it names is run.
  const version = path !== undefined && trusted ? await nodeVersion(path) : undefined;
  const canTry = trusted && path !== undefined && version !== undefined && version.major >= OLDEST_NODE;
  return {
    trusted,
    nodeSetting,
    node: path === undefined ? undefined : { path, version, asked: trusted },
    nodeOptions: [...environmentOptions(), ...settingOptions(), ...(await launchOptions())],
    tracers: await tracerPackages(),
    builds: await buildConfigs(),
    trial: canTry ? await tryRecording(path, context.asAbsolutePath(join('dist', 'cli.js'))) : undefined,
    recordings: recordingsPlace(context),
  };
}

function environmentOptions(): NodeOptionsSource[] {
  const value = process.env['NODE_OPTIONS'];
  // VS Code's own debugger puts its bootloader there, and takes part in nothing of ours.
  return value === undefined || /ms-vscode\.js-debug/.test(value) ? [] : [{ where: 'NODE_OPTIONS', value }];
}

function settingOptions(): NodeOptionsSource[] {
  const platform = { darwin: 'osx', win32: 'windows' }[process.platform as string] ?? 'linux';
  const name = `terminal.integrated.env.${platform}`;
  const value = vscode.workspace.getConfiguration().get<Json>(name)?.['NODE_OPTIONS'];
  return typeof value === 'string' ? [{ where: name, value }] : [];
}

async function launchOptions(): Promise<NodeOptionsSource[]> {
  const found: NodeOptionsSource[] = [];
  for (const [file, json] of await jsonFiles('**/.vscode/launch.json')) {
    const configurations = Array.isArray(json['configurations'])
      ? (json['configurations'] as (Json | null)[])
      : [];
    for (const configuration of configurations) {
      const value = (configuration?.['env'] as Json | undefined)?.['NODE_OPTIONS'];
      const name = configuration?.['name'];
      if (typeof value === 'string')
        found.push({ where: typeof name === 'string' ? `${file}: ${name}` : file, value });
    }
  }
  return found;
}

async function tracerPackages(): Promise<string[]> {
  const names = new Set<string>();
  for (const [, json] of await jsonFiles('**/package.json')) {
    for (const kind of ['dependencies', 'devDependencies']) {
      for (const name of Object.keys((json[kind] as object | undefined) ?? {})) {
        if (TRACER_PACKAGES.exec(name)?.[2] === name) names.add(name);
      }
    }
  }
  return [...names].sort();
}

async function buildConfigs(): Promise<BuildConfig[]> {
  const found: BuildConfig[] = [];
  for (const [config, json] of await jsonFiles('**/tsconfig.json')) {
    const options = (json['compilerOptions'] as Json | undefined) ?? {};
    // What a base says is not followed: nothing is said of it.
    if (json['extends'] !== undefined && options['sourceMap'] === undefined) continue;
    const { target } = options;
    found.push({
      config,
      emits: typeof options['outDir'] === 'string' && options['noEmit'] !== true,
      sourceMaps: options['sourceMap'] === true || options['inlineSourceMap'] === true,
      target: typeof target === 'string' ? target.toLowerCase() : undefined,
    });
  }
  return found;
}

/** Files of the workspace that hold an object of JSON, by the names that they are shown with. */
async function jsonFiles(pattern: string): Promise<[string, Json][]> {
  const uris = await vscode.workspace.findFiles(pattern, '**/node_modules/**', MOST_FILES);
  return uris.flatMap((uri): [string, Json][] => {
    if (uri.scheme !== 'file') return [];
    try {
      const json = parseJsonWithComments(readFileSync(uri.fsPath, 'utf8'));
      const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
      return isObject ? [[vscode.workspace.asRelativePath(uri), json as Json]] : [];
    } catch {
      return []; // not JSON, or not to be read: nothing is said of it
    }
  });
}

/** Records a program of one await as a run does, and looks at what became of it. */
async function tryRecording(node: string, cli: string): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'awaitscope-doctor-'));
  try {
    const file = join(folder, 'trial.awaitscope');
    const start = performance.now();
    const { code, stderr } = await ask(node, [cli, 'run', '-o', file, '--', node, '-e', TRIAL]);
    const ms = performance.now() - start;
    if (code !== 0) return { recorded: false, why: lastLine(stderr) };
    const { stdout } = await ask(node, [cli, 'events', file]);
    const kinds = stdout.split('\n').map((line) => /"kind":"([\w-]+)"/.exec(line)?.[1]);
    const tasks = kinds.filter((kind) => kind === 'task-start').length;
    const awaits = kinds.filter((kind) => kind === 'suspend').length;
    return tasks > 0 && awaits > 0
      ? { recorded: true, tasks, awaits, ms }
      : { recorded: false, why: lastLine(stderr) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function recordingsPlace(context: vscode.ExtensionContext): DoctorFacts['recordings'] {
  const wanted = join(recordingRoot(context), RECORDINGS_FOLDER);
  let folder = wanted;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return { folder: wanted, writable: true, freeBytes: bavail * bsize };
  } catch {
    return { folder: wanted, writable: false, freeBytes: 0 };
  }
}
