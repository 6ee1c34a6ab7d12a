/** The servers of an example, as long as it runs: a child process starts them, and lets them go with its input. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ExampleServers {
  /** Variables that tell the example where they are. */
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

/**
 * @param node path of Node
 * @param script dist/examples/serve.mjs
 * @returns what is missing, and how to get it, where a server cannot be had
 */
export async function startExampleServers(
  node: string,
  script: string,
  needs: readonly string[],
): Promise<ExampleServers | { readonly missing: string }> {
  if (needs.length === 0) return { env: {}, stop: () => undefined };
  const child = spawn(node, [script, ...needs], {
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const answer = await firstLine(child);
  try {
    const told = JSON.parse(answer.line) as { env?: Record<string, string>; missing?: string };
    if (told.env) return { env: told.env, stop: () => child.stdin.end() };
    child.stdin.end();
    return { missing: told.missing ?? answer.line };
  } catch {
    child.stdin.end();
    return { missing: answer.line || answer.stderr };
  }
}

function firstLine(child: ChildProcess): Promise<{ line: string; stderr: string }> {
  return new Promise((resolve) => {
    let stderr = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-2000)));
    child.stdin!.on('error', () => undefined); // it has ended by itself
    createInterface({ input: child.stdout! })
      .once('line', (line) => resolve({ line, stderr }))
      .once('close', () => resolve({ line: '', stderr }));
    child.once('error', (error) => resolve({ line: '', stderr: error.message }));
  });
}
