import assert from 'node:assert/strict';
import { compareOrder, flat, printedLines } from '../../extension/examplesCompare';
import type { Order } from '../../extension/examplesCompare';
import { lessonHtml } from '../../extension/examplesLessonPage';
import { lessons } from './lessons';
import { runExample } from './runner';

describe('a lesson', () => {
  const same = (order: Order, lines: string[]) => compareOrder(order, lines).departs;

  it('tells the first step that is not as expected', () => {
    assert.equal(same(['1', '3', '2', '4'], ['1', '3', '2', '4']), undefined);
    assert.equal(same(['1', '3', '2', '4'], ['1', '2', '3', '4']), 1);
    assert.equal(same(['1', '2'], ['1']), 1);
    assert.equal(same(['1'], ['1', '2']), 1);
    assert.equal(same([], []), undefined);
  });

  it('leaves the order open where it is, and text where a star stands', () => {
    assert.equal(same(['a', ['b', 'c'], 'd'], ['a', 'c', 'b', 'd']), undefined);
    assert.equal(same(['a', ['b', 'c'], 'd'], ['a', 'c', 'c', 'd']), 2);
    assert.equal(same(['libuv *'], ['libuv 1.46.0']), undefined);
    assert.equal(same(['*n1*n2*'], ['{ n1, n2 }']), undefined);
    assert.equal(same(['*n1*n2*'], ['{ n2, n1 }']), 0);
    assert.equal(same(['ab*ba'], ['aba']), 0);
    assert.equal(same([`${'*a'.repeat(40)}b`], ['a'.repeat(20_000)]), 0);
  });

  it('puts what was written together into lines', () => {
    assert.deepEqual(printedLines([{ t: 2, text: 'b\n' }, { t: 1, text: 'a' }, { t: 1.5, text: '\n\n' }]), ['a', '', 'b']); // prettier-ignore
    assert.deepEqual(printedLines([{ t: 1, text: '\u001b[33m350\u001b[39m\n' }]), ['350']);
    assert.deepEqual(printedLines([]), []);
  });

  it('shows printed lines as text, whatever they say', () => {
    const hostile = '<img src=x onerror="alert(1)">&';
    const words = new Proxy({} as Parameters<typeof lessonHtml>[1], { get: () => hostile });
    const comparison = compareOrder([hostile], [hostile, hostile]);
    const lesson = { comparison, order: [hostile], python: { order: [hostile], why: hostile } };
    const html = lessonHtml(lesson, words, 'n');
    assert.ok(!html.includes('<img'));
    assert.match(html, /default-src 'none'/);
  });

  it('expects of the examples what they print', async () => {
    const some = ['task-create', 'task-wait-done--timeout', 'async-iterator--two-readers', 'uvloop-policy'];
    some.push('download-async', 'await-others-twice--called-first', 'thread-pool-submit');
    const env = { SLEEP_SCALE: '0.5' };
    for (const id of some) {
      const { lines } = await runExample(id, env);
      assert.equal(compareOrder(lessons[id]!.order, lines).departs, undefined, `${id}:\n${lines.join('\n')}`);
    }
    for (const [id, { order, python }] of Object.entries(lessons)) {
      if (python)
        assert.ok(
          flat(python.order).every((line) => typeof line === 'string'),
          id,
        );
      assert.ok(
        flat(order).every((line) => line !== ''),
        id,
      );
    }
  });
});
