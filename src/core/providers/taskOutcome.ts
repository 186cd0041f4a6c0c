import { countOf, isObject } from '../http/answer.ts';

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
    detail.Status === 'FINISH' ||
    isFailure(detail.Status) ||
    detail.TaskStatus === 'Finished' ||
    detail.TaskStatus === 'Failed';
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
    isFailure(value.Status) ||
    // VOD's WechatPublishTask ends with FINISH and 0 whether or not the publication came about.
    isFailure(value.WechatStatus) ||
    (isErrorCode(value.ErrCode) && value.Status !== 'SUCCESS') ||
    value.TaskStatus === 'Failed' ||
    (countOf(value.FailedCount) ?? 0) > 0;
  return failed || Object.values(value).some(hasFailedPart);
}

function isFailure(status: unknown): boolean {
  return status === 'FAIL' || status === 'FAILED';
}

/** A number everywhere but in VOD's MPSSubTaskResult, where it is text. */
function isErrorCode(code: unknown): boolean {
  return typeof code === 'number' ? code !== 0 : typeof code === 'string' && !/^(0*|SUCCESS)$/.test(code);
}
