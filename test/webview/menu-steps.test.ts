import assert from 'node:assert/strict';
import { stepIn } from '../../webview/menu-steps';

describe('The keys in a menu', () => {
  const texts = ['Open', 'Pin', 'Hide', 'Copy', 'Collapse', '折叠'];
  const from = (at: number, ...keys: readonly string[]) => keys.map((key) => stepIn(texts, at, key));

  it('lead up and down, and around the ends', () => {
    assert.deepEqual(from(1, 'ArrowDown', 'ArrowUp', 'Home', 'End'), [2, 0, 0, 5]);
    assert.deepEqual([...from(5, 'ArrowDown'), ...from(0, 'ArrowUp')], [0, 5]);
  });
  it('begin at an end where none is chosen', () => {
    assert.deepEqual(from(-1, 'ArrowDown', 'ArrowUp'), [0, 5]);
  });
  it('lead to the next that begins with a letter', () => {
    assert.deepEqual([...from(-1, 'c', 'C', '折'), ...from(3, 'c'), ...from(4, 'c')], [3, 3, 5, 4, 3]);
  });
  it('lead nowhere else', () => {
    assert.deepEqual(from(2, 'x', 'ArrowLeft', 'F5'), [-1, -1, -1]);
  });
});
