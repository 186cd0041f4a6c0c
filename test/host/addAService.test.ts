import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { providers } from '../../src/core/providers/registry.ts';
import {
  type AccountDraft,
  draftEntry,
  entryAccount,
  newDraft,
} from '../../src/vscode/setup/addAccount/accountDraft.ts';
import { accountSteps } from '../../src/vscode/setup/addAccount/accountSteps.ts';
import { runSteps } from '../../src/vscode/setup/addAccount/steps.ts';
import { questionSteps } from '../../src/vscode/setup/providerSteps.ts';
import { toys } from '../support/toyProvider.ts';

const registry = [...providers, toys];

function draft(services: AccountDraft['services']): AccountDraft {
  return { ...newDraft(), cloud: 'alibaba', label: 'Ali', credentials: { from: 'environment' }, services };
}

function applying(given: AccountDraft): number {
  return questionSteps(registry).filter((step) => step.applies?.(given) ?? true).length;
}

describe('a service that is one file and one line', () => {
  it('is offered beside the other one of its cloud, and each asks only for itself', () => {
    const both = draft(new Map([...['ecs', 'toys'].map((kind) => [kind, [{}]] as const)]));
    const services = accountSteps(registry).at(-1);
    assert.equal(services?.applies?.(both), true);
    assert.equal(applying(both), 2);
    assert.equal(applying(draft(new Map([['toys', [{}]]]))), 1);
    assert.equal(applying(draft(new Map([['ecs', [{}]]]))), 1);
  });

  it('has a step of its own in Add Account', async () => {
    const given = draft(new Map([['toys', [{ shelf: 'top' }]]]));
    let done: boolean | undefined;
    const asked = runSteps(questionSteps(registry), given, 'Add Account').then((answered) => {
      done = answered;
    });
    // The input offers what the draft says; it is accepted as soon as it is there.
    while (done === undefined) {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await asked;
    assert.equal(done, true);
    const entry = draftEntry(given, new Set());
    assert.deepEqual(entry.services, { toys: { shelf: 'top' } });
    assert.deepEqual(entryAccount(entry, registry).services, [{ kind: 'toys', key: 'toys', shelf: 'top' }]);
  });
});
