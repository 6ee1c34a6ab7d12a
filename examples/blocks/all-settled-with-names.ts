/** What became of each named promise. */
export interface Outcomes<T extends Record<string, unknown>> {
  readonly values: { [K in keyof T]?: Awaited<T[K]> };
  readonly errors: { [K in keyof T]?: unknown };
}

/**
 * Waits for all of an object's promises, whatever becomes of them.
 * @returns the values and the errors under the names of the promises
 */
export async function allSettledByName<T extends Record<string, unknown>>(promises: T): Promise<Outcomes<T>> {
  const outcomes: { values: Record<string, unknown>; errors: Record<string, unknown> } = {
    values: {},
    errors: {},
  };
  const settle = async ([name, promise]: [string, unknown]) => {
    try {
      outcomes.values[name] = await promise;
    } catch (error) {
      outcomes.errors[name] = error;
    }
  };
  await Promise.all(Object.entries(promises).map(settle));
  return outcomes as Outcomes<T>;
}
