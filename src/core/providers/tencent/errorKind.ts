import { kindByStatus } from '../../http/answer.ts';
import type { CloudErrorKind } from '../../model/errors.ts';
import { deniedCode } from '../deniedCode.ts';

/**
 * The first match decides. Source: the common error codes of Tencent Cloud API 3.0 and the error tables of
 * the MPS, VOD and CWP pages.
 */
const kinds: readonly (readonly [RegExp, CloudErrorKind])[] = [
  [/^AuthFailure\.SignatureExpire/, 'clock'],
  [/^(UnauthorizedOperation|AuthFailure\.UnauthorizedOperation)/, 'permission'],
  [deniedCode, 'permission'],
  [/^AuthFailure/, 'credentials'],
  [/^(RequestLimitExceeded|LimitExceeded\.Frequency)/, 'throttled'],
  [/^FailedOperation\.Invalid(Mps|Vod)User$|UserUnRegister$|ServiceNotExist$/i, 'notActivated'],
  [/^(ActionOffline|InvalidAction|NoSuchVersion|NoSuchProduct)/, 'retired'],
  [/\bAction or Version\W+is not valid/i, 'retired'],
  [/^(InternalError|ServiceUnavailable)/, 'transient'],
  [/TaskNotFound|^ResourceNotFound|^InvalidParameter(Value)?\.TaskId/, 'gone'],
];

/** What a Tencent Cloud error means for a client. Of codes nobody has listed, the HTTP status tells. */
export function errorKindOf(code: string, message: string, status: number): CloudErrorKind {
  for (const text of [code, message]) {
    const kind = kinds.find(([pattern]) => pattern.test(text))?.[1];
    if (kind !== undefined) {
      return kind;
    }
  }
  return kindByStatus(status);
}
