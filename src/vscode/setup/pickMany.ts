import * as vscode from 'vscode';
import { type Answer, type Choice, show } from './addAccount/quickInput.ts';
import type { StepPlace } from './addAccount/steps.ts';

export interface ChoiceGroup<T> {
  readonly title: string;
  readonly choices: readonly Choice<T>[];
}

export interface ManyQuestion<T> {
  readonly placeholder: string;
  readonly groups: readonly ChoiceGroup<T>[];
  /** Shown for completeness; ticking one unticks it. */
  readonly refused?: { readonly title: string; readonly items: readonly vscode.QuickPickItem[] } | undefined;
  /** What the filter text stands for where it names something that is not listed. */
  readonly typed: (text: string) => Choice<T> | undefined;
  readonly sameValue: (a: T, b: T) => boolean;
  /** Ticked at first. Those that are in none of the groups have one of their own. */
  readonly chosen: readonly Choice<T>[];
}

type Item<T> = vscode.QuickPickItem & { readonly value?: T };

/** Any number of choices, also none; what is not listed can be typed into the filter. */
export async function pickMany<T>(
  place: StepPlace,
  question: ManyQuestion<T>,
): Promise<Answer<readonly T[]>> {
  const pick = vscode.window.createQuickPick<Item<T>>();
  pick.placeholder = question.placeholder;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const among = (choices: readonly Choice<T>[], value: T): boolean =>
    choices.some((choice) => question.sameValue(choice.value, value));
  const offered = question.groups.flatMap(({ choices }) => choices);
  const elsewhere = question.chosen.filter(({ value }) => !among(offered, value));
  const listed = [...elsewhere, ...offered];
  const typed: Choice<T>[] = [];
  const fill = (selected: readonly Item<T>[]): void => {
    pick.items = [
      ...section<T>(vscode.l10n.t('Typed'), typed),
      ...section<T>(vscode.l10n.t('Chosen before'), elsewhere),
      ...question.groups.flatMap(({ title, choices }) => section<T>(title, choices)),
      ...section<T>(question.refused?.title ?? '', question.refused?.items ?? []),
    ];
    pick.selectedItems = selected;
  };
  fill(listed.filter(({ value }) => among(question.chosen, value)));
  return await show<readonly T[]>(pick, place, (answer) => [
    pick.onDidChangeValue((text) => {
      const choice = question.typed(text.trim());
      const isNew = choice !== undefined && !among(listed, choice.value) && !among(typed, choice.value);
      const kept = typed.filter((candidate) => pick.selectedItems.includes(candidate));
      if (isNew || kept.length < typed.length) {
        typed.splice(0, typed.length, ...kept, ...(isNew ? [choice] : []));
        fill(pick.selectedItems);
      }
    }),
    pick.onDidChangeSelection((selected) => {
      const allowed = selected.filter(({ value }) => value !== undefined);
      if (allowed.length < selected.length) {
        pick.selectedItems = allowed;
      }
    }),
    pick.onDidAccept(() => {
      const ticked = pick.selectedItems.flatMap(({ value }) => value ?? []);
      // Enter right behind what was typed means it, ticked or not.
      const written = question.typed(pick.value.trim())?.value;
      const isNew = written !== undefined && !ticked.some((value) => question.sameValue(value, written));
      answer({ value: isNew ? [...ticked, written] : ticked });
    }),
  ]);
}

function section<T>(title: string, items: readonly Item<T>[]): readonly Item<T>[] {
  return items.length === 0 ? [] : [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...items];
}
