/** The licences of what is bundled: they ask to be passed on with it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} root
 * @param {Iterable<string>} files paths of what went into the bundles, relative to root
 * @returns {string} one section for each package among them
 */
export function noticesFor(root, files) {
  /** @type {Set<string>} */
  const packages = new Set();
  for (const file of files) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
    if (name) packages.add(name);
  }
  const head = 'Awaitscope contains the following software of others.\n';
  return [head, ...[...packages].sort().map((name) => section(join(root, 'node_modules', name), name))].join(
    '\n',
  );
}

function section(folder, name) {
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  if (texts.length === 0) throw new Error(`${name} has no licence file`);
  const text = texts.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  return `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}
