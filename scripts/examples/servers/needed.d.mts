/** Types of needed.mjs, for the tests. */
export function startServers(
  needs: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  options?: { readonly fresh?: boolean },
): Promise<{ env: Record<string, string>; stop: () => Promise<void> }>;
