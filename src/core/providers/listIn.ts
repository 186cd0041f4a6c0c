import { countOf, isObject, type JsonObject, keysOf, textOf, unreadablePart } from '../http/answer.ts';
import { phrase } from '../model/phrase.ts';
import { type Words, words } from '../model/words.ts';

export interface ListPlace {
  /** The answer that holds the list, beside `TotalCount` and `RequestId`. */
  readonly answer: JsonObject;
  readonly field: string;
  /** The field that names an entry: an object that has it is the only entry of a list. */
  readonly entryKey: string;
  /** The name of the entries where the list was made of XML: `{Task: […]}` stands for the list then, or for some of it. */
  readonly entryName?: string;
}

/**
 * The entries of a list, in whatever shape it has come: `[…]`, `{Task: […]}`, `[{Task: […]}]`, a single entry without
 * a list, and `null`, `{}` or `""` for an empty one. Throws where it is absent, or empty beside a total that is not.
 */
export function listIn(place: ListPlace): readonly unknown[] {
  const { answer, field } = place;
  const value = answer[field];
  const entries = value === undefined ? undefined : entriesOf(value, place);
  const lacks = entries !== undefined && entries.length === 0 && !holdsList(value, place);
  if (entries !== undefined && !(lacks && (countOf(answer.TotalCount) ?? 0) > 0)) {
    return entries;
  }
  const what =
    value === undefined
      ? words(phrase('There is no list of {0} ({1})'), field, keysOf(answer))
      : words(phrase('{0} is {1}, not a list'), field, kindOf(value));
  throw unreadablePart(what, textOf(answer.RequestId ?? answer.RequestID));
}

function entriesOf(value: unknown, place: ListPlace): readonly unknown[] | undefined {
  const { entryKey, entryName } = place;
  if (Array.isArray(value)) {
    return value.flatMap((entry) => (isNamed(entry, place) ? (entriesOf(entry, place) ?? [entry]) : [entry]));
  }
  if (value === null || (typeof value === 'string' && value.trim() === '')) {
    return [];
  }
  if (!isObject(value)) {
    return undefined;
  }
  if (entryKey in value) {
    return [value];
  }
  return entryName !== undefined && entryName in value
    ? entriesOf(value[entryName], place)
    : Object.keys(value).length === 0
      ? []
      : undefined;
}

/** Whether it is a list that is empty, and not something that stands for one: pages can be empty beside a total. */
function holdsList(value: unknown, place: ListPlace): boolean {
  const { entryName } = place;
  return (
    Array.isArray(value) ||
    (entryName !== undefined && isObject(value) && entryName in value && holdsList(value[entryName], place))
  );
}

function isNamed(entry: unknown, { entryKey, entryName }: ListPlace): boolean {
  return entryName !== undefined && isObject(entry) && entryName in entry && !(entryKey in entry);
}

function kindOf(value: unknown): string | Words {
  if (value === null) {
    return 'null';
  }
  if (typeof value === 'string') {
    return words(phrase('a text'));
  }
  return isObject(value) ? words(phrase('an object ({0})'), keysOf(value)) : String(value);
}
