/** The servers that some examples talk to. Without them those examples are not tested, and the run says so. */
import { existsSync } from 'node:fs';
import { onPath } from './paths.mjs';
import { SetupError, step } from './progress.mjs';
import { capture } from './run.mjs';

const SERVERS = [
  { name: 'redis-server', debian: 'redis-server' },
  { name: 'mariadbd', debian: 'mariadb-server' },
];

/** Installs what is missing where that needs no question. Never throws. */
export async function ensureDatabases() {
  let missing = absent();
  const mayInstall = process.getuid?.() === 0 && onPath('apt-get') !== undefined;
  if (missing.length > 0 && mayInstall) {
    await step(`installing ${missing.map(({ name }) => name).join(' and ')} (apt-get)`, () =>
      installWithApt(missing.map(({ debian }) => debian)),
    ).catch((error) => console.log(`  ${error instanceof SetupError ? error.message : error.stack}`));
    missing = absent();
  }
  for (const { name, debian } of missing) {
    console.log(`• ${name} is not on the PATH: the examples that need it are not tested.`);
    console.log(`  Install it (Debian, Ubuntu: apt-get install ${debian}).`);
  }
}

function absent() {
  return SERVERS.filter(({ name }) => onPath(name) === undefined && !existsSync(`/usr/sbin/${name}`));
}

async function installWithApt(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await capture('apt-get', ['update'], { env });
  await capture('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
}
