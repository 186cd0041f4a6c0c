import * as vscode from 'vscode';

type Shower = 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage';
type Asker = Shower | 'showInputBox' | 'showQuickPick';

/** Something a person was shown. */
export interface ShownText {
  readonly by: Asker;
  readonly text: string;
  readonly modal: boolean;
}

/**
 * Stands for the person at the window: notes what is shown, and answers as it is told. Without an answer, whatever is
 * asked is dismissed.
 */
export class OwnWindow {
  readonly shown: ShownText[] = [];
  readonly #original: Partial<Record<Asker, unknown>> = {};
  readonly #answers = new Map<Asker, unknown[]>();

  constructor() {
    for (const by of ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const) {
      this.#replace(by, (text: string, ...more: unknown[]) => {
        const modal = more.some((item) => Object(item).modal === true);
        return this.#answer(by, text, modal);
      });
    }
    this.#replace('showInputBox', (options: vscode.InputBoxOptions) =>
      this.#answer('showInputBox', options.prompt ?? '', false),
    );
    this.#replace('showQuickPick', (_items: unknown, options: vscode.QuickPickOptions) =>
      this.#answer('showQuickPick', options.placeHolder ?? '', false),
    );
  }

  /** The answer to the next question of that kind. */
  answer(by: Asker, answer: unknown): this {
    this.#answers.set(by, [...(this.#answers.get(by) ?? []), answer]);
    return this;
  }

  /** Types into the next list that can be searched, and takes what then stands first. Fills in what was offered. */
  search(text: string, offered: string[] = []): this {
    const { createQuickPick } = vscode.window;
    const standIn = (): vscode.QuickPick<vscode.QuickPickItem> => {
      Object.assign(vscode.window, { createQuickPick });
      const box = createQuickPick();
      const typed = new vscode.EventEmitter<string>();
      const accepted = new vscode.EventEmitter<void>();
      const show = (): void => {
        box.value = text;
        typed.fire(text);
        offered.push(...box.items.map(({ label, detail }) => [label, detail ?? []].flat().join(' ')));
        box.activeItems = box.items.slice(0, 1);
        accepted.fire();
      };
      return Object.assign(box, { onDidChangeValue: typed.event, onDidAccept: accepted.event, show });
    };
    Object.assign(vscode.window, { createQuickPick: standIn });
    return this;
  }

  texts(by: Asker): readonly string[] {
    return this.shown.filter((shown) => shown.by === by).map(({ text }) => text);
  }

  dispose(): void {
    for (const [by, original] of Object.entries(this.#original)) {
      Object.assign(vscode.window, { [by]: original });
    }
  }

  #replace(by: Asker, standIn: (...args: never[]) => unknown): void {
    this.#original[by] = vscode.window[by];
    Object.assign(vscode.window, { [by]: standIn });
  }

  async #answer(by: Asker, text: string, modal: boolean): Promise<unknown> {
    this.shown.push({ by, text, modal });
    return this.#answers.get(by)?.shift();
  }
}
