import { beforeEach, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { inputBox, pick, quickPick } from '../../../../src/vscode/ui/inputs.ts';
import { plainRow, statusItem, treeView } from '../../../../src/vscode/ui/items.ts';
import { createLog } from '../../../../src/vscode/ui/log.ts';
import {
  ask,
  showError,
  showInformation,
  showProgress,
  showWarning,
} from '../../../../src/vscode/ui/messages.ts';

/** All that VS Code was given to show. */
const given = vi.hoisted(() => {
  const texts: string[] = [];
  const take = (...values: readonly unknown[]): void => {
    for (const value of values) {
      if (typeof value === 'string') {
        texts.push(value);
      } else if (typeof value === 'object' && value !== null) {
        take(...Object.values(value));
      }
    }
  };
  const bar: Record<string, unknown> = {};
  return { texts, take, bar };
});

vi.mock('vscode', () => {
  const show = async (...values: unknown[]): Promise<undefined> => given.take(...values) as undefined;
  const input = (): object => ({ show: () => {} });
  return {
    window: {
      showInformationMessage: show,
      showWarningMessage: show,
      showErrorMessage: show,
      showQuickPick: show,
      createQuickPick: input,
      createInputBox: input,
      createTreeView: (_: string, options: object) => options,
      createStatusBarItem: () => Object.assign(given.bar, input()),
      createOutputChannel: () => ({
        debug: given.take,
        info: given.take,
        warn: given.take,
        error: given.take,
      }),
      withProgress: async (options: object, run: (progress: object, token: object) => unknown) => {
        given.take(options);
        await run({ report: given.take }, { onCancellationRequested: () => ({ dispose: () => {} }) });
      },
    },
    StatusBarAlignment: { Left: 1 },
    ProgressLocation: { Notification: 15 },
    ThemeColor: class {},
  };
});

const foreign = '[web\u202e-1](command:workbench.action.terminal.new)\r\n$(error) \u200b';
const plain = '[web-1] (command:workbench.action.terminal.new) $ (error)';

beforeEach(() => given.texts.splice(0));

const surfaces: Readonly<Record<string, () => unknown>> = {
  'a notice': () => showInformation(foreign, foreign),
  'a warning': () => showWarning(foreign, foreign),
  'an error': () => showError(foreign, foreign),
  'a dialog': () => ask('warning', foreign, plain, foreign),
  progress: () => showProgress(foreign, async (_, report) => report(foreign)),
  'a pick': () =>
    pick([{ label: foreign, description: foreign, detail: foreign }], {
      title: foreign,
      placeHolder: foreign,
    }),
  'a quick pick': () => {
    const input = quickPick();
    input.items = [{ label: foreign, description: foreign, detail: foreign }];
    input.title = foreign;
    input.placeholder = foreign;
    const { items, placeholder, title } = input;
    given.take({ items, placeholder, title });
  },
  'an input box': () => {
    const input = inputBox();
    input.title = foreign;
    input.prompt = foreign;
    input.placeholder = foreign;
    input.validationMessage = foreign;
    const { placeholder, prompt, title, validationMessage } = input;
    given.take({ placeholder, prompt, title, validationMessage });
  },
  'a row': () => {
    const speech = { label: foreign };
    given.take(
      plainRow({ label: foreign, description: foreign, accessibilityInformation: speech }),
      plainRow({ label: { label: foreign, highlights: [[0, 3]] }, description: foreign }),
    );
  },
  'a view': () => {
    const view = treeView('view', { getChildren: () => [], getTreeItem: () => ({ label: foreign }) });
    view.title = foreign;
    view.description = foreign;
    view.message = foreign;
    view.badge = { value: 1, tooltip: foreign };
    const { badge, description, message, title } = view;
    given.take({ badge, description, message, title });
  },
};

it.each(Object.keys(surfaces))('%s shows foreign text as plain words', async (name) => {
  await surfaces[name]?.();
  expect(given.texts.length).toBeGreaterThan(0);
  expect([...new Set(given.texts)]).toEqual([plain]);
});

it('rows of a view are plain, whoever makes them', () => {
  const view = treeView<string>('view', { getChildren: () => [], getTreeItem: () => ({ label: foreign }) });
  const { treeDataProvider } = view as unknown as vscode.TreeViewOptions<string>;
  expect(treeDataProvider.getTreeItem('x')).toMatchObject({ label: plain });
});

it('the status bar has no picture but ours', () => {
  const item = statusItem('id', foreign, 'command');
  const tooltip = {} as vscode.MarkdownString;
  item.show({ icon: 'sync', text: foreign, spoken: foreign, tooltip, isError: false });
  expect(given.bar).toMatchObject({
    name: plain,
    text: `$(sync) ${plain}`,
    accessibilityInformation: { label: plain },
  });
});

it('the log has one line for each event', () => {
  const log = createLog('Log');
  for (const write of [log.debug, log.info, log.warn, log.error]) {
    write(foreign);
  }
  expect(given.texts).toHaveLength(4);
  expect(given.texts.every((line) => !/[\r\n\u202e\u200b]/.test(line))).toBe(true);
});
