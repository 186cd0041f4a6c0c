import { instantOf, isObject, type JsonObject, textOf } from '../../http/answer.ts';
import type { Part, PartState } from '../../model/explanation.ts';
import { failureCode, faultOf, messageOf, objectIn } from './codes.ts';
import { outputsOf } from './outputs.ts';
import { progressOf } from './progress.ts';
import type { Place, Structure } from './structures.ts';
import { cut, shortest } from './texts.ts';
import { failingResult, statusOf } from './verdict.ts';

/** @param base JSON pointer to where the walk began */
export function partOf(structure: Structure, state: PartState, base: string): Part {
  const { value } = structure;
  const failed = state === 'failed';
  const { code, numericCode } = failed ? failureCode(value) : { code: undefined, numericCode: undefined };
  return {
    name: cut(nameOf(structure), shortest),
    kind: cut(kindOf(structure), shortest),
    template: cut(templateOf(value), shortest),
    state,
    status: cut(statusOf(value), shortest),
    code: failed ? cut(code ?? failingResult(value), shortest) : undefined,
    numericCode: cut(numericCode, shortest),
    message: failed ? cut(messageOf(value)) : undefined,
    fault: failed ? faultOf(code) : undefined,
    progress: state === 'running' ? progressOf(value) : undefined,
    startedAt: instantOf(value.BeginProcessTime),
    finishedAt: instantOf(value.FinishTime),
    outputs: outputsOf(value.Output),
    pointer: pointerTo(structure, base),
  };
}

/** The last field on the way to it. A list of subtasks names them by their type instead; so does the top. */
function nameOf({ value, key, above }: Structure): string {
  const type = textOf(value.TaskType) ?? textOf(value.TaskAction);
  if (type !== undefined && (above === undefined || isIndex(above, key))) {
    return type;
  }
  let place: Place | undefined = above;
  let field = key;
  while (place !== undefined && isIndex(place, field)) {
    field = place.key;
    place = place.above;
  }
  return field;
}

/** What the item around the structure calls it: `{Type: "Transcode", TranscodeTask: {…}}`. */
function kindOf({ above }: Structure): string | undefined {
  let place = above;
  for (let level = 0; place !== undefined && level < 2; level++, place = place.above) {
    if (isObject(place.value)) {
      const kind = textOf(place.value.ActivityType) ?? (level === 0 ? textOf(place.value.Type) : undefined);
      if (kind !== undefined) {
        return kind;
      }
    }
  }
  return undefined;
}

/** The template that a part was made by is in its input, which VOD prints as a text where it hands over to MPS. */
function templateOf(value: JsonObject): string | undefined {
  const definition = textOf(objectIn(value.Input)?.Definition) ?? textOf(value.Definition);
  return definition === '0' ? undefined : definition;
}

function pointerTo(structure: Structure, base: string): string {
  const keys: string[] = [];
  for (let place: Place = structure; place.above !== undefined; place = place.above) {
    keys.push(place.key.replaceAll('~', '~0').replaceAll('/', '~1'));
  }
  return keys.length === 0 ? base : `${base}/${keys.reverse().join('/')}`;
}

function isIndex(above: Place, key: string): boolean {
  return Array.isArray(above.value) && /^\d+$/.test(key);
}
