/** Node's own classes below its modules. */

/**
 * @param name of one of the bindings that Node lets everybody have
 * @returns its object, the one that Node's own modules use. With `--pending-deprecation` Node prints a warning at the first such
 *   look, which the program is not to see.
 * @throws if this Node has none of that name
 */
export function nodeBinding(name: string): object {
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    return (process as unknown as { binding(name: string): object }).binding(name);
  } finally {
    if (noDeprecation === undefined) delete (process as { noDeprecation?: boolean }).noDeprecation;
    else process.noDeprecation = noDeprecation;
  }
}
