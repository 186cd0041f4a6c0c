import { isObject, type JsonObject } from '../../http/answer.ts';
import { hasCode } from './codes.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** A place in a detail. */
export interface Place {
  readonly above: Place | undefined;
  /** Field or index in what is above; "" at the top. */
  readonly key: string;
  readonly value: JsonObject | readonly unknown[];
  /** The nearest structure above that says something of itself. */
  readonly under: Structure | undefined;
  /** Whether it is among the results of something. */
  readonly inOutput: boolean;
}

/** A structure that says something of itself. */
export interface Structure extends Place {
  readonly value: JsonObject;
  readonly verdict: Exclude<Verdict, 'silent'>;
  /** Something below it has said more than that nothing is wrong. */
  spokenBelow: boolean;
  failedBelow: boolean;
}

/** What was given to the task, and what its media are: none of it tells how the task went. */
const givens = new Set([
  'Input',
  'InputInfo',
  'InputInfos',
  'InputInfoSet',
  'MetaData',
  'Metadatas',
  'MetaDatas',
  'TaskNotifyConfig',
]);

/** More than any answer that is worth reading holds. */
const maxPlaces = 1_000_000;

export interface Structures {
  /** In the order of the detail, what is above before what is below. */
  readonly found: readonly Structure[];
  /** False where there was more than can be walked. */
  readonly whole: boolean;
}

/** Walks all of a detail once, without knowing its structures: their set grows every few months. */
export function structuresOf(top: JsonObject): Structures {
  const found: Structure[] = [];
  const rest: Place[] = [{ above: undefined, key: '', value: top, under: undefined, inOutput: false }];
  let walked = 0;
  for (let place = rest.pop(); place !== undefined; place = rest.pop()) {
    if (++walked > maxPlaces) {
      return { found, whole: false };
    }
    const verdict = isList(place.value) || isResultItem(place) ? 'silent' : verdictOf(place.value);
    if (isList(place.value) || verdict === 'silent') {
      pushBelow(place, place.under, rest);
      continue;
    }
    const structure: Structure = {
      ...place,
      value: place.value,
      verdict,
      spokenBelow: false,
      failedBelow: false,
    };
    found.push(structure);
    tellAbove(structure);
    pushBelow(place, structure, rest);
  }
  return { found, whole: true };
}

/**
 * An item among the results of a part that has gone well, such as one language of many, is no part of its own, and
 * says nothing of the part, which may still run.
 */
function isResultItem({ value, under, inOutput }: Place): boolean {
  const partSpeaks = under !== undefined && under.verdict !== 'fine';
  return inOutput && partSpeaks && !isList(value) && !hasCode(value) && verdictOf(value) === 'succeeded';
}

/** Each structure above is told once of each kind, so that a deep detail costs no more than a flat one. */
function tellAbove({ verdict, under }: Structure): void {
  if (verdict === 'fine') {
    return;
  }
  const failed = verdict === 'failed';
  for (let above = under; above !== undefined; above = above.under) {
    if (above.spokenBelow && (!failed || above.failedBelow)) {
      return;
    }
    above.spokenBelow = true;
    above.failedBelow ||= failed;
  }
}

function pushBelow(place: Place, under: Structure | undefined, rest: Place[]): void {
  const { value } = place;
  const keys = Object.keys(value);
  for (let index = keys.length - 1; index >= 0; index--) {
    const key = keys[index] ?? '';
    if (isList(value)) {
      pushIfWalked({ above: place, key, value: value[index], under, inOutput: place.inOutput }, rest);
    } else if (!givens.has(key)) {
      const inOutput = place.inOutput || /^Outputs?$/.test(key);
      pushIfWalked({ above: place, key, value: value[key], under, inOutput }, rest);
    }
  }
}

function pushIfWalked(place: Omit<Place, 'value'> & { readonly value: unknown }, rest: Place[]): void {
  const { value } = place;
  if (isObject(value) || Array.isArray(value)) {
    rest.push({ ...place, value });
  }
}

function isList(value: Place['value']): value is readonly unknown[] {
  return Array.isArray(value);
}
