/** The servers of the examples, started once for a file of tests. */
import { startServers } from '../../scripts/examples/servers/needed.mjs';

/** The variables, and what is missing where a server cannot be had. */
export interface Servers {
  readonly env: Record<string, string>;
  readonly missing: Map<string, string>;
  stop(): Promise<void>;
}

export const NEEDS = ['HTTP_BASE', 'REDIS_A', 'REDIS_B', 'REDIS_C', 'MYSQL_PORT', 'MYSQL_PORT_2'];

/** LATENCY_SCALE keeps the order of the answers, and makes them come sooner. */
export async function allServers(): Promise<Servers> {
  const env: Record<string, string> = {};
  const missing = new Map<string, string>();
  const started: { stop(): Promise<void> }[] = [];
  await Promise.all(
    NEEDS.map(async (name) => {
      try {
        const server = await startServers([name], { ...process.env, LATENCY_SCALE: '0.5' });
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
