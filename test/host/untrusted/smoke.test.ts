import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension in a workspace that is not trusted', () => {
  it('is there', () => {
    assert.equal(vscode.workspace.isTrusted, false);
    assert.ok(vscode.extensions.getExtension('awaitscope.awaitscope'));
  });
});
