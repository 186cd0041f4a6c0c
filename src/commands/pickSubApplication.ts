import * as vscode from 'vscode';
import type { SubApplication } from '../clouds/subApplication.ts';
import { accept, type Choice } from './addAccount/quickInput.ts';
import { runSteps, type Step } from './addAccount/steps.ts';
import { loadChoices } from './loadChoices.ts';
import { pickMany } from './pickMany.ts';

export interface SubApplicationQuestion<Draft> {
  /** Whether applications are to be asked for at all; always, where absent. */
  readonly applies?: (draft: Draft) => boolean;
  /** Those that still exist. */
  readonly applications: (draft: Draft, signal: AbortSignal) => Promise<readonly SubApplication[]>;
  readonly chosen: (draft: Draft) => readonly number[];
  readonly choose: (draft: Draft, ids: readonly number[]) => void;
}

/** Which applications of VOD to show, each as a row of its own; none is the default application. */
export function subApplicationStep<Draft>(question: SubApplicationQuestion<Draft>): Step<Draft> {
  return {
    applies: question.applies ?? (() => true),
    ask: async (draft, place) => {
      const applications = await loadChoices(vscode.l10n.t('Reading the VOD applications…'), (signal) =>
        question.applications(draft, signal),
      );
      const answer = await pickMany<number>(place, {
        placeholder: vscode.l10n.t('Which VOD applications? Pick, or type a number; none: the default.'),
        groups: [
          { title: vscode.l10n.t('On'), choices: applications.filter(({ on }) => on).map(choiceOf) },
          { title: vscode.l10n.t('Off'), choices: applications.filter(({ on }) => !on).map(choiceOf) },
        ],
        typed: (text) =>
          /^[1-9]\d{5,14}$/.test(text)
            ? { label: text, description: 'SubAppId', value: Number(text) }
            : undefined,
        sameValue: (a, b) => a === b,
        chosen: question.chosen(draft),
      });
      return accept(answer, (ids) => question.choose(draft, ids));
    },
  };
}

/** The same as a dialogue of its own. `undefined` when the person gave up. */
export async function pickSubApplication(
  title: string,
  current: readonly number[],
  applications: (signal: AbortSignal) => Promise<readonly SubApplication[]>,
): Promise<readonly number[] | undefined> {
  const draft = { ids: current };
  const step = subApplicationStep<typeof draft>({
    applications: (_draft, signal) => applications(signal),
    chosen: ({ ids }) => ids,
    choose: (written, ids) => {
      written.ids = ids;
    },
  });
  return (await runSteps([step], draft, title)) ? draft.ids : undefined;
}

function choiceOf({ id, name }: SubApplication): Choice<number> {
  return { label: name === '' ? String(id) : name, description: String(id), value: id };
}
