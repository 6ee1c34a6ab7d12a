import { setTimeout as sleep } from 'node:timers/promises';

export interface RetryOptions {
  /** How often it is tried at most. */
  readonly attempts?: number;
  /** Milliseconds before the second attempt; each further wait is twice as long, up to `longest`. */
  readonly first?: number;
  readonly longest?: number;
  readonly signal?: AbortSignal;
  /** Whether a further attempt makes sense. */
  readonly isTransient?: (error: unknown) => boolean;
}

/**
 * Tries again after a failure, and waits longer each time. Each wait is a random part of its length, so that many callers
 * do not come back at the same moment.
 * @throws what the last attempt threw, or the reason of the signal
 */
export async function retry<T>(
  work: (attempt: number) => Promise<T>,
  { attempts = 5, first = 100, longest = 10_000, signal, isTransient = () => true }: RetryOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt >= attempts || !isTransient(error)) throw error;
    }
    const longestNow = Math.min(longest, first * 2 ** (attempt - 1));
    await sleep(longestNow * (0.5 + Math.random() / 2), undefined, { signal });
  }
}
