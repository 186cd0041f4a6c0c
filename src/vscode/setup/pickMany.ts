import * as vscode from 'vscode';
import type { Offer, Offered } from '../../core/providers/question.ts';
import { translate } from '../text/translate.ts';
import { quickPick } from '../ui/inputs.ts';
import { type Answer, show } from './addAccount/quickInput.ts';
import type { StepPlace } from './addAccount/steps.ts';

export interface ManyQuestion {
  readonly placeholder: string;
  readonly offer: Offer;
  /** What the filter text stands for where it names something that is not offered. */
  readonly typed: (text: string) => Offered | undefined;
  /** Ticked at first. Those that are not offered have a group of their own. */
  readonly chosen: readonly Offered[];
}

type Item = vscode.QuickPickItem & { readonly value?: Offered };

/** Any number of choices, also none; what is not listed can be typed into the filter. */
export async function pickMany(
  place: StepPlace,
  question: ManyQuestion,
): Promise<Answer<readonly Offered[]>> {
  const pick = quickPick<Item>();
  pick.placeholder = question.placeholder;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const { groups, refused } = question.offer;
  const offered = groups.flatMap(({ choices }) => choices);
  const has = (items: readonly Offered[], { id }: Offered): boolean => items.some((item) => item.id === id);
  const sections = [
    {
      title: vscode.l10n.t('Chosen before'),
      items: question.chosen.filter((value) => !has(offered, value)).map(itemOf),
    },
    ...groups.map(({ title, choices }) => ({ title: translate(title), items: choices.map(itemOf) })),
  ];
  const listed = sections.flatMap(({ items }) => items);
  let typed: readonly Item[] = [];
  const fill = (selected: readonly Item[]): void => {
    pick.items = [
      ...section(vscode.l10n.t('Typed'), typed),
      ...sections.flatMap(({ title, items }) => section(title, items)),
      ...(refused === undefined ? [] : section(translate(refused.title), refused.choices)),
    ];
    pick.selectedItems = selected;
  };
  fill(listed.filter(({ value }) => value !== undefined && has(question.chosen, value)));
  return await show<readonly Offered[]>(pick, place, (answer) => [
    pick.onDidChangeValue((text) => {
      const value = question.typed(text.trim());
      const known = [...listed, ...typed].flatMap((item) => item.value ?? []);
      const fresh = value !== undefined && !has(known, value) ? [itemOf(value)] : [];
      const kept = typed.filter((candidate) => pick.selectedItems.includes(candidate));
      if (fresh.length > 0 || kept.length < typed.length) {
        typed = [...kept, ...fresh];
        fill(pick.selectedItems);
      }
    }),
    pick.onDidChangeSelection((selected) => {
      // What cannot be chosen is unticked again.
      const allowed = selected.filter(({ value }) => value !== undefined);
      if (allowed.length < selected.length) {
        pick.selectedItems = allowed;
      }
    }),
    pick.onDidAccept(() => {
      const ticked = pick.selectedItems.flatMap(({ value }) => value ?? []);
      // Enter right behind what was typed means it, ticked or not.
      const written = question.typed(pick.value.trim());
      answer({ value: written !== undefined && !has(ticked, written) ? [...ticked, written] : ticked });
    }),
  ]);
}

function itemOf(value: Offered): Item {
  const { label, description, detail } = value;
  return {
    label,
    value,
    ...(description === undefined ? {} : { description }),
    ...(detail === undefined ? {} : { detail }),
  };
}

function section(title: string, items: readonly Item[]): readonly Item[] {
  return items.length === 0 ? [] : [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...items];
}
