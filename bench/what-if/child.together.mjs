import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const sleep = promisify(execFile);
async function main() {
  const [first, second] = await Promise.all([sleep('sleep', ['0.2']), sleep('sleep', ['0.3'])]);
  return [first, second];
}
const start = performance.now();
void main().then(() => console.log(performance.now() - start));
