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
  return [head, ...[...packages].sort().map((name) => section(root, name))].join('\n');
}

function section(root, name) {
  const folder = join(root, 'node_modules', name);
  const { version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const text =
    texts.length > 0
      ? texts.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
      : withoutFile(root, name, license, author);
  return `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}

/** Some packages name the MIT licence and leave its text out: it is the one that we have ourselves. */
function withoutFile(root, name, license, author) {
  if (license !== 'MIT') throw new Error(`${name} has no licence file`);
  const ours = readFileSync(join(root, 'LICENSE'), 'utf8');
  const terms = ours.slice(ours.indexOf('Permission is hereby granted')).trim();
  return `Copyright (c) ${author?.name ?? author ?? name}\n\n${terms}`;
}
