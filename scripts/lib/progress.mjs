/** Tells the person at the terminal what is going on, above all while something takes long. */

const PATIENCE_MS = 10_000;

/**
 * Does one step of the set-up: says what begins, that it is still going on, and how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const begin = Date.now();
  const elapsed = () => `${((Date.now() - begin) / 1000).toFixed(0)} s`;
  console.log(`• ${title} …`);
  const timer = setInterval(() => console.log(`  … still at it, ${elapsed()}`), PATIENCE_MS);
  try {
    const result = await work();
    console.log(`  done, ${elapsed()}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/** Something that the person has to do, told in one message without a stack. */
export class SetupError extends Error {}
