import type { OrderedTasks } from './orderedTasks.ts';
import type { DemoTask } from './task.ts';

export interface PageQuery {
  readonly limit: number;
  /** The last task that was read, by its number; `undefined` for the first page. */
  readonly after: number | undefined;
  /** Creation, ms; from inclusive, to exclusive. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly accept?: ((task: DemoTask) => boolean) | undefined;
}

export interface TaskPage {
  readonly tasks: readonly DemoTask[];
  readonly more: boolean;
}

/** One page, newest first, from behind the last task that was read: right wherever that task is by now. */
export function newestFirst(tasks: OrderedTasks, query: PageQuery): TaskPage {
  const { low, high } = bounds(tasks, query);
  const end = query.after === undefined ? high : Math.min(high, tasks.positionOf(query.after));
  return take(tasks.newestFirst(low, end), query);
}

/** The same from the oldest on. */
export function oldestFirst(tasks: OrderedTasks, query: PageQuery): TaskPage {
  const { low, high } = bounds(tasks, query);
  const begin = query.after === undefined ? low : Math.max(low, tasks.positionOf(query.after + 1));
  return take(tasks.oldestFirst(begin, high), query);
}

/** Positions of those created in a span of time. */
export function bounds(
  tasks: OrderedTasks,
  span: { readonly from?: number | undefined; readonly to?: number | undefined },
): { low: number; high: number } {
  return {
    low: span.from === undefined ? 0 : tasks.createdBefore(span.from),
    high: span.to === undefined ? tasks.size : tasks.createdBefore(span.to),
  };
}

function take(tasks: Iterable<DemoTask>, { limit, accept }: PageQuery): TaskPage {
  const page: DemoTask[] = [];
  for (const task of tasks) {
    if (accept !== undefined && !accept(task)) {
      continue;
    }
    if (page.length === limit) {
      return { tasks: page, more: true };
    }
    page.push(task);
  }
  return { tasks: page, more: false };
}
