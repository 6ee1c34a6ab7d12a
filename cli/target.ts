/** The file that a run writes to when nobody names one. */
import { join } from 'node:path';

const FOLDER = '.awaitscope';

/** @returns its absolute path: named by the time of day, so that a folder lists recordings in order */
export function defaultFile(cwd: string, now: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const time = `${two(now.getHours())}-${two(now.getMinutes())}-${two(now.getSeconds())}`;
  const ms = String(now.getMilliseconds()).padStart(3, '0');
  return join(cwd, FOLDER, `${day}T${time}.${ms}.awaitscope`);
}
