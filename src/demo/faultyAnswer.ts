import { apsaraShape } from './apsaraShape.ts';
import type { Answer, Call, Protocol } from './exchange.ts';
import type { Fault } from './faults.ts';

/** An answer ready to be sent, whole or not. */
export interface Delivery {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly delay: number;
  /** `reset`: cut after half of the body; `drop`: cut before anything; `hang`: nothing is ever sent. */
  readonly end: 'whole' | 'reset' | 'drop' | 'hang';
}

const portal =
  '<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Please sign in.</body></html>';

/** Lets the faults loose on an answer: those that replace it first, then those that change it, then how it is sent. */
export function deliver(
  faults: readonly Fault[],
  call: Call,
  protocol: Protocol,
  answer: () => Answer,
): Delivery {
  const replaced = faults
    .map((fault) => replacement(fault, call, protocol))
    .find((found) => found !== undefined);
  const good = replaced ?? answer();
  const changed = faults.reduce((current, fault) => change(fault, call, current), good);
  const text = typeof changed.body === 'string' ? changed.body : JSON.stringify(changed.body);
  return {
    status: changed.status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...changed.headers },
    body: faults.some(({ kind }) => kind === 'truncated') ? text.slice(0, text.length >> 1) : text,
    delay: faults.reduce((sum, fault) => sum + (fault.kind === 'delay' ? fault.ms : 0), 0),
    end: ending(faults),
  };
}

function ending(faults: readonly Fault[]): Delivery['end'] {
  for (const fault of faults) {
    if (fault.kind === 'hang') {
      return 'hang';
    }
    if (fault.kind === 'reset') {
      return fault.before ? 'drop' : 'reset';
    }
  }
  return 'whole';
}

function replacement(fault: Fault, call: Call, protocol: Protocol): Answer | undefined {
  switch (fault.kind) {
    case 'html':
      return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: portal };
    case 'status':
      return {
        status: fault.status,
        headers: { 'Content-Type': 'text/plain' },
        body: 'upstream is unavailable',
      };
    case 'empty':
      return { status: 200, body: {} };
    case 'throttled':
      return call.protocol === 'tc3'
        ? protocol.refuse('RequestLimitExceeded', 'Your current request rate exceeds the limit.', 200)
        : protocol.refuse('Throttling.User', 'Request was denied due to user flow control.', 400);
    case 'refusedToken':
      return protocol.refuse('InvalidParameterValue', 'The ScrollToken is invalid or has expired.', 400);
    case 'error':
      return protocol.refuse(fault.code, fault.message ?? fault.code, fault.status ?? 400);
    case 'raw':
      return { status: fault.status ?? 200, headers: fault.headers ?? {}, body: fault.body };
    case 'oversized':
      return { status: 200, body: { Response: { Padding: 'x'.repeat(fault.bytes) } } };
    default:
      return undefined;
  }
}

function change(fault: Fault, call: Call, answer: Answer): Answer {
  if (fault.kind === 'repeatedToken') {
    return withList(answer, (list) => ({ ...list, ScrollToken: call.parameters.ScrollToken }));
  }
  if (fault.kind === 'malformedItems') {
    return withList(answer, (list) => malform(list, fault.how));
  }
  return fault.kind === 'shape' ? apsaraShape(answer, fault.shape) : answer;
}

/** Changes the object that holds the TaskSet, which is `Response` at Tencent and the whole body at Alibaba. */
function withList(answer: Answer, edit: (list: Record<string, unknown>) => Record<string, unknown>): Answer {
  const body = answer.body;
  if (!isObject(body)) {
    return answer;
  }
  const response = body.Response;
  return { ...answer, body: isObject(response) ? { ...body, Response: edit(response) } : edit(body) };
}

function malform(
  list: Record<string, unknown>,
  how: (Fault & { kind: 'malformedItems' })['how'],
): Record<string, unknown> {
  const set = list.TaskSet;
  if (how === 'nullSet' || how === 'objectSet') {
    return { ...list, TaskSet: how === 'nullSet' ? null : { unexpected: true } };
  }
  const edit = (items: readonly unknown[]) => [malformedItem(how, items[0]), ...items.slice(1)];
  if (Array.isArray(set)) {
    return { ...list, TaskSet: edit(set) };
  }
  return isObject(set) && Array.isArray(set.Task) ? { ...list, TaskSet: { Task: edit(set.Task) } } : list;
}

function malformedItem(how: 'noTaskId' | 'nullItem' | 'numberId', item: unknown): unknown {
  if (how === 'nullItem') {
    return null;
  }
  const { TaskId: _, ...rest } = isObject(item) ? item : {};
  return how === 'noTaskId' ? rest : { ...rest, TaskId: 17 };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
