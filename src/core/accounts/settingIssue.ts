import { type Phrase, phrase, type Translate } from '../model/phrase.ts';
import { type Words, words, wordsIn } from '../model/words.ts';

/** A value as the reader wrote it, or words for it. */
export type Shown = string | Words;

/** Something in `cloudTasks.accounts` that cannot be used, as data; {@link issueText} words it. Never holds a secret. */
export interface SettingIssue {
  /** Position in the list, from 0; `undefined` when the setting as a whole is wrong. */
  readonly index: number | undefined;
  /** The entry's `id`, where it has one. */
  readonly id: string | undefined;
  /** Where in the entry: `['services', 'ecs', 1, 'region']`; empty for the entry as a whole. */
  readonly path: IssuePath;
  readonly code: IssueCode;
  readonly values: readonly Shown[];
  /** What would be right, in the words of the field's schema. */
  readonly hint?: Phrase | undefined;
}

export type IssuePath = readonly (string | number)[];
export type IssueCode = keyof typeof sentences;

/** Takes one issue of an entry. */
export type Complain = (
  path: IssuePath,
  code: IssueCode,
  values?: readonly Shown[],
  hint?: Phrase | undefined,
) => void;

/** `{0}` is the field's name where a sentence begins with it; the values follow, then the hint. */
const sentences = {
  notAList: phrase('cloudTasks.accounts is {0}; write a list of accounts: [ { "id": … } ].'),
  notAnAccount: phrase('{0} is not an object with an "id", a "cloud" and "services"'),
  keyInSettings: phrase('{0} does not belong in settings; remove it and use "credentials": "stored"'),
  missing: phrase('"{0}" is missing; {1}'),
  wrong: phrase('"{0}" is {1}; {2}'),
  wrongItem: phrase('it is {0}; {1}'),
  idShape: phrase('"id" may hold only letters, digits, ".", "_" and "-", at most 64 of them'),
  idTaken: phrase('an account before it has the same "id"; give each one of its own'),
  noService: phrase('"services" names no service; write an object with one of {0}'),
  unknownService: phrase('there is none of that name in this cloud; use one of {0}'),
  notAService: phrase('{0} is not an object; write {} where nothing is to be configured'),
  emptyList: phrase('the list is empty; write an object'),
  sameEntry: phrase('the same as an entry before it; each needs a "{0}" of its own'),
  sameService: phrase('the same as an entry before it; this service can be there once'),
  credentialsMissing: phrase('"credentials" is missing; for this cloud use {0}'),
  credentialsPlace: phrase('"credentials" names no place where keys are kept; for this cloud use {0}'),
  noProfiles: phrase('"credentials": "{0}" has no profiles; write it without ":"'),
  profileName: phrase('"credentials": the profile after "{0}:" is not a profile name'),
  /** A rule that a schema has checked by itself: its words are the only value. */
  rule: undefined,
};

/** One sentence that names the entry, what is wrong and what would be right. */
export function issueText(issue: SettingIssue, t: Translate): string {
  const { index, id, path, code, hint } = issue;
  const values = issue.values.map((value) => (typeof value === 'string' ? value : wordsIn(value, t)));
  if (index === undefined) {
    return t(sentences.notAList, ...values);
  }
  const last = path.at(-1);
  const namesField = code === 'missing' || code === 'wrong';
  const sentence =
    code === 'rule'
      ? values.join('')
      : t(
          sentences[code],
          ...(namesField ? [String(last)] : []),
          ...values,
          ...(hint === undefined ? [] : [t(hint)]),
        );
  const account =
    id === undefined
      ? t(phrase('Account {0}'), index + 1)
      : t(phrase('Account {0} ({1})'), index + 1, quoted(id));
  const parts = [account, ...placesOf(namesField ? path.slice(0, -1) : path, t), sentence];
  return t(
    phrase('{0}.'),
    parts.reduce((before, part) => t(phrase('{0}: {1}'), before, part)),
  );
}

function placesOf(path: IssuePath, t: Translate): readonly string[] {
  return path.flatMap((part, index) => {
    if (typeof part === 'number') {
      return t(phrase('entry {0}'), part + 1);
    }
    if (index === 0 && part === 'services') {
      return [];
    }
    const name = quoted(part);
    return index === 1 && path[0] === 'services' ? t(phrase('service {0}'), name) : name;
  });
}

/** `"a", "b", "c"` */
export function listed(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ');
}

/** A value the reader wrote, short enough for a sentence. */
export function shown(value: unknown): Shown {
  if (typeof value === 'string') {
    return quoted(value);
  }
  if (value === null || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  return words(Array.isArray(value) ? phrase('a list') : phrase('an object'));
}

function quoted(text: string): string {
  const all = JSON.stringify(text);
  return all.length > 60 ? `${all.slice(0, 59)}…` : all;
}
