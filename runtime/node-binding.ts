/** Node's own classes below its modules. */

/**
 * @param name of one of the bindings that Node lets everybody have
 * @returns its object, the one that Node's own modules use. With `--pending-deprecation` Node prints a warning at the first such
 *   look, which the program is not to see. Undefined under the permission model, which lets nobody have them.
 * @throws if this Node has none of that name
 */
export function nodeBinding(name: string): object | undefined {
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    return (process as unknown as { binding(name: string): object }).binding(name);
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'ERR_ACCESS_DENIED') return undefined;
    throw e;
  } finally {
    if (noDeprecation === undefined) delete (process as { noDeprecation?: boolean }).noDeprecation;
    else process.noDeprecation = noDeprecation;
  }
}
