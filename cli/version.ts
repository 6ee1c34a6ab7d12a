import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns the version of the package that the built command lies in */
export function version(): string {
  const text = readFileSync(join(__dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
