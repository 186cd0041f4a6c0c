import { countOf, type JsonObject } from '../../http/answer.ts';
import { failureCode, hasCode } from './codes.ts';

/**
 * What one structure says of itself, whatever stands below it. `fine`: nothing wrong with it, but what is below
 * decides, as at the head of a workflow (`FINISH`, `ErrCode` 0).
 */
export type Verdict = 'failed' | 'succeeded' | 'fine' | 'running' | 'silent';

/** How far a task is, by its own status. `failed` and `cancelled` have ended too. */
export type Course = 'running' | 'ended' | 'failed' | 'cancelled' | 'unknown';

const failing = new Set(['FAIL', 'FAILED', 'ERROR']);
const good = new Set(['SUCCESS', 'SUCCEED', 'SUCCEEDED']);
const busy = new Set(['WAITING', 'PENDING', 'QUEUED', 'PROCESSING', 'RUNNING', 'PAUSED']);
const over = new Set(['FINISH', 'FINISHED', 'COMPLETE', 'COMPLETED', 'DONE']);
const stopped = new Set(['ABORTED', 'DELETED', 'CANCELLED', 'CANCELED', 'STOP', 'STOPPED']);

/** Fields by which a structure says how far it is; the first is the one to show. */
const statusFields = ['Status', 'TaskStatus', 'OperationStatus'] as const;

export function statusOf(structure: JsonObject): string | undefined {
  return statusFields
    .map((field) => structure[field])
    .find((value) => typeof value === 'string' && value !== '') as string | undefined;
}

/** Fields in which only some structures say how what they were for turned out. */
const failingResults: Readonly<Record<string, ReadonlySet<string>>> = {
  WechatStatus: new Set(['FAIL', 'FAILED', 'AUDITNOTPASS']),
  PublishResult: new Set(['FAIL', 'FAILED', 'REJECTED']),
};
const goodResults: Readonly<Record<string, ReadonlySet<string>>> = {
  WechatStatus: good,
  PublishResult: new Set(['PASS']),
};

/** The result that a structure names when it failed by nothing else: `AUDITNOTPASS`, `Rejected`. */
export function failingResult(structure: JsonObject): string | undefined {
  return Object.keys(failingResults).flatMap((field) =>
    failingResults[field]?.has(upper(structure[field])) === true ? String(structure[field]) : [],
  )[0];
}

export function verdictOf(structure: JsonObject): Verdict {
  const statuses = statusFields.map((field) => upper(structure[field]));
  if (
    statuses.some((status) => failing.has(status)) ||
    failingResult(structure) !== undefined ||
    (countOf(structure.FailedCount) ?? 0) > 0
  ) {
    return 'failed';
  }
  if (statuses.some((status) => good.has(status))) {
    return 'succeeded';
  }
  if (statuses.some((status) => busy.has(status))) {
    return 'running';
  }
  if (failureCode(structure).code !== undefined) {
    return 'failed';
  }
  const results = Object.keys(goodResults).filter((field) => upper(structure[field]) !== '');
  if (results.length > 0) {
    // A publication that was never started has ended with 0 as well.
    return results.every((field) => goodResults[field]?.has(upper(structure[field])))
      ? 'succeeded'
      : 'silent';
  }
  const counted = countOf(structure.FailedCount) !== undefined;
  return hasCode(structure) || counted ? 'fine' : 'silent';
}

export function courseOf(status: string | undefined): Course {
  const word = upper(status);
  if (failing.has(word) || word === 'TIMEOUT') {
    return 'failed';
  }
  if (stopped.has(word)) {
    return 'cancelled';
  }
  return over.has(word) || good.has(word) ? 'ended' : busy.has(word) ? 'running' : 'unknown';
}

function upper(value: unknown): string {
  return typeof value === 'string' ? value.trim().toUpperCase() : '';
}
