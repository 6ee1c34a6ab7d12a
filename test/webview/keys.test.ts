import assert from 'node:assert/strict';
import { actionOf } from '../../webview/keys';

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

describe('Keys', () => {
  it('do what the help says', () => {
    const actions = ['ArrowUp', 'W', 'f', '0', '?', 'Home', 'q'].map((key) => actionOf({ ...plain, key }));
    assert.deepEqual(actions, ['up', 'zoomIn', 'fitSelection', 'fitAll', 'help', 'fitAll', undefined]);
    const shifted = ['ArrowLeft', 'C', '?', 'F'].map((key) => actionOf({ ...plain, shiftKey: true, key }));
    assert.deepEqual(shifted, ['panLeft', 'collapseAll', 'help', undefined]);
  });

  it('leave to VS Code what goes with Ctrl, Alt or Cmd', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) {
      assert.equal(actionOf({ ...plain, [modifier]: true, key: 'f' }), undefined);
    }
  });

  it('are no names of an object', () => {
    assert.equal(actionOf({ ...plain, key: 'constructor' }), undefined);
  });
});
