/**
 * Source maps that stand neither in a script nor beside it: a transpiler keeps them to itself and answers the package
 * source-map-support, which rewrites stacks. Where a program has that package loaded, it is asked as a stack would ask it.
 */
const PACKAGE_MAIN = /[\\/]source-map-support[\\/]source-map-support\.js$/;

/** The part of the package that is used: https://github.com/evanw/node-source-map-support */
interface SourceMapSupport {
  retrieveSourceMap?(file: string): { map: unknown } | null;
}

/** @returns the map of a script as JSON; undefined if none is registered for it */
export function registeredMap(path: string): string | undefined {
  for (const key of Object.keys(require.cache)) {
    if (!PACKAGE_MAIN.test(key)) continue;
    const { retrieveSourceMap } = require.cache[key]!.exports as SourceMapSupport;
    const map = retrieveSourceMap?.(path)?.map;
    if (typeof map === 'string') return map;
    if (typeof map === 'object' && map !== null) return JSON.stringify(map);
  }
  return undefined;
}
