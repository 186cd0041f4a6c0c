import { isObject } from './answer.ts';

/**
 * Whether a part of a task has failed, from its detail; `undefined` while it has not ended or does not say.
 *
 * The structures inside `DescribeTaskDetail` (MPS, VOD) grow every few months, so they are walked without knowing
 * them: a part counts as failed when its `Status` is FAIL, or when it has ended with an `ErrCode` other than 0.
 * `ErrCodeExt` does not count: it is "" or "SUCCESS" on success. For ECS it is `FailedCount`.
 */
export function failureIn(detail: unknown): boolean | undefined {
  if (!isObject(detail)) {
    return undefined;
  }
  const ended =
    detail.Status === 'FINISH' || detail.TaskStatus === 'Finished' || detail.TaskStatus === 'Failed';
  return ended ? hasFailedPart(detail) : undefined;
}

function hasFailedPart(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(hasFailedPart);
  }
  if (!isObject(value)) {
    return false;
  }
  const failed =
    value.Status === 'FAIL' ||
    (typeof value.ErrCode === 'number' && value.ErrCode !== 0 && value.Status !== 'SUCCESS') ||
    (typeof value.FailedCount === 'number' && value.FailedCount > 0);
  return failed || Object.values(value).some(hasFailedPart);
}
