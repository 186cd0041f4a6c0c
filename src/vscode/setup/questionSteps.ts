import * as vscode from 'vscode';
import type {
  ChoiceQuestion,
  FileQuestion,
  Offer,
  PickQuestion,
  Question,
  TextQuestion,
  WrittenEntries,
  WrittenEntry,
} from '../../core/providers/question.ts';
import { loadChoices } from '../commands/loadChoices.ts';
import { translate } from '../text/translate.ts';
import { accept, askText, type Choice, pickOne } from './addAccount/quickInput.ts';
import type { Step, StepOutcome, StepPlace } from './addAccount/steps.ts';
import { pickMany } from './pickMany.ts';

/** Where in a draft the entries are that a provider's questions are about. */
export interface Answers<Draft> {
  readonly applies?: (draft: Draft) => boolean;
  readonly read: (draft: Draft) => WrittenEntries;
  readonly write: (draft: Draft, entries: WrittenEntries) => void;
}

/** One question of a provider as a step of a dialogue. */
export function questionStep<Draft>(question: Question, answers: Answers<Draft>): Step<Draft> {
  return {
    applies: (draft) =>
      (answers.applies?.(draft) ?? true) && (question.applies?.(answers.read(draft)) ?? true),
    ask: (draft, place) =>
      ask(question, place, answers.read(draft), (entries) => answers.write(draft, entries)),
  };
}

/** What is chosen out of what the account has, after what narrows the search. */
export function pickSteps<Draft>(
  question: PickQuestion,
  answers: Answers<Draft>,
  offer: (draft: Draft, scope: WrittenEntry, signal: AbortSignal) => Promise<Offer>,
): readonly Step<Draft>[] {
  let scope: WrittenEntries = [question.scopeStart];
  const scopeSteps = question.scope.map((narrowing) =>
    questionStep<Draft>(narrowing, {
      ...(answers.applies === undefined ? {} : { applies: answers.applies }),
      read: () => scope,
      write: (_draft, entries) => {
        scope = entries;
      },
    }),
  );
  return [
    ...scopeSteps,
    {
      applies: answers.applies ?? (() => true),
      ask: async (draft, place) => {
        const offered = await loadChoices(translate(question.loading), (signal) =>
          offer(draft, scope[0] ?? {}, signal),
        );
        const answer = await pickMany(place, {
          placeholder: translate(question.prompt),
          offer: offered ?? { groups: [] },
          typed: question.typed,
          chosen: question.read(answers.read(draft)),
        });
        return accept(answer, (chosen) => answers.write(draft, question.write(answers.read(draft), chosen)));
      },
    },
  ];
}

type Write = (entries: WrittenEntries) => void;

function ask(
  question: Question,
  place: StepPlace,
  entries: WrittenEntries,
  write: Write,
): Promise<StepOutcome> {
  switch (question.ask) {
    case 'text':
      return askForText(question, place, entries, write);
    case 'choice':
      return askForChoice(question, place, entries, write);
    case 'file':
      return askForFile(question, place, entries, write);
  }
}

async function askForText(
  question: TextQuestion,
  place: StepPlace,
  entries: WrittenEntries,
  write: Write,
): Promise<StepOutcome> {
  const answer = await askText(place, {
    prompt: translate(question.prompt),
    placeholder: question.placeholder,
    value: question.read(entries),
    check: (text) => (question.write(entries, text) === undefined ? translate(question.refusal) : undefined),
  });
  return accept(answer, (text) => write(question.write(entries, text) ?? entries));
}

async function askForChoice(
  question: ChoiceQuestion,
  place: StepPlace,
  entries: WrittenEntries,
  write: Write,
): Promise<StepOutcome> {
  const choices = question.choices.map(
    ({ value, label, description }): Choice<string> => ({
      value,
      label: translate(label),
      ...(description === undefined ? {} : { description: translate(description) }),
    }),
  );
  const chosen = question.read(entries);
  const answer = await pickOne(place, translate(question.prompt), choices, (value) => value === chosen);
  const changed = typeof answer === 'string' ? entries : question.write(entries, answer.value);
  return changed === undefined ? 'back' : accept(answer, () => write(changed));
}

async function askForFile(
  question: FileQuestion,
  place: StepPlace,
  entries: WrittenEntries,
  write: Write,
): Promise<StepOutcome> {
  const path = question.read(entries);
  const choices: readonly Choice<'none' | 'keep' | 'choose'>[] = [
    { value: 'none', label: translate(question.none) },
    ...(path === undefined ? [] : [{ value: 'keep' as const, label: path }]),
    { value: 'choose', label: translate(question.choose), description: question.format },
  ];
  const answer = await pickOne(
    place,
    translate(question.prompt),
    choices,
    (value) => value === (path === undefined ? 'none' : 'keep'),
  );
  if (typeof answer === 'string') {
    return answer;
  }
  if (answer.value === 'none') {
    write(question.write(entries, undefined));
  }
  if (answer.value === 'choose') {
    const [file] = (await vscode.window.showOpenDialog({ title: translate(question.choose) })) ?? [];
    if (file === undefined) {
      return 'again';
    }
    write(question.write(entries, file.fsPath));
  }
  return 'next';
}
