import assert from 'node:assert/strict';
import * as v8 from 'node:v8';
import * as vm from 'node:vm';
import { settlements } from '../../syntax/settlement';

/** Bodies of async functions of one parameter: 0 makes them fulfil, 1 makes them reject. */
const BODIES = [
  'await null; if (x) throw new Error("x"); return 1;',
  'await null;\n if (x) bad();\n const r = [1].map((y) => y); r.push(1);',
  'try { await null; if (x) bad(); } finally { x; }\n return 5;',
  'for (const y of [1, 2]) { await y; if (x && y == 2) bad(); if (!x) return 7; } if (1) { x; }',
  'return x ? bad() : 2;',
  '',
  'if (x) { bad(); } else { return 1; }',
  'if (!x) { return 1; }  bad();',
  'if (x) throw new Error("q");',
  'await maybe(0); if (x) throw new Error("q");',
  'if (x) throw new Error("q"); else return 3',
  'if (!x) return 3; throw new Error("q")',
  'if (!x) return 3; else throw new Error("q")',
  'while (true) { await null; if (x) bad(); return 1 }',
  'for (;;) { if (x) throw 1; if (!x) return }',
  'do { await maybe(0); if (x) bad() } while (false)',
  'try { if (x) bad(); return 1 } finally { await null }',
  'try { if (x) bad(); return 1 } catch (e) { throw e }',
  'try { return await maybe(x) } catch (e) { throw e } finally { maybe(0) }',
  'try { if (x) bad(); return 1 } catch (e) { return bad() }',
  'try { await maybe(x) } catch (e) { throw e }',
  'try { await maybe(x); return 2 } catch (e) { if (x) throw e; return 3 }',
  'if (!x) return 1; try { await maybe(x) } catch { bad() }',
  'try { return await maybe(x) } finally { maybe(0) }',
  'try { await maybe(x) } finally { }',
  'try { try { return await maybe(x) } catch (e) { throw e } } catch (f) { throw f }',
  'try { await maybe(x) } catch (e) { await maybe(0); throw e } finally { await maybe(0) }',
  'try { if (!x) return 1 } finally { if (x) throw 2 }',
  '{ try { return maybe(x) } catch (e) { throw e } }',
  'for (const i of [1]) { try { return await maybe(x) } catch (e) { throw e } }',
  'switch (x) { case 0: return 1; default: throw new Error("w") }',
  'switch (x) { case 0: return 1; case 1: bad(); }',
  '{ { return await maybe(x); } }',
  'if (x) bad(); return;',
  'const f = async () => { return 1 }; await f(); if (x) bad()',
  'await maybe(x)',
  'l: { if (x) bad(); break l; }',
  'const [a] = x ? null : [1]; return a',
  'for await (const z of [1, maybe(0)]) { if (x) bad(); }',
  'if (x) bad(); while (await maybe(0) - 1) {}',
  'return (x && bad(), 1)',
  'return `${x ? bad() : 1}` /* c */',
];
const EXPRESSIONS = ['x ? bad() : 1', 'await maybe(x)', '(x && bad(), 2)', 'x ? bad() : {}'];

const PRELUDE = [
  'const bad = () => { throw new Error("bad") };',
  'const maybe = async (x) => { await null; if (x) bad(); return 1 };',
  'const functions = [];',
];

type Subject = (x: 0 | 1) => Promise<unknown>;

function source(): string {
  const lines = [...PRELUDE];
  for (const body of BODIES) {
    lines.push(`functions.push(async function named(x) {${body}});`);
    lines.push(`functions.push(async (x) => {\n ${body}\n});`);
    lines.push(`functions.push({ async method(x, y = 1) { ${body} } }.method);`);
  }
  for (const e of EXPRESSIONS) lines.push(`functions.push(async x=>${e}); functions.push(async (x)=>(${e}))`);
  return [...lines, 'functions;'].join('\n');
}

describe('Settlements by position', () => {
  it('are what V8 does, or unknown', async () => {
    const text = source();
    const file = '/settlements.js';
    const subjects = vm.runInThisContext(text, { filename: file }) as Subject[];
    const answers = settlements(text)!;
    const said = new Map<unknown, { settlement: string; position: number }>();
    const stop = watch(file, (promise, position) =>
      said.set(promise, { settlement: answers(position), position }),
    );
    const tally = { right: 0, unknown: 0 };
    try {
      for (const subject of subjects) {
        for (const x of [0, 1] as const) {
          const promise = subject(x);
          const truth = await promise.then(
            () => 'fulfilled',
            () => 'rejected',
          );
          const told = said.get(promise);
          if (!told) continue; // it returned a promise, and settled with that
          const { settlement, position } = told;
          const where = `${text.slice(position - 20, position)}^${text.slice(position, position + 20)}`;
          if (settlement === 'unknown') tally.unknown++;
          else {
            assert.equal(settlement, truth, where);
            tally.right++;
          }
        }
      }
    } finally {
      stop();
    }
    // unknown only where a finally, a switch or a loop stands at the end
    assert.ok(tally.right > 8 * tally.unknown, JSON.stringify(tally));
  });

  it('are not given for what does not parse, or for positions outside of async functions', () => {
    assert.equal(settlements('async function ('), undefined);
    assert.equal(settlements('try { f() } finally { g() }')!(3), 'fulfilled');
  });
});

/** Calls back when a function of `file` settles a promise, with the position at which it stands. */
function watch(file: string, onSettled: (promise: unknown, position: number) => void): () => void {
  const limit = Error.stackTraceLimit;
  const prepare = Error.prepareStackTrace;
  return v8.promiseHooks.createHook({
    settled(promise) {
      Error.stackTraceLimit = 2;
      Error.prepareStackTrace = (_, sites) => sites;
      const site = (new Error().stack as unknown as (NodeJS.CallSite & { getPosition(): number })[])[1];
      Error.prepareStackTrace = prepare;
      Error.stackTraceLimit = limit;
      if (site?.getFileName() === file) onSettled(promise, site.getPosition());
    },
  }) as unknown as () => void;
}
