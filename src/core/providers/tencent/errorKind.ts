import type { CloudErrorKind } from '../../model/errors.ts';

/**
 * The first match decides. Source: the common error codes of Tencent Cloud API 3.0 and the error tables of
 * the MPS, VOD and CWP pages.
 */
const kinds: readonly (readonly [RegExp, CloudErrorKind])[] = [
  [/^AuthFailure\.SignatureExpire/, 'clock'],
  [/^(UnauthorizedOperation|AuthFailure\.UnauthorizedOperation)/, 'permission'],
  [/^AuthFailure/, 'credentials'],
  [/^(RequestLimitExceeded|LimitExceeded\.Frequency)/, 'throttled'],
  [/^FailedOperation\.Invalid(Mps|Vod)User$|UserUnRegister$/i, 'notActivated'],
  [/^(ActionOffline|InvalidAction|NoSuchVersion|NoSuchProduct)/, 'retired'],
  [/^(InternalError|ServiceUnavailable)/, 'transient'],
  [/TaskNotFound|^ResourceNotFound|^InvalidParameter(Value)?\.TaskId/, 'gone'],
];

/** What a Tencent Cloud error code means for a client. Codes nobody listed are the caller's to look at. */
export function errorKindOf(code: string): CloudErrorKind {
  return kinds.find(([pattern]) => pattern.test(code))?.[1] ?? 'caller';
}
