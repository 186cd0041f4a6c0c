import type { Conclusion, Explanation, Part, PartState } from '../model/explanation.ts';
import type { Instant } from '../model/task.ts';

/** Why a part failed, and where in the detail that stands. */
export type FailedPart = Pick<
  Part,
  'name' | 'kind' | 'template' | 'code' | 'numericCode' | 'message' | 'fault' | 'pointer'
>;

/** What is kept of a detail that was read: what a row shows of it. */
export interface TaskFacts {
  /** What the task works on: a file, a stream, an image. */
  readonly name: string | undefined;
  /** Of a task with failures: its file's whole path or address, without query. */
  readonly source: string | undefined;
  /** `undefined` while it had not ended. Of an ended task nothing here changes any more. */
  readonly conclusion: Conclusion | undefined;
  /** At most {@link maxFailures}, in the order of the detail. */
  readonly failures: readonly FailedPart[];
  readonly counts: Readonly<Record<PartState, number>>;
  /** 0 to 100, while it runs. */
  readonly progress: number | undefined;
  readonly endedAt?: Instant | undefined;
  readonly fileId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly readAt: Instant;
}

const maxFailures = 10;
const maxMessage = 500;

export function factsOf(explanation: Explanation, readAt: Instant): TaskFacts {
  const { conclusion, counts, finishedAt, parts, progress, sessionId, subject } = explanation;
  return {
    name: subject.name,
    source: counts.failed > 0 ? subject.source : undefined,
    conclusion,
    failures: parts
      .filter(({ state }) => state === 'failed')
      .slice(0, maxFailures)
      .map(failedPart),
    counts,
    progress,
    endedAt: conclusion === undefined ? undefined : finishedAt,
    fileId: subject.fileId,
    sessionId,
    readAt,
  };
}

function failedPart({ name, kind, template, code, numericCode, message, fault, pointer }: Part): FailedPart {
  return { name, kind, template, code, numericCode, message: message?.slice(0, maxMessage), fault, pointer };
}

/** Whether two rows that show these would look the same. */
export function isSameFact(a: TaskFacts, b: TaskFacts): boolean {
  const shown = ({ readAt: _, ...facts }: TaskFacts) => JSON.stringify(facts);
  return shown(a) === shown(b);
}
