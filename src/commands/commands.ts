import * as vscode from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import type { CredentialPlaces } from '../accounts/credentials/credentialPlaces.ts';
import type { OpenServices } from '../accounts/openServices.ts';
import type { SecretStore } from '../accounts/secretStore.ts';
import type { ServiceFactory } from '../accounts/serviceFactory.ts';
import { systemClock } from '../clouds/clock.ts';
import type { AgentPoller } from '../tasks/agentPoller.ts';
import { UnreadableEntry } from '../tasks/taskEntry.ts';
import type { RawDocuments } from '../views/rawDocuments.ts';
import type { TaskDocuments } from '../views/taskDocuments.ts';
import { taskScheme } from '../views/taskUri.ts';
import type { TaskView } from '../views/taskView.ts';
import { collectProcesses } from './collectProcesses.ts';
import type { Commands } from './commandNames.ts';
import type { Demo } from './demo.ts';
import { loadAll, loadMore, refresh, retry } from './listCommands.ts';
import { findTask, openTask } from './openTask.ts';
import { removeAccount } from './removeAccount.ts';
import { accountOf, copyError, copyTaskId, openConsole, openSettings } from './rowCommands.ts';
import { serviceToSetUp } from './serviceToSetUp.ts';
import { showAgents } from './showAgents.ts';
import { showProcesses } from './showProcesses.ts';

export interface CommandDependencies {
  readonly accounts: Accounts;
  readonly demo: Demo;
  readonly documents: TaskDocuments;
  readonly factory: ServiceFactory;
  readonly log: vscode.LogOutputChannel;
  readonly places: CredentialPlaces;
  readonly poller: AgentPoller;
  readonly raw: RawDocuments;
  readonly secrets: SecretStore;
  readonly services: OpenServices;
  readonly view: TaskView;
}

/** Everything a person can ask for, by command id. */
export function productCommands(dependencies: CommandDependencies): Commands {
  const { accounts, demo, documents, factory, log, places, poller, raw, secrets, services, view } =
    dependencies;
  const setup = { accounts, factory, places, secrets, validate: factory.validate.bind(factory) };
  return {
    refresh: (target) => {
      if (target === undefined) {
        const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === taskScheme);
        documents.reload(open.map(({ uri }) => uri));
      }
      return refresh(target, services, poller);
    },
    retry: (target) => retry(target, poller),
    loadMore: (target) => loadMore(target, view),
    loadAll: (target) => loadAll(target, services),
    openTask: (target) => openTask(target, services),
    openUnreadable: (target) => (target instanceof UnreadableEntry ? raw.open(target) : undefined),
    findTask: () => findTask(services, view),
    copyTaskId,
    copyError,
    openConsole,
    openSettings,
    addAccount: async () => (await import('./guidedSetup.ts')).addAccount(setup),
    removeAccount: (target) => removeAccount(target, { accounts, secrets }),
    reenterCredentials: async (target) => {
      const account = accountOf(target);
      if (account !== undefined) {
        await (await import('./guidedSetup.ts')).reenterCredentials(account, setup);
      }
    },
    chooseAgents: async (target) => {
      const open = await serviceToSetUp(target, 'cwp', services);
      if (open !== undefined) {
        await (await import('./guidedSetup.ts')).chooseAgents(open.account, open.config, setup);
      }
    },
    chooseApplications: async (target) => {
      const open = await serviceToSetUp(target, 'vod', services);
      if (open !== undefined) {
        await (await import('./guidedSetup.ts')).chooseApplications(open.account, open.config, setup);
      }
    },
    showAgents: () => showAgents({ poller, now: systemClock.now }),
    collectProcesses: (target) => collectProcesses(target, { poller }),
    showProcesses: (target) => showProcesses(target, { poller, documents }),
    startDemo: async () => {
      await demo.start();
      await vscode.commands.executeCommand('cloudTasks.tasks.focus');
    },
    stopDemo: () => demo.stop(),
    showLog: () => log.show(),
  };
}
