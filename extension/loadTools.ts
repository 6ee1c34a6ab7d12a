/** Loads dist/tools.js when it is wanted. No vscode. */
import { join } from 'node:path';
import type * as Tools from './recordingTools';

/** @param extension its folder */
export function loadTools(extension: string): typeof Tools {
  return require(join(extension, 'dist', 'tools.js')) as typeof Tools;
}
