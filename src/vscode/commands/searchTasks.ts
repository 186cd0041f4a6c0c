import * as vscode from 'vscode';
import { kindOf, type StatusKind } from '../../core/model/task.ts';
import type { OpenTasks } from '../../core/session.ts';
import { type FoundTask, findTasks } from '../../core/tasks/findTasks.ts';
import { failureText } from '../text/rowText.ts';
import { shortened } from '../text/shortened.ts';
import { taskTitle } from '../text/taskText.ts';
import { taskIcon } from '../tree/statusIcon.ts';
import { quickPick } from '../ui/inputs.ts';

const mostFound = 100;
/** No cloud's id is longer; what is longer on the clipboard is something else. */
const longestId = 200;

/** A task that was found, or the id of one that has to be asked for. */
export type Wanted = { readonly found: FoundTask<OpenTasks> } | { readonly taskId: string };

interface Choice extends vscode.QuickPickItem {
  readonly wanted: Wanted;
}

/**
 * Searches loaded and remembered tasks as a person types. Where the text is no task that is known, it can be asked
 * for; an id on the clipboard is offered. `undefined` when the person gives up.
 *
 * @param others tasks that are known of besides those of the lists
 */
export async function searchTasks(
  lists: () => readonly OpenTasks[],
  others: () => readonly FoundTask<OpenTasks>[],
  looksLikeId: (text: string) => boolean,
): Promise<Wanted | undefined> {
  // A browser may refuse to tell.
  const copied = (await Promise.resolve(vscode.env.clipboard.readText()).catch(() => '')).trim();
  const offered = copied.length <= longestId && looksLikeId(copied) ? copied : undefined;
  const choicesFor = (text: string): readonly Choice[] => {
    const found = findTasks(text, lists(), mostFound, others());
    const choices = found.map(foundChoice);
    const asked = text === '' ? offered : text;
    if (asked === undefined || found.some(({ taskId }) => taskId === asked)) {
      return choices;
    }
    const ask = askChoice(asked, text === '');
    return looksLikeId(asked) ? [ask, ...choices] : [...choices, ask];
  };
  const box = quickPick<Choice>();
  let shownFor = '';
  const fill = (): void => {
    shownFor = box.value.trim();
    box.items = choicesFor(shownFor);
  };
  box.title = vscode.l10n.t('Find Task');
  box.placeholder = vscode.l10n.t('File, task ID, file ID or session; an ID need not be in the list');
  fill();
  const listeners: vscode.Disposable[] = [];
  try {
    return await new Promise((resolve) => {
      listeners.push(
        box.onDidChangeValue(fill),
        box.onDidAccept(() => {
          // Enter can come before the choices for what was typed last.
          const text = box.value.trim();
          const choice = text === shownFor ? box.activeItems[0] : undefined;
          resolve((choice ?? choicesFor(text)[0])?.wanted);
        }),
        box.onDidHide(() => resolve(undefined)),
      );
      box.show();
    });
  } finally {
    for (const listener of listeners) {
      listener.dispose();
    }
    box.dispose();
  }
}

function foundChoice(found: FoundTask<OpenTasks>): Choice {
  const { facts, service, task, taskId } = found;
  const kind = task && kindOf(task, service.tasks.service.statuses);
  const { name } = service.tasks.service;
  const about = [failureText(facts), service.account.label, name].filter((text) => text !== undefined);
  return {
    label: facts?.name ?? (task === undefined ? taskId : taskTitle(task)),
    description: about.map((text) => shortened(text, 60)).join(' · '),
    detail: taskId,
    iconPath: task === undefined ? taskIcon(remembered, ended, facts) : taskIcon(task, kind ?? ended, facts),
    alwaysShow: true,
    wanted: { found },
  };
}

function askChoice(taskId: string, isCopied: boolean): Choice {
  return {
    label: isCopied
      ? vscode.l10n.t('Look for {0}, from the clipboard', taskId)
      : vscode.l10n.t('Look for {0} in all accounts', taskId),
    iconPath: new vscode.ThemeIcon('search'),
    alwaysShow: true,
    wanted: { taskId },
  };
}

const ended: StatusKind = { status: '', name: 'Finished', stage: 'done', severity: 'good' };
const remembered = {
  id: '',
  status: '',
  type: '',
  subtypes: [],
  createdAt: undefined,
  startedAt: undefined,
  finishedAt: undefined,
  failed: undefined,
};
