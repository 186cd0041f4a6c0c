import { countOf, instantOf, type JsonObject, textOf } from '../../http/answer.ts';
import { type Conclusion, type Explanation, maxParts, type PartState } from '../../model/explanation.ts';
import { failureCode, messageOf } from './codes.ts';
import { partOf } from './part.ts';
import { progressOf, progressOfParts } from './progress.ts';
import { type Structure, structuresOf } from './structures.ts';
import { subjectOf } from './subject.ts';
import { cut, shortest } from './texts.ts';
import { unwrap } from './unwrap.ts';
import { courseOf, failingResult, statusOf } from './verdict.ts';

/**
 * What the detail of a task says: how it turned out, by which parts, what it works on, how far it is. Takes the
 * answer of any of the services (`DescribeTaskDetail` of MPS and VOD, `DescribeTaskAttribute` and list entries of
 * ECS), wrapped or not, of any shape and size; never throws. Its time is linear in the size of the answer.
 *
 * @param taskId tells the task among several in an answer of a list
 */
export function explain(detail: unknown, taskId?: string): Explanation {
  const found = unwrap(detail, taskId);
  const task = found?.task ?? {};
  const status = statusOf(task);
  const course = courseOf(status);
  const ended = course === 'ended' || course === 'failed';
  const { found: structures, whole } = found === undefined ? nothing : structuresOf(task);
  const spoken = structures.flatMap((structure): readonly [Structure, PartState][] => {
    const state = stateOf(structure, ended);
    return state === undefined ? [] : [[structure, state]];
  });
  const counts = { succeeded: 0, failed: 0, running: 0 };
  for (const [, state] of spoken) {
    counts[state]++;
  }
  const parts = kept(spoken).map(([structure, state]) => partOf(structure, state, found?.pointer ?? ''));
  const structure = mainOf(task);
  return {
    conclusion:
      course === 'cancelled' ? 'cancelled' : ended ? concluded(task, course, counts, whole) : undefined,
    status: cut(status, shortest),
    parts,
    counts,
    subject: subjectOf(task),
    progress: course === 'running' ? (progressOf(task) ?? progressOfParts(parts)) : undefined,
    createdAt: instantOf(task.CreateTime) ?? instantOf(task.CreationTime),
    startedAt: instantOf(task.BeginProcessTime),
    finishedAt: instantOf(task.FinishTime) ?? instantOf(task.FinishedTime),
    sessionId: cut(textOf(task.SessionId) ?? textOf(structure.SessionId), shortest),
    sessionContext: cut(textOf(task.SessionContext) ?? textOf(structure.SessionContext)),
  };
}

const nothing = { found: [], whole: true } as const;

function concluded(
  task: JsonObject,
  course: 'ended' | 'failed',
  counts: Readonly<Record<PartState, number>>,
  whole: boolean,
): Conclusion {
  const succeeded = counts.succeeded > 0 || (countOf(task.SuccessCount) ?? 0) > 0;
  if (counts.failed > 0 || course === 'failed') {
    return succeeded ? 'partial' : 'failure';
  }
  return succeeded && whole ? 'success' : 'unknown';
}

/** What a structure counts as; `undefined` for one that leaves the word to those below it. */
function stateOf(structure: Structure, ended: boolean): PartState | undefined {
  const { verdict, value, spokenBelow, failedBelow } = structure;
  switch (verdict) {
    case 'failed':
      return failedBelow && !addsToBelow(value) ? undefined : 'failed';
    case 'succeeded':
      return 'succeeded';
    case 'running':
      return spokenBelow || structure.above === undefined ? undefined : 'running';
    case 'fine':
      return spokenBelow || !ended ? undefined : 'succeeded';
  }
}

/** Whether a failed structure says more than that something below it has failed. */
function addsToBelow(value: JsonObject): boolean {
  return (
    failureCode(value).code !== undefined ||
    failingResult(value) !== undefined ||
    messageOf(value) !== undefined
  );
}

/** As many as are kept, in their order: failed ones go before the others. */
function kept(spoken: readonly [Structure, PartState][]): readonly [Structure, PartState][] {
  if (spoken.length <= maxParts) {
    return spoken;
  }
  const failed = spoken.filter(([, state]) => state === 'failed').slice(0, maxParts);
  const others = spoken.filter(([, state]) => state !== 'failed').slice(0, maxParts - failed.length);
  const chosen = new Set([...failed, ...others]);
  return spoken.filter((entry) => chosen.has(entry));
}

/** The one structure of the task, which VOD gives the session to. */
function mainOf(task: JsonObject): JsonObject {
  const structures = Object.entries(task).filter(([key]) => /Task$|^ImportMediaKnowledge$/.test(key));
  const main = structures.find(
    ([, value]) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  return (main?.[1] ?? {}) as JsonObject;
}
