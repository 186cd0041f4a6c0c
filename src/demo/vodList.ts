import { ApiError } from './apiError.ts';
import { mediaTimes } from './mediaTimes.ts';
import { newestFirst, oldestFirst } from './pages.ts';
import { checkParameters } from './parameters.ts';
import type { DemoTask } from './task.ts';
import { endedAt, statusOf } from './task.ts';
import type { SubApp, VodContext } from './vodApps.ts';
import { subApp } from './vodApps.ts';
import { neverVod, vodSession } from './vodDetail.ts';

const span = { type: 'object', fields: { After: { type: 'time' }, Before: { type: 'time' } } } as const;
const listRules = {
  SubAppId: { type: 'integer', min: 0 },
  Status: {
    type: 'string',
    oneOf: ['WAITING', 'PROCESSING', 'FINISH', 'ABORTED'],
    code: 'InvalidParameterValue.Status',
  },
  FileId: { type: 'string' },
  CreateTime: span,
  FinishTime: span,
  Sort: {
    type: 'object',
    fields: {
      Field: { type: 'string', required: true, oneOf: ['CreateTime', 'FinishTime'] },
      Order: { type: 'string', oneOf: ['Asc', 'Desc'] },
    },
  },
  Limit: { type: 'integer', min: 1, max: 100 },
  ScrollToken: { type: 'string' },
} as const;

/** `DescribeTasks`: filters, either sort order, and pages by scroll token. */
export function listVodTasks(context: VodContext, given: Readonly<Record<string, unknown>>): object {
  const asked = checkParameters(given, listRules);
  const app = subApp(context, asked.SubAppId);
  const { ScrollToken, Limit: limit = 10, SubAppId: _, ...filter } = asked;
  const query = JSON.stringify([app.id, filter]);
  const position = ScrollToken ? context.tokens.read(query, ScrollToken) : [];
  if (position === undefined) {
    throw new ApiError('InvalidParameterValue', 'The ScrollToken is invalid or has expired.');
  }
  const tasks = asked.Status === undefined ? app.store.all() : app.store.withStatus(asked.Status);
  const pageQuery = {
    limit,
    from: asked.CreateTime?.After,
    to: asked.CreateTime?.Before,
    accept: accepts(asked.FileId, asked.FinishTime?.After, asked.FinishTime?.Before),
  };
  const descending = asked.Sort?.Order !== 'Asc';
  const byFinish = asked.Sort?.Field === 'FinishTime';
  const [seq, finish] = position;
  const page = byFinish
    ? byFinishTime(
        oldestFirst(tasks, { ...pageQuery, limit: tasks.size, after: undefined }).tasks,
        descending,
        limit,
        [seq, finish],
      )
    : (descending ? newestFirst : oldestFirst)(tasks, { ...pageQuery, after: seq });
  const last = page.tasks.at(-1);
  return {
    TaskSet: page.tasks.map((task) => listEntry(task)),
    ScrollToken: nextToken(context, app, query, page.more, last, page.tasks.length === limit, ScrollToken),
  };
}

/**
 * As documented, a last page can still come with a token. The default application always sends one, and repeats
 * it on the empty page it leads to; the others send one when the last page is full, and none after that.
 */
function nextToken(
  { tokens, subApps }: VodContext,
  app: SubApp,
  query: string,
  more: boolean,
  last: DemoTask | undefined,
  full: boolean,
  asked: string | undefined,
): string {
  const insists = app === subApps[0];
  if (last === undefined) {
    return insists && asked !== undefined ? asked : '';
  }
  return more || full || insists ? tokens.issue(query, [last.seq, endedAt(last) ?? 0]) : '';
}

function byFinishTime(
  tasks: readonly DemoTask[],
  descending: boolean,
  limit: number,
  after: readonly [number | undefined, number | undefined],
): { tasks: readonly DemoTask[]; more: boolean } {
  const sign = descending ? -1 : 1;
  const order = (a: readonly [number, number], b: readonly [number, number]) =>
    sign * (a[0] - b[0] || a[1] - b[1]);
  const keyOf = (task: DemoTask) => [endedAt(task) ?? 0, task.seq] as const;
  const [seq, finish] = after;
  const rest = tasks
    .filter((task) => seq === undefined || order(keyOf(task), [finish ?? 0, seq]) > 0)
    .sort((a, b) => order(keyOf(a), keyOf(b)));
  return { tasks: rest.slice(0, limit), more: rest.length > limit };
}

function accepts(
  fileId: string | undefined,
  after: number | undefined,
  before: number | undefined,
): ((task: DemoTask) => boolean) | undefined {
  if (fileId === undefined && after === undefined && before === undefined) {
    return undefined;
  }
  return (task) => {
    const ended = endedAt(task);
    const inTime =
      (after === undefined || (ended !== undefined && ended >= after)) &&
      (before === undefined || (ended !== undefined && ended < before));
    return inTime && (fileId === undefined || task.subject === fileId);
  };
}

function listEntry(task: DemoTask): object {
  // The reference page shows a zero time; the SDK says "empty". Both come.
  const never = task.seq % 13 === 0 ? '' : neverVod;
  return {
    TaskId: task.id,
    Status: statusOf(task),
    FileId: task.subject,
    TaskType: task.template.type,
    ...mediaTimes(task, never),
    ...vodSession(task),
  };
}
