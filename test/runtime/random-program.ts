/**
 * Random async programs that log their own truth: every start, suspension, resume and end of every call, with its line. They
 * are CommonJS, or modules with top-level await, and write a JSON array of steps in the order in which they happened.
 *
 *     B f3#7       a call of f3 begins, the 7th call of all
 *     S f3#7 12    it suspends at line 12        R f3#7 12 value    it goes on: it was given a value, or `throw`
 *     E f3#7       it ends                       L f3#7       it returns a promise that is still to settle
 *
 * Generators are named g0, g1, …; they do not log their end, nor what happens at a `yield` or `return`. Neither does who runs them, an
 * arrow function, nor a module's body.
 */
export interface RandomProgram {
  readonly text: string;
  /** 1-based column of the `await` on each line that has one. */
  readonly awaitColumn: ReadonlyMap<number, number>;
}

/** A small generator of pseudo-random numbers (mulberry32), so that a seed names a program. */
function randomFrom(seed: number): (n: number) => number {
  let a = seed >>> 0;
  return (n) => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

const COMMONJS = `'use strict';
`;
const MODULE = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);
`;
/** Where code may come from texts, the tracer looks at the stack beside the markers: so only some programs have this. */
const TEXTS = `const made = new Function('f', 'return f()'); const evaluated = eval('(f) => f()');
const vm = require('node:vm');
const inContext = vm.runInNewContext('(f) => f()'); const inScript = vm.runInThisContext('(f) => f()');
`;
const PRELUDE = `const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const { EventEmitter, once } = require('node:events'); const { Readable } = require('node:stream');
const timers = require('node:timers/promises');
const log = []; let calls = 0; let budget = 60;
const B = (f) => { const me = f + '#' + ++calls; log.push('B ' + me); return me; };
const S = (me, line) => { log.push('S ' + me + ' ' + line); };
const R = (me, line, given) => { log.push('R ' + me + ' ' + line + ' ' + given); };
const E = (me) => { log.push('E ' + me); };
const L = (me) => { log.push('L ' + me); };
const timer = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const soon = () => new Promise((resolve) => setImmediate(resolve));
const tick = () => new Promise((resolve) => process.nextTick(resolve));
const late = (x) => timer(1).then(() => x);
const failed = () => { const p = Promise.reject(new Error('no')); p.catch(() => {}); return p; };
const thenable = () => ({ then(resolve) { resolve(1); } });
const slowThenable = () => ({ then(resolve) { setTimeout(resolve, 1); } });
class Sub extends Promise {}
const steps = (me, line, n) => ({ [Symbol.asyncIterator]: () => ({ next() {
  S(me, line); const done = n-- <= 0; return done ? { done } : Promise.resolve({ done, value: n });
} }) });
const call = (f) => (budget-- > 0 ? f() : Promise.resolve(0));
const through = (f) => [0].map(() => call(f))[0];
const helper = (f) => { const p = call(f); return p; };
const storage = new AsyncLocalStorage(); const scope = new AsyncResource('scope');
const emitted = () => { const e = new EventEmitter(); setImmediate(() => e.emit('x', 1)); return once(e, 'x'); };
const resolvers = () => { if (!Promise.withResolvers) return timer(1); const { promise, resolve } = Promise.withResolvers(); setImmediate(resolve); return promise; };
const tried = (f) => (Promise.try ? Promise.try(call, f) : call(f));
const collected = () => (Array.fromAsync ? Array.fromAsync([1, timer(1), Promise.resolve(2)]) : timer(1));
const disposable = (me, line, given) => ({ [Symbol.asyncDispose]() { S(me, line); return given; } });
let release; const gate = new Promise((resolve) => { release = resolve; });
`;

/**
 * @param generators with async generators too
 * @param module an ES module, else CommonJS
 * @param disposes with `await using`, which Node has from 24 on
 * @returns a program of `functions` async functions that call and await each other
 */
export function randomProgram(
  seed: number,
  {
    generators,
    module,
    disposes,
  }: { readonly generators: boolean; readonly module: boolean; readonly disposes: boolean },
  functions = 5,
): RandomProgram {
  const random = randomFrom(seed);
  const texts = random(4) === 0;
  const lines = `${module ? MODULE : COMMONJS}${texts ? TEXTS : ''}${PRELUDE}`.split('\n').slice(0, -1);
  const awaitColumn = new Map<number, number>();
  const pick = <T>(...choices: T[]): T => choices[random(choices.length)]!;
  const callee = (): string => `f${random(functions)}`;
  const promise = (): string => {
    switch (random(21)) {
      case 0:
        return `call(${callee()})`;
      case 1:
        return `through(${callee()})`;
      case 2:
        return `helper(${callee()})`;
      case 3:
        return 'timer(' + random(4) + ')';
      case 4:
        return pick('soon()', 'tick()');
      case 5:
        return pick('1', 'null', 'undefined');
      case 6:
        return 'Promise.resolve(2)';
      case 7:
        return pick('thenable()', 'slowThenable()');
      case 8:
        return `Promise.all([call(${callee()}), late(1), 3])`;
      case 9:
        return `Promise.race([timer(1), call(${callee()})])`;
      case 10:
        return pick('Sub.resolve(1)', 'new Sub((r) => setTimeout(r, 1))');
      case 11:
        return pick('failed()', 'late(1).finally(() => {})', 'gate');
      case 12:
        return `call(async () => { const me = B('arrow'); E(me); })`;
      case 13:
        return pick(`import('node:path')`, 'timers.setTimeout(1)', 'emitted()', 'timers.setImmediate()');
      case 14:
        return `storage.run(${random(9)}, () => call(${callee()}))`;
      case 15:
        return `scope.runInAsyncScope(() => call(${callee()}))`;
      case 16:
        if (!texts) return `call(${callee()})`;
        return `${pick('inContext', 'inScript', 'made', 'evaluated')}(() => call(${callee()}))`;
      case 17:
        return pick(`Promise.allSettled([failed(), call(${callee()})])`, `Promise.any([failed(), late(1)])`);
      case 18:
        return pick('resolvers()', 'collected()');
      case 19:
        return `tried(${callee()})`;
      default:
        return `call(${callee()})`;
    }
  };
  const emitAwait = (indent: string): void => {
    const line = lines.length + 1;
    const given = `R(me, ${line}, 'value');`;
    const thrown = `catch { R(me, ${line}, 'throw'); }`;
    const put = (before: string, behind: string): void => {
      awaitColumn.set(line, before.length + 1);
      lines.push(before + behind);
    };
    const begin = `${indent}v = ${promise()}; S(me, ${line}); `;
    if (disposes && random(8) === 0) {
      const held = `disposable(me, ${line}, ${pick('timer(1)', 'soon()', '1', 'undefined')})`;
      return put(indent, `{ await using held = ${held}; void held; } ${given}`);
    }
    switch (random(10)) {
      case 0:
        return put(`${begin}try { const x = `, `await v; ${given} } ${thrown}`);
      case 1:
        return put(`${begin}try { const { x } = Object(`, `await v); ${given} } ${thrown}`);
      case 2:
        return put(`${begin}try { `, `await v; ${given} } ${thrown} finally { v = 0; }`);
      case 3:
        // nothing around it: it must not throw
        return put(
          `${indent}v = ${pick('timer(1)', 'soon()', '5')}; S(me, ${line}); (`,
          `await v, 1).toFixed(); ${given}`,
        );
      case 4:
      case 6:
      case 7:
        return put(indent, `for await (const x of steps(me, ${line}, ${random(5)})) ${given} ${given}`);
      case 5:
        return put(
          `${indent}v = timer(1); S(me, ${line}); const { a${line} = 1 } = Object(`,
          `await v); ${given}`,
        );
      default:
        return put(`${begin}try { `, `await v; ${given} } ${thrown}`);
    }
  };
  for (let f = 0; f < functions; f++) {
    const open = pick(
      `async function f${f}() {`,
      `const f${f} = async () => {`,
      `const f${f} = { async f${f}(a = 1, [b] = [2]) {`,
      `const f${f} = class { static #kept = 1; static async f${f}(a = 1) {`,
    );
    lines.push(open, `  const me = B('f${f}'); let v;`);
    for (let i = random(4); i >= 0; i--) {
      switch (random(6)) {
        case 0:
          lines.push(`  for (let i = 0; i < ${1 + random(3)}; i++) {`);
          emitAwait('    ');
          lines.push('  }');
          break;
        case 1:
          lines.push(`  v = call(${callee()}); v.catch(() => {});`);
          break;
        case 2:
          lines.push('  release();');
          break;
        default:
          emitAwait('  ');
      }
    }
    switch (random(5)) {
      case 0:
        lines.push(`  v = ${pick(`call(${callee()})`, 'timer(1)', 'Promise.resolve(1)')}; L(me); return v;`);
        break;
      case 1:
        lines.push(`  if (budget % 3 === 0) { E(me); throw new Error('thrown'); }`, '  E(me);');
        break;
      case 2:
        lines.push('  E(me); return 1;');
        break;
      default:
        lines.push('  E(me);');
    }
    lines.push(/\{.* async/.test(open) ? `} }.f${f};` : open.startsWith('const') ? '};' : '}');
  }
  for (let g = 0; generators && g < 2; g++) {
    lines.push(`async function* g${g}() {`, `  const me = B('g${g}'); let v;`);
    for (let i = random(3); i >= 0; i--) {
      emitAwait('  ');
      if (random(3) > 0) lines.push('  yield v;');
    }
    lines.push(pick('}', '  return 1; }', "  throw new Error('thrown'); }"));
    const use = pick(
      'for await (const x of g()) { void x; }',
      'await g().next();',
      'for await (const x of g()) break;',
    );
    lines.push(
      `setTimeout(async () => { const me = B('arrow'); const g = g${g}; try { ${use} } catch {} E(me); }, 1);`,
    );
  }
  for (let i = 0; i < 4; i++) lines.push(`call(${callee()}).catch(() => {});`);
  for (let i = random(4); module && i > 0; i--) {
    const awaited = pick(
      `call(${callee()})`,
      'timer(1)',
      `import('node:path')`,
      '1',
      `Promise.all([call(${callee()})])`,
    );
    lines.push(
      pick(
        `try { await ${awaited}; } catch {}`,
        `for await (const x of [${awaited}].map((p) => p.catch?.(() => 0))) void x;`,
        'for await (const x of Readable.from([1, 2])) void x;',
      ),
    );
  }
  lines.push(`setTimeout(() => { call(${callee()}).catch(() => {}); release(); }, 2);`);
  lines.push(`process.on('unhandledRejection', () => {});`);
  lines.push(
    `process.on('exit', () => { require('node:fs').writeFileSync(process.env.TRUTH, JSON.stringify(log)); });`,
  );
  return { text: lines.join('\n') + '\n', awaitColumn };
}
