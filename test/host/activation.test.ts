import assert from 'node:assert/strict';
import { basename } from 'node:path';
import * as vscode from 'vscode';

const ours = vscode.extensions.getExtension('cloud-tasks.cloud-tasks');

function isRead(file: string): boolean {
  return Object.keys(require.cache).some((path) => basename(path) === file);
}

let readAtStart: boolean | undefined;

// Outside the suites: it runs before any test asks the product for something.
before(async () => {
  await ours?.activate();
  readAtStart = isRead('container.cjs');
});

describe('activation', () => {
  it('succeeds for cloud-tasks.cloud-tasks', () => {
    assert.equal(ours?.isActive, true);
    assert.ok(isRead('extension.cjs'));
  });

  it('reads the product only when it is needed', async () => {
    assert.equal(readAtStart, false);
    await vscode.commands.executeCommand('cloudTasks.retry');
    assert.ok(isRead('container.cjs'));
  });
});
