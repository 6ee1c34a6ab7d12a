/** The servers of the examples, started once for a file of tests. */
import type { Context } from 'mocha';
import { startServers } from '../../scripts/examples/servers/needed.mjs';
import { lessons } from './lessons';

/** The variables, and what is missing where a server cannot be had. */
export interface Servers {
  readonly env: Record<string, string>;
  readonly missing: Map<string, string>;
  stop(): Promise<void>;
}

export const NEEDS = ['HTTP_BASE', 'REDIS_A', 'REDIS_B', 'REDIS_C', 'MYSQL_PORT', 'MYSQL_PORT_2'];

/** Starts servers of our own: another process of tests may stop those that it has started. */
export async function allServers(): Promise<Servers> {
  const env: Record<string, string> = {};
  const missing = new Map<string, string>();
  const started: { stop(): Promise<void> }[] = [];
  await Promise.all(
    NEEDS.map(async (name) => {
      try {
        const server = await startServers([name], process.env, { fresh: true });
        started.push(server);
        Object.assign(env, server.env);
      } catch (error) {
        missing.set(name, (error as Error).message);
      }
    }),
  );
  return {
    env,
    missing,
    stop: async () => {
      await Promise.all(started.map((server) => server.stop()));
    },
  };
}

/** @returns which servers of an example cannot be had, and how to get them; undefined where all are there */
export function missingFor(id: string, { missing }: Servers): string | undefined {
  const reasons = (lessons[id]?.needs ?? []).flatMap((name) => missing.get(name) ?? []);
  return reasons.length === 0 ? undefined : [...new Set(reasons)].join('\n');
}

/** Says why a test is skipped, and skips it: the count of skipped tests alone would not tell. */
export function skipFor(test: Context, missing: string): never {
  console.log(`  ${missing}`);
  return test.skip();
}
