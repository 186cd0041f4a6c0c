import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { withEntries, writtenEntries } from '../../src/core/accounts/entryChanges.ts';
import type { WrittenEntry } from '../../src/core/providers/question.ts';
import type { AgentConfig } from '../../src/core/providers/tencent/cwpAgents.ts';
import { changeAccount } from '../../src/vscode/setup/changeAccount.ts';
import { agentAccount, uuidOf } from '../ui/agentAccounts.ts';
import { foreignKeys } from '../ui/foreignAccounts.ts';
import { ForeignCwp } from '../ui/foreignCwp.ts';
import { eventually } from './eventually.ts';
import { OwnTree } from './ownTree.ts';

const setting = () => vscode.workspace.getConfiguration('cloudTasks');

function watching(agents: readonly AgentConfig[]): (written: WrittenEntry) => WrittenEntry {
  return (written) => withEntries(written, 'cwp', [{ ...writtenEntries(written, 'cwp')[0], agents }]);
}

describe('changing an account', () => {
  let cloud: ForeignCwp;
  let own: OwnTree;

  beforeEach(async () => {
    cloud = await ForeignCwp.start(foreignKeys);
    cloud.agents.set(uuidOf('web-1'), 'COMPLETE').set(uuidOf('web-2'), 'COMPLETE');
    own = new OwnTree();
  });

  afterEach(async () => {
    own.dispose();
    await setting().update('accounts', undefined, vscode.ConfigurationTarget.Global);
    await cloud.close();
  });

  it('that only this window has changes it in memory, with the keys it has', async () => {
    own.add(agentAccount('Brief', cloud, ['web-1']));
    const [account] = own.accounts.all;
    assert.ok(account);
    const agents = [{ uuid: uuidOf('web-2'), label: 'web-2' }];
    await changeAccount(account, watching(agents), own.accounts);
    await eventually(() => own.find('Brief · CWP', 'Complete', 'web-2'));
    assert.equal(setting().inspect('accounts')?.globalValue, undefined);
  });

  it('in the settings leaves the other entries, and fields of somebody else, as they were', async () => {
    const others = ['no account', agentAccount('Other', cloud, ['web-1'])];
    const entry = { ...agentAccount('Mine', cloud, ['web-1']), note: 'kept' };
    await setting().update('accounts', [...others, entry], vscode.ConfigurationTarget.Global);
    const account = await eventually(() => {
      const found = own.accounts.find('mine');
      assert.ok(found);
      return found;
    });
    await changeAccount(account, watching([{ uuid: uuidOf('web-2'), label: 'web-2' }]), own.accounts);
    assert.deepEqual(setting().inspect('accounts')?.globalValue, [
      ...others,
      { ...agentAccount('Mine', cloud, ['web-2']), note: 'kept' },
    ]);
  });

  it('in the settings changes nothing where the entry is gone', async () => {
    await setting().update('accounts', [agentAccount('Mine', cloud)], vscode.ConfigurationTarget.Global);
    const account = await eventually(() => {
      const found = own.accounts.find('mine');
      assert.ok(found);
      return found;
    });
    await setting().update('accounts', [], vscode.ConfigurationTarget.Global);
    await changeAccount(account, watching([{ uuid: uuidOf('web-2'), label: 'web-2' }]), own.accounts);
    assert.deepEqual(setting().inspect('accounts')?.globalValue, []);
  });
});
