/**
 * Starts the servers of an example for a program that is not ours to run: prints one line of JSON, `{"env":{…}}` with the
 * variables to set or `{"missing":"what to do"}`, and lets the servers go when its standard input ends.
 *
 *     node dist/examples/serve.js HTTP_BASE REDIS_A
 */
import { Missing } from './servers/child.mjs';
import { startServers } from './servers/needed.mjs';

try {
  const servers = await startServers(process.argv.slice(2), process.env);
  console.log(JSON.stringify({ env: servers.env }));
  const end = async () => {
    await servers.stop();
    process.exit(0);
  };
  process.stdin.resume().once('end', end).once('error', end);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  console.log(JSON.stringify({ missing: error.message }));
}
