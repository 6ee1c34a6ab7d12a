import assert from 'node:assert/strict';
import { oneLine } from '../../webview/facts';

describe('A text of the program on one line', () => {
  it('has no line ends, no colours of a terminal, and nothing that hides', () => {
    assert.equal(oneLine('a\n  b\tc'), 'a b c');
    assert.equal(
      oneLine('\u001b[32m✓\u001b[39m ok \u001b]8;;http://a\u0007link\u001b]8;;\u0007'),
      '✓ ok link',
    );
    assert.equal(oneLine('bell\u0007 null\u0000'), 'bell\ufffd null\ufffd');
    assert.equal(oneLine('user\u202etxt.exe'), 'user\ufffdtxt.exe');
    assert.equal(oneLine('مرحبا שלום 👩‍👧 é'), 'مرحبا שלום 👩‍👧 é');
  });
});
