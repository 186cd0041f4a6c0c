import { join } from 'node:path';
import type * as vscode from 'vscode';
import { thisMachine } from '../core/accounts/credentials/credentialPlaces.ts';
import { KeySweep } from '../core/accounts/keySweep.ts';
import { systemClock } from '../core/model/clock.ts';
import { FactsJournal } from '../core/tasks/factsJournal.ts';
import { Accounts } from './accounts.ts';
import { accountsSettingPort } from './accountsSetting.ts';
import { AgentNotices } from './agentNotices.ts';
import { AgentPause } from './agentPause.ts';
import { AgentStatusBar } from './agentStatusBar.ts';
import { Attention } from './attention.ts';
import type { Commands } from './commands/commandNames.ts';
import { productCommands } from './commands/commands.ts';
import { Demo } from './commands/demo.ts';
import { Comparisons } from './documents/comparisons.ts';
import { FailureMarks } from './documents/failureMarks.ts';
import { LiveDocuments } from './documents/liveDocuments.ts';
import { OpenedTasks } from './documents/openedTasks.ts';
import { RawDocuments } from './documents/rawDocuments.ts';
import { TaskDocuments } from './documents/taskDocuments.ts';
import { taskAddress } from './documents/taskUri.ts';
import { ProblemNotices } from './problemNotices.ts';
import type { Reports } from './report/reports.ts';
import { SecretStore } from './secretStore.ts';
import { openSession } from './session.ts';
import { AgeTicker } from './tree/ageTicker.ts';
import { LiveRefresh } from './tree/liveRefresh.ts';
import type { TreeNode } from './tree/nodes/node.ts';
import { RowDetails } from './tree/rowDetails.ts';
import { TaskTree } from './tree/taskTree.ts';
import { TaskView } from './tree/taskView.ts';
import type { Log } from './ui/log.ts';

/** What stands behind the things that VS Code knows from the start. */
export interface Product {
  readonly commands: Commands;
  readonly documents: TaskDocuments;
  readonly tree: TaskTree;
}

/** Composes the product, behind a view that is there already. */
export function startProduct(
  context: vscode.ExtensionContext,
  treeView: vscode.TreeView<TreeNode>,
  log: Log,
): Product {
  const own = <T extends vscode.Disposable>(disposable: T): T => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const secrets = own(new SecretStore(context.secrets, context.globalState));
  const accounts = own(new Accounts(secrets, thisMachine));
  const journal = own(new FactsJournal(join(context.globalStorageUri.fsPath, 'facts'), systemClock));
  const services = own(openSession(accounts, log, journal));
  const { watcher } = services;
  const attention = own(new Attention(services, context.globalStorageUri.fsPath, systemClock));
  const tree = own(new TaskTree(accounts, services, watcher, attention.failures, systemClock));
  const view = own(new TaskView(treeView, tree));
  attention.showOn(treeView, view);
  own(
    services.onDidChange(() =>
      view.keepOnly((group) => services.lists.some(({ tasks }) => tasks.groups.includes(group))),
    ),
  );
  own(new LiveRefresh(view, services, systemClock));
  own(new AgeTicker(view, systemClock));
  own(new RowDetails(view, services, systemClock));
  own(new KeySweep({ setting: accountsSettingPort, accounts, secrets, log }));
  own(new ProblemNotices(accounts, log));
  own(new AgentStatusBar(watcher, systemClock));
  own(new AgentNotices(watcher, log));
  own(new AgentPause(watcher));
  const documents = own(
    new TaskDocuments(services, new OpenedTasks(context.workspaceState), systemClock, log),
  );
  own(new LiveDocuments(documents, systemClock));
  own(
    documents.onDidRead((uri) => {
      const address = taskAddress(uri);
      if (address !== undefined) {
        attention.see(address);
      }
    }),
  );
  let reading: Promise<Reports> | undefined;
  const reports = (): Promise<Reports> => {
    reading ??= import('./report/reports.ts').then(({ Reports }) => own(new Reports(services)));
    return reading;
  };
  own(new FailureMarks());
  const commands = productCommands({
    accounts,
    attention,
    comparisons: own(new Comparisons(services)),
    demo: own(new Demo(accounts, context.workspaceState)),
    documents,
    log,
    places: thisMachine,
    watcher,
    raw: own(new RawDocuments()),
    reports,
    secrets,
    services,
    view,
  });
  return { commands, documents, tree };
}
