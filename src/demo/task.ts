/** What the stream that a task came from knows about it; each service has its own. */
export interface TaskTemplate {
  /** As the service spells it. */
  readonly type: string;
  readonly subtypes: readonly string[];
}

/** A task of the demo cloud: a fixed course through statuses, followed as the clock goes. */
export interface DemoTask {
  /** Order of creation within its store; also the seed of everything a detail adds. */
  readonly seq: number;
  readonly id: string;
  readonly template: TaskTemplate;
  /** Whether a part of it fails. */
  readonly fails: boolean;
  /** The file or image it works on. */
  readonly subject: string;
  /** Statuses in the order it goes through them. */
  course: readonly string[];
  /** When each status of the course begins, ms. The first is the creation. */
  times: readonly number[];
  /** Where in the course it is; moved by its store. */
  step: number;
}

export function statusOf(task: DemoTask): string {
  return task.course[task.step] ?? '';
}

export function createdAt(task: DemoTask): number {
  return task.times[0] ?? 0;
}

/** When it reached a status; `undefined` where it has not, or never will. */
export function reachedAt(task: DemoTask, status: string): number | undefined {
  const step = task.course.indexOf(status);
  return step >= 0 && step <= task.step ? task.times[step] : undefined;
}

/** When it came to its last status; `undefined` while it is on its way. */
export function endedAt(task: DemoTask): number | undefined {
  return task.step === task.course.length - 1 ? task.times[task.step] : undefined;
}
