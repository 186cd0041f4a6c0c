import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('activation', () => {
  it('succeeds for cloud-tasks.cloud-tasks', async () => {
    const extension = vscode.extensions.getExtension('cloud-tasks.cloud-tasks');
    assert.ok(extension, 'the extension is not there');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
