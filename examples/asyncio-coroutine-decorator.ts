/**
 * How coroutines were written before async and await: a generator yields a promise, and a runner goes on with the generator
 * once the promise has settled. An async function is this, built into the language.
 *
 * On the timeline: no tasks of func1 and func2, since Node knows only generators here; two timers, and the callbacks of
 * promises that go on with each generator: 1 3, then after two seconds 2 4. Compare async-await-keywords.
 *
 * Unlike Python: the runner starts the body at the call. Here that cannot be seen, because nothing is printed in between.
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** Makes an async function of a generator function. */
function coroutine<A extends unknown[], R>(body: (...args: A) => Generator<unknown, R, never>) {
  return (...args: A): Promise<R> =>
    new Promise((resolve, reject) => {
      const steps = body(...args);
      advance(() => steps.next());

      function advance(step: () => IteratorResult<unknown, R>) {
        try {
          const { done, value } = step();
          if (done) return resolve(value);
          Promise.resolve(value).then(
            (result) => advance(() => steps.next(result as never)),
            (error: unknown) => advance(() => steps.throw(error)),
          );
        } catch (error) {
          reject(error);
        }
      }
    });
}

const func1 = coroutine(function* () {
  console.log(1);
  yield sleep(2000); // stops here, and the other goes on
  console.log(2);
});

const func2 = coroutine(function* () {
  console.log(3);
  yield sleep(2000); // stops here, and the other goes on
  console.log(4);
});

await Promise.allSettled([func1(), func2()]);
