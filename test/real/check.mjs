/** Holds a recording against the invariants: `node test/real/check.mjs FILE…`. Prints what it found; exit status 1 if anything. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const { Invariants } = await tsImport('./invariants.ts', import.meta.url);
const { Functions } = await tsImport('./functions.ts', import.meta.url);
const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const SHOWN = 5;

/** @param {string} file a recording */
export async function check(file) {
  const invariants = new Invariants(new Functions(textOf));
  const child = spawn(process.execPath, [CLI, 'events', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) invariants.step(JSON.parse(line));
  return invariants;
}

function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {{ violations: { rule: string, detail: string, event: unknown }[], checks: Map<string, number> }} invariants */
export function print({ violations, checks }) {
  for (const [rule, count] of checks) {
    const broken = violations.filter((v) => v.rule === rule);
    console.log(
      `  ${String(count).padStart(9)} × ${rule}${broken.length > 0 ? `: ${broken.length} NOT` : ''}`,
    );
    for (const { detail, event } of broken.slice(0, SHOWN))
      console.log(`      ${detail}\n        ${JSON.stringify(event)}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const file of process.argv.slice(2)) {
    console.log(file);
    const invariants = await check(file);
    print(invariants);
    if (invariants.violations.length > 0) process.exitCode = 1;
  }
}
