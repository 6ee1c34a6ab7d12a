import assert from 'node:assert/strict';
import { DO, GO, LOOK } from '../../webview/help-keys';
import { KEY_ACTIONS, actionOf, keyName } from '../../webview/keys';

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

describe('Keys', () => {
  it('do what the help says', () => {
    const actions = ['ArrowUp', 'W', 'f', '0', '?', 'Home', '#'].map((key) => actionOf({ ...plain, key }));
    assert.deepEqual(actions, ['up', 'zoomIn', 'fitSelection', 'fitAll', 'help', 'fitAll', undefined]);
    const shifted = ['ArrowLeft', 'C', '?', 'F'].map((key) => actionOf({ ...plain, shiftKey: true, key }));
    assert.deepEqual(shifted, ['panLeft', 'collapseAll', 'help', undefined]);
  });

  it('are in the help, every one of them, and it lists no others', () => {
    const names: Readonly<Record<string, string>> = {
      '↑': 'ArrowUp',
      '↓': 'ArrowDown',
      '←': 'ArrowLeft',
      '→': 'ArrowRight',
      '−': '-',
      '⌫': 'Backspace',
      Esc: 'Escape',
      Space: ' ',
    };
    const listed = [...GO, ...LOOK, ...DO]
      .flatMap(([keys]) => keys.split(/\s+/))
      .map((label) => {
        const shiftKey = label.startsWith('Shift+');
        const key = shiftKey ? label.slice('Shift+'.length) : label;
        const action = actionOf({ ...plain, shiftKey, key: names[key] ?? key });
        assert.ok(action, `${label} does nothing`);
        return action;
      });
    assert.deepEqual(new Set(listed), KEY_ACTIONS);
  });

  it('are called as in the help', () => {
    const called = [...GO, ...LOOK, ...DO].flatMap(([keys]) => keys.split(/\s+/));
    for (const action of KEY_ACTIONS) assert.ok(called.includes(keyName(action)), keyName(action));
    assert.deepEqual((['pin', 'hideLane', 'openBeside', 'up', 'nextAtCursor'] as const).map(keyName), [
      'K',
      'Shift+H',
      'Space',
      '↑',
      '',
    ]);
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
