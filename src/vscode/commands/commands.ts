import * as vscode from 'vscode';
import type { CredentialPlaces } from '../../core/accounts/credentials/credentialPlaces.ts';
import { systemClock } from '../../core/model/clock.ts';
import type { Watcher } from '../../core/polling/watcher.ts';
import { providers } from '../../core/providers/registry.ts';
import type { Session } from '../../core/session.ts';
import type { Accounts } from '../accounts.ts';
import type { Attention } from '../attention.ts';
import type { Comparisons } from '../documents/comparisons.ts';
import type { RawDocuments } from '../documents/rawDocuments.ts';
import type { TaskDocuments } from '../documents/taskDocuments.ts';
import { taskScheme } from '../documents/taskUri.ts';
import type { Reports } from '../report/reports.ts';
import type { SecretStore } from '../secretStore.ts';
import { removeAccount } from '../setup/removeAccount.ts';
import { serviceToSetUp } from '../setup/serviceToSetUp.ts';
import { nodeOf } from '../tree/nodes/node.ts';
import type { TaskView } from '../tree/taskView.ts';
import type { Log } from '../ui/log.ts';
import { collectProcesses } from './collectProcesses.ts';
import type { CommandName, Commands } from './commandNames.ts';
import type { Demo } from './demo.ts';
import { findTask } from './findTask.ts';
import { loadAll, loadMore, refresh, retry } from './listCommands.ts';
import { addressOf, openTask } from './openTask.ts';
import { copyError, copyFfprobe, copyTaskId, openConsole, openSettings } from './rowCommands.ts';
import { showAgents } from './showAgents.ts';
import { showProcesses } from './showProcesses.ts';

export interface CommandDependencies {
  readonly accounts: Accounts;
  readonly attention: Attention;
  readonly comparisons: Comparisons;
  readonly demo: Demo;
  readonly documents: TaskDocuments;
  readonly log: Log;
  readonly places: CredentialPlaces;
  readonly watcher: Watcher;
  readonly raw: RawDocuments;
  /** Read when somebody asks for one. */
  readonly reports: () => Promise<Reports>;
  readonly secrets: SecretStore;
  readonly services: Session;
  readonly view: TaskView;
}

/** A person reads no more of them at once. */
const mostReports = 20;

/** Everything a person can ask for, by command id. */
export function productCommands(dependencies: CommandDependencies): Commands {
  const {
    accounts,
    attention,
    comparisons,
    demo,
    documents,
    log,
    places,
    watcher,
    raw,
    reports,
    secrets,
    services,
    view,
  } = dependencies;
  const setup = {
    accounts,
    askForOffer: services.offer.bind(services),
    places,
    registry: providers,
    secrets,
    validate: services.validate.bind(services),
  };
  const choose = async (target: unknown, name: CommandName): Promise<void> => {
    const provider = providers.find(({ pick }) => pick?.command.name === name);
    const open = provider && (await serviceToSetUp(target, provider, services));
    if (provider !== undefined && open !== undefined) {
      const { chooseOffered } = await import('../setup/guidedSetup.ts');
      await chooseOffered(open.account, open.config, provider, setup);
    }
  };
  return {
    refresh: (target) => {
      if (target === undefined) {
        const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === taskScheme);
        documents.refresh(open.map(({ uri }) => uri));
        void attention.refresh();
      }
      return refresh(target, services, watcher);
    },
    retry,
    loadMore: (target) => loadMore(target, view),
    loadAll,
    openTask: (target) => openTask(target, documents),
    openUnreadable: (target) => {
      const entry = nodeOf(target)?.unreadable;
      return entry && raw.open(entry);
    },
    findTask: () => findTask({ documents, failures: attention.failures, services, view }),
    showReport: async (target) => {
      const address = addressOf(target);
      if (address !== undefined) {
        await (await reports()).show(address);
        attention.see(address);
      }
    },
    markAllSeen: () => attention.failures.seeAll(),
    copyReport: async (target, selected) => {
      const targets = Array.isArray(selected) ? selected : [target];
      const addresses = targets.flatMap((one) => addressOf(one) ?? []);
      await (await reports()).copy(addresses.slice(0, mostReports));
    },
    compareTasks: async (_, selected) => {
      const [left, right] = Array.isArray(selected) ? selected.flatMap((one) => addressOf(one) ?? []) : [];
      await (left && right && comparisons.compare(left, right));
    },
    copyTaskId,
    copyFfprobe,
    copyError,
    openConsole,
    openSettings,
    addAccount: async () => (await import('../setup/guidedSetup.ts')).addAccount(setup),
    removeAccount: (target) => removeAccount(target, { accounts, secrets }),
    reenterCredentials: async (target) => {
      const account = nodeOf(target)?.account;
      if (account !== undefined) {
        await (await import('../setup/guidedSetup.ts')).reenterCredentials(account, setup);
      }
    },
    chooseAgents: (target) => choose(target, 'chooseAgents'),
    chooseApplications: (target) => choose(target, 'chooseApplications'),
    showAgents: () => showAgents({ watcher, now: systemClock.now }),
    collectProcesses: (target) => collectProcesses(agentOf(target), { watcher }),
    showProcesses: (target) => showProcesses(agentOf(target), { watcher, documents }),
    startDemo: async () => {
      await demo.start();
      await vscode.commands.executeCommand('cloudTasks.tasks.focus');
    },
    stopDemo: () => demo.stop(),
    showLog: () => log.show(),
  };
}

/** The agent of a row; `{account, service, uuid}` stays what it is. */
function agentOf(target: unknown): unknown {
  return nodeOf(target)?.watched ?? target;
}
