import { kindByStatus } from '../../http/answer.ts';
import type { CloudErrorKind } from '../../model/errors.ts';
import { deniedCode } from '../deniedCode.ts';

/**
 * The first match decides. Sources: the common errors of Alibaba Cloud OpenAPI, those of the ECS pages, and the two
 * tables of API Gateway errors: VPC instances number theirs (`A403IS`), classic ones have only a name
 * (`Invalid Signature, Server StringToSign:…`).
 */
const kinds: readonly (readonly [RegExp, CloudErrorKind])[] = [
  [/^(InvalidTimeStamp|IllegalTimestamp)/i, 'clock'],
  [/^([A-Z]40[03]TE$|Timestamp Expired|Invalid Timestamp|X-Ca-Timestamp)/i, 'clock'],
  // Another nonce, which every attempt has, is all that it takes.
  [/^(SignatureNonceUsed|[A-Z]40[03]NU$|Nonce Used)/i, 'transient'],
  [/^(InvalidAccessKey|SignatureDoesNotMatch|IncompleteSignature|InvalidCredentials)/, 'credentials'],
  [/^(Invalid|Missing)(SecurityToken|AccessKeyId)|^MissingParameter\.AccessKeyId/, 'credentials'],
  [/^(A400IK|A400MA|A401|A403IS|Need authorization)/, 'credentials'],
  [/^(Invalid App(Key|Secret)|(Invalid|Empty) Signature)/i, 'credentials'],
  [/(ServiceNotExist|ServiceNotOpen|NotActivated|NotOpened)$/, 'notActivated'],
  [/^(Forbidden|NoPermission|AccessDenied|Unauthorized|I403AA|A403)/i, 'permission'],
  [deniedCode, 'permission'],
  [/^(Throttling|Throttled by|T429|FlowControl)/i, 'throttled'],
  [/^(InvalidTaskId(\.NotFound)?$|TaskNotFound|InvalidTask\.NotFound)/, 'gone'],
  [/\bAction or Version\W+is not valid/i, 'retired'],
  [/^(Invalid(Api|Action|Version|Product)\b|API Not Found|I404|Invalid Url)/i, 'retired'],
  [/^(Internal ?(Error|Failure)|Service ?Unavailable|System ?Error|Service ?Timeout)/i, 'transient'],
  [/^([DXN]50\d|Failed To Invoke Backend|Async Service|Backend service)/i, 'transient'],
];

/** What an Alibaba Cloud error means for a client. Of codes nobody has listed, the HTTP status tells. */
export function alibabaErrorKind(code: string, message: string, status: number): CloudErrorKind {
  for (const text of [code, message]) {
    const kind = kinds.find(([pattern]) => pattern.test(text))?.[1];
    if (kind !== undefined) {
      return kind;
    }
  }
  return kindByStatus(status);
}
