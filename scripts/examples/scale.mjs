/**
 * Shortens the sleeps of an example: SLEEP_SCALE multiplies those of half a second and more. Preloaded, so that the examples
 * need not know of it; threads and child processes inherit it. Timers of libraries are left alone.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module';

const scale = Number(process.env.SLEEP_SCALE ?? 1);
const FROM_MS = 500;
const shorter = (ms) => (typeof ms === 'number' && ms >= FROM_MS && Number.isFinite(ms) ? ms * scale : ms);

const timers = createRequire(import.meta.url)('node:timers/promises');
const sleep = timers.setTimeout;
timers.setTimeout = (ms, ...rest) => sleep(shorter(ms), ...rest);
syncBuiltinESMExports();

const wait = Atomics.wait;
Atomics.wait = (array, index, value, timeout) => wait(array, index, value, shorter(timeout));
