import { drawFailure, noFailure } from './mediaFailures.ts';
import { isoTime } from './mediaTimes.ts';
import type { Random } from './random.ts';

/** A running task at a moment: where its parts are. */
export interface Progress {
  /** When it began, ms; `undefined` while it waits, or when it was aborted while waiting. */
  readonly begunAt: number | undefined;
  /** When it will have ended, ms. */
  readonly endsAt: number;
  readonly now: number;
  readonly fails: boolean;
}

/** What a kind of part has, of the fields that only some have. */
export interface PartShape {
  readonly progress: boolean;
  readonly times: boolean;
  /** What it has made, once it has succeeded. */
  readonly output: (definition: number, random: Random) => unknown;
}

/**
 * The structure of each part of a task, in their order. They run one after another; of a task that fails one part
 * does.
 */
export function mediaParts(shapes: readonly PartShape[], progress: Progress, random: Random): object[] {
  const failing = progress.fails ? random.integer(0, shapes.length - 1) : -1;
  return shapes.map((shape, index) => part(shape, index, shapes.length, index === failing, progress, random));
}

function part(
  shape: PartShape,
  index: number,
  count: number,
  fails: boolean,
  { begunAt, endsAt, now }: Progress,
  random: Random,
): object {
  const definition = random.pick([10, 20, 30, 100040, 100240]);
  const failure = drawFailure(random);
  const output = shape.output(definition, random);
  const span = begunAt === undefined ? 0 : (endsAt - begunAt) / count;
  const from = begunAt === undefined ? Number.POSITIVE_INFINITY : begunAt + span * index;
  const ended = now >= from + span;
  const percent = ended ? 100 : Math.max(0, Math.floor(((now - from) / span) * 100));
  const common = {
    Input: { Definition: definition },
    Output: ended && !fails ? output : null,
    ...(shape.progress ? { Progress: Number.isFinite(percent) ? percent : 0 } : {}),
    ...(shape.times
      ? { BeginProcessTime: timeOf(from, now >= from), FinishTime: timeOf(from + span, ended) }
      : {}),
  };
  if (!ended) {
    return { Status: 'PROCESSING', ...noFailure, ...common };
  }
  return fails
    ? { Status: 'FAIL', ...failure, ...common }
    : {
        Status: 'SUCCESS',
        ...noFailure,
        // Both spellings of "nothing wrong" are in use.
        ErrCodeExt: random.pick(['', 'SUCCESS']),
        Message: 'SUCCESS',
        ...common,
      };
}

function timeOf(time: number, reached: boolean): string {
  return reached ? isoTime(time) : '0000-00-00T00:00:00Z';
}
