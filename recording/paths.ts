/** Names of scripts and of a map's sources → paths of files. */
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** At least two characters, so that `C:\x` is a path. */
const SCHEME = /^[a-z][a-z0-9+.-]+:/i;
const WINDOWS_PATH = /^(?:[a-z]:[\\/]|\\\\)/i;

/** @returns the path of a script, undefined if it comes from no file (Node's own, eval, stdin) */
export function pathOfScript(url: string): string | undefined {
  if (url.startsWith('file:')) return pathOfUrl(url);
  return isAbsolute(url) || WINDOWS_PATH.test(url) ? url : undefined;
}

/** How many folders up from a map the root of a bundler's source names is looked for. */
const MAX_LEVELS = 12;

/**
 * @param source of a map, with the map's `sourceRoot` before it: a path relative to the map, an absolute path, a URL
 * @param folder where the map stands, or the script that it is part of
 * @returns an absolute path, or the name as it is where it cannot be one
 */
export function pathOfSource(source: string, folder: string): string {
  if (source.startsWith('file:')) return pathOfUrl(source) ?? source;
  if (WINDOWS_PATH.test(source)) return source;
  if (SCHEME.test(source)) return fileOfBundler(source, folder) ?? source;
  const path = resolve(folder, source);
  if (!source.includes('%') || existsSync(path)) return path;
  // strictly, sources are URLs; most tools write plain paths
  const decoded = resolve(folder, withoutEscapes(source));
  return existsSync(decoded) ? decoded : path;
}

/** `webpack://name/./src/a.ts`, where there is such a file below a folder that the script stands in. */
function fileOfBundler(name: string, folder: string): string | undefined {
  const inside = /^[a-z][a-z0-9+.-]+:\/\/[^/]*\/+([^?]+)/i.exec(name)?.[1];
  if (inside === undefined) return undefined;
  let base = folder;
  for (let level = 0; level < MAX_LEVELS; level++) {
    const path = resolve(base, inside);
    if (existsSync(path)) return path;
    const parent = dirname(base);
    if (parent === base) return undefined;
    base = parent;
  }
  return undefined;
}

function pathOfUrl(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

function withoutEscapes(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Whether a file belongs to a package that was installed. */
export function isLibrary(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
}
