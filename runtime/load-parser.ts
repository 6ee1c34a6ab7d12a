/** Loads the other bundle of the runtime, past `require`: the program may have put something of its own in the way of that. */
import { readFileSync } from 'node:fs';
import * as vm from 'node:vm';
import { parserOf } from '../protocol/options';
import type * as parser from './parser';

const { compileFunction } = vm;
const read = readFileSync;

/** Frames in this file are the tracer's own, too. */
export const PARSER_FILE = parserOf(__filename);
let loaded: typeof parser | undefined;

/** @throws if it is not there any more */
export function loadParser(): typeof parser {
  return (loaded ??= load());
}

function load(): typeof parser {
  const module = { exports: {} };
  const body = compileFunction(read(PARSER_FILE, 'utf8'), ['module', 'exports'], { filename: PARSER_FILE });
  (body as (module: object, exports: object) => void)(module, module.exports);
  return module.exports as typeof parser;
}
