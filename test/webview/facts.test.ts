import assert from 'node:assert/strict';
import { Facts } from '../../webview/facts';
import type { Intake } from '../../webview/intake';
import { Places } from '../../webview/places';
import { Rows } from '../../webview/rows';
import { Say } from '../../webview/strings';
import { modelOf } from '../support/trace-text';

/** @param titles of functions, by their lines */
function factsOf(trace: string, titles: Readonly<Record<number, string>>) {
  const model = modelOf(trace);
  const places = new Places();
  places.add({
    type: 'sites',
    source: 0,
    stream: 0,
    first: 1,
    files: ['/w/src/app.test.ts'],
    labels: ['src/app.test.ts'],
    locs: model.streams[0]!.tables.locs.slice(1).map((loc) => {
      const { line, name } = loc!;
      const title = titles[line];
      return { file: 0, line, column: 1, name, ...(title !== undefined && { title }) };
    }),
  });
  return new Facts({ model, keys: ['0:0'] } as unknown as Intake, places, new Say());
}

describe('the lanes of functions', () => {
  it('do not take a script for the function with which it begins', () => {
    const facts = factsOf('0 M start @1 module\n1 A start leaf@1\n2 B start leaf@1', {});
    const rows = new Rows();
    rows.grouping = 'function';
    rows.update(facts.tables, facts);
    assert.deepEqual(
      rows.groups.map((group) => [facts.groupName('function', group), group.tasks]),
      [
        ['(module)', [0]],
        ['leaf', [1, 2]],
      ],
    );
  });
});

describe('names of requests and tests', () => {
  it('are what tells them apart: a title, a name, or a place', () => {
    const functions = [
      'M (module)@1 module',
      'A (anonymous)@2',
      'B (anonymous)@3',
      'C (anonymous)@4',
      'D handle@5',
      'E handle@5',
      'F (anonymous)@4',
    ];
    const trace = functions.flatMap((each, i) => {
      const [task, ...at] = each.split(' ');
      return [`${i} ${task} start ${at.join(' ')}`, `${i} ${task} suspend @9 on p`];
    });
    const facts = factsOf(trace.join('\n'), { 2: 'adds\nslowly', 3: 'fails' });
    const rows = new Rows();
    rows.grouping = 'request';
    rows.update(facts.tables, facts);
    assert.deepEqual(
      rows.groups.map((group) => facts.groupName('request', group)),
      [
        '(module) app.test.ts',
        'adds slowly',
        'fails',
        'app.test.ts:4',
        'handle 1',
        'handle 2',
        'app.test.ts:4 2',
      ],
    );
  });
});

describe('what a program wrote', () => {
  it('cannot reorder the page, colour it or fill it with signs', () => {
    const facts = factsOf(
      [
        String.raw`0 A start \u202Eevil\u0000name@1`.replaceAll(/\\u(\w{4})/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        ),
        String.raw`1 print "\u001b[31mred\u001b[0m\n" @2`,
        String.raw`2 print "\u0000\u0001\u0002\u0003ab" @2`,
      ].join('\n'),
      {},
    );
    assert.equal(facts.taskName(0), ' evil name');
    assert.equal(facts.printed(0), 'red');
    assert.equal(facts.printed(1), 'no text, 6 characters');
  });
});
