import * as vscode from 'vscode';
import type { ShownApplication, SubApplication } from '../../core/providers/subApplication.ts';
import { loadChoices } from '../commands/loadChoices.ts';
import { accept, type Choice } from './addAccount/quickInput.ts';
import { runSteps, type Step } from './addAccount/steps.ts';
import { pickMany } from './pickMany.ts';

export interface SubApplicationQuestion<Draft> {
  /** Whether applications are to be asked for at all; always, where absent. */
  readonly applies?: (draft: Draft) => boolean;
  /** Those that still exist. */
  readonly applications: (draft: Draft, signal: AbortSignal) => Promise<readonly SubApplication[]>;
  readonly chosen: (draft: Draft) => readonly ShownApplication[];
  readonly choose: (draft: Draft, applications: readonly ShownApplication[]) => void;
}

/** Which applications of VOD to show, each as a row of its own; none is the default application. */
export function subApplicationStep<Draft>(question: SubApplicationQuestion<Draft>): Step<Draft> {
  return {
    applies: question.applies ?? (() => true),
    ask: async (draft, place) => {
      const applications = await loadChoices(vscode.l10n.t('Reading the VOD applications…'), (signal) =>
        question.applications(draft, signal),
      );
      const answer = await pickMany<ShownApplication>(place, {
        placeholder: vscode.l10n.t('Which VOD applications? Pick, or type a number; none: the default.'),
        groups: [
          { title: vscode.l10n.t('On'), choices: applications.filter(({ on }) => on).map(choiceOf) },
          { title: vscode.l10n.t('Off'), choices: applications.filter(({ on }) => !on).map(choiceOf) },
        ],
        typed: (text) =>
          /^[1-9]\d{5,14}$/.test(text)
            ? { label: text, description: 'SubAppId', value: { id: Number(text), name: '' } }
            : undefined,
        sameValue: (a, b) => a.id === b.id,
        chosen: question.chosen(draft).map(choiceOf),
      });
      return accept(answer, (chosen) => question.choose(draft, chosen));
    },
  };
}

/** The same as a dialogue of its own. `undefined` when the person gave up. */
export async function pickSubApplication(
  title: string,
  current: readonly ShownApplication[],
  applications: (signal: AbortSignal) => Promise<readonly SubApplication[]>,
): Promise<readonly ShownApplication[] | undefined> {
  const draft = { chosen: current };
  const step = subApplicationStep<typeof draft>({
    applications: (_draft, signal) => applications(signal),
    chosen: ({ chosen }) => chosen,
    choose: (written, chosen) => {
      written.chosen = chosen;
    },
  });
  return (await runSteps([step], draft, title)) ? draft.chosen : undefined;
}

/** The applications that entries of an account name. */
export function shownApplications(
  entries: readonly { readonly subAppId?: number | undefined; readonly label?: string | undefined }[],
): readonly ShownApplication[] {
  return entries.flatMap(({ label, subAppId }) =>
    subAppId === undefined ? [] : [{ id: subAppId, name: label ?? '' }],
  );
}

function choiceOf({ id, name }: ShownApplication): Choice<ShownApplication> {
  return { label: name === '' ? String(id) : name, description: String(id), value: { id, name } };
}
