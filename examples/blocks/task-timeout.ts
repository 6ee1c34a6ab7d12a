/** Thrown by {@link withTimeout}. */
export class TimeoutError extends Error {
  override name = 'TimeoutError';
}

/**
 * Does work that must be over in time; its signal is aborted when it is not.
 * @param ms milliseconds
 * @throws TimeoutError, at once, even if the work does not listen to its signal
 */
export async function withTimeout<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new TimeoutError(`not done in ${ms} ms`);
      reject(error);
      controller.abort(error);
    }, ms);
  });
  try {
    return await Promise.race([work(controller.signal), limit]);
  } finally {
    clearTimeout(timer);
  }
}
