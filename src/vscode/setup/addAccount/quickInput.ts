import * as vscode from 'vscode';
import { inputBox, quickPick } from '../../ui/inputs.ts';
import type { StepOutcome, StepPlace } from './steps.ts';

export type Answer<T> = { readonly value: T } | 'back' | 'cancel';

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export interface TextQuestion {
  readonly prompt: string;
  readonly placeholder?: string | undefined;
  readonly value?: string | undefined;
  /** Masks what is typed. */
  readonly secret?: boolean | undefined;
  /** What is wrong with an answer, already trimmed; `undefined` when nothing is. */
  readonly check?: ((text: string) => string | undefined) | undefined;
}

/** Writes an answer down and says where to go. */
export function accept<T>(answer: Answer<T>, write: (value: T) => void): StepOutcome {
  if (typeof answer === 'string') {
    return answer;
  }
  write(answer.value);
  return 'next';
}

/** A line of text, without the white space around it that pasting tends to bring along. */
export async function askText(place: StepPlace, question: TextQuestion): Promise<Answer<string>> {
  const box = inputBox();
  box.prompt = question.prompt;
  box.placeholder = question.placeholder;
  box.value = question.value ?? '';
  box.password = question.secret ?? false;
  const complaint = (): string | undefined => question.check?.(box.value.trim());
  return await show<string>(box, place, (answer) => [
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    }),
    box.onDidAccept(() => {
      box.validationMessage = complaint();
      if (box.validationMessage === undefined) {
        answer({ value: box.value.trim() });
      }
    }),
  ]);
}

export async function pickOne<T>(
  place: StepPlace,
  placeholder: string,
  choices: readonly Choice<T>[],
  isActive: (value: T) => boolean,
): Promise<Answer<T>> {
  const pick = quickPick<Choice<T>>();
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.items = choices;
  const active = choices.find(({ value }) => isActive(value));
  // An empty list here would take the highlight from the first choice, and Enter would do nothing.
  if (active !== undefined) {
    pick.activeItems = [active];
  }
  return await show<T>(pick, place, (answer) => [
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems[0];
      if (chosen !== undefined) {
        answer({ value: chosen.value });
      }
    }),
  ]);
}

/** At least one; Enter without a choice says so. */
export async function pickSeveral<T>(
  place: StepPlace,
  placeholder: string,
  choices: readonly Choice<T>[],
  isChosen: (value: T) => boolean,
): Promise<Answer<readonly T[]>> {
  const pick = quickPick<Choice<T>>();
  pick.placeholder = placeholder;
  pick.canSelectMany = true;
  pick.items = choices;
  pick.selectedItems = choices.filter(({ value }) => isChosen(value));
  return await show<readonly T[]>(pick, place, (answer) => [
    pick.onDidAccept(() => {
      if (pick.selectedItems.length > 0) {
        answer({ value: pick.selectedItems.map(({ value }) => value) });
      } else {
        pick.title = `${place.title}: ${vscode.l10n.t('choose at least one')}`;
      }
    }),
    pick.onDidChangeSelection(() => {
      pick.title = place.title;
    }),
  ]);
}

type Shown = vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>;

/** Shows an input as a step of several, until `listen` has an answer or the person leaves it. */
export async function show<T>(
  input: Shown,
  place: StepPlace,
  listen: (answer: (answer: Answer<T>) => void) => readonly vscode.Disposable[],
): Promise<Answer<T>> {
  input.title = place.title;
  input.step = place.step;
  input.totalSteps = place.totalSteps;
  input.buttons = place.canGoBack ? [vscode.QuickInputButtons.Back] : [];
  // Keys are often fetched from a browser while the input waits.
  input.ignoreFocusOut = true;
  let listeners: readonly vscode.Disposable[] = [];
  try {
    return await new Promise<Answer<T>>((resolve) => {
      listeners = [
        ...listen(resolve),
        input.onDidTriggerButton((button) => {
          if (button === vscode.QuickInputButtons.Back) {
            resolve('back');
          }
        }),
        input.onDidHide(() => resolve('cancel')),
      ];
      input.show();
    });
  } finally {
    for (const listener of listeners) {
      listener.dispose();
    }
    input.dispose();
  }
}
