import { describe, expect, it } from 'vitest';
import type { CloudErrorKind } from '../../../../../src/core/model/errors.ts';
import { errorKindOf } from '../../../../../src/core/providers/tencent/errorKind.ts';

const codes: readonly (readonly [CloudErrorKind, readonly string[]])[] = [
  [
    'credentials',
    [
      'AuthFailure.SecretIdNotFound',
      'AuthFailure.InvalidSecretId',
      'AuthFailure.SignatureFailure',
      'AuthFailure.TokenFailure',
      'AuthFailure.MFAFailure',
      'AuthFailure.InvalidAuthorization',
      'AuthFailure',
    ],
  ],
  [
    'permission',
    ['UnauthorizedOperation', 'UnauthorizedOperation.CamNoAuth', 'AuthFailure.UnauthorizedOperation'],
  ],
  ['clock', ['AuthFailure.SignatureExpire']],
  [
    'throttled',
    ['RequestLimitExceeded', 'RequestLimitExceeded.UinLimitExceeded', 'RequestLimitExceeded.IPLimitExceeded'],
  ],
  [
    'notActivated',
    ['FailedOperation.InvalidMpsUser', 'FailedOperation.InvalidVodUser', 'FailedOperation.UserUnRegister'],
  ],
  ['retired', ['ActionOffline', 'InvalidAction', 'NoSuchVersion', 'NoSuchProduct']],
  ['transient', ['InternalError', 'InternalError.DBError', 'ServiceUnavailable']],
  [
    'gone',
    [
      'ResourceNotFound',
      'ResourceNotFound.TaskNotFound',
      'FailedOperation.TaskNotFound',
      'InvalidParameterValue.TaskId',
      'InvalidParameter.TaskId',
      'InvalidParameter.TaskIdNotExist',
    ],
  ],
  [
    'caller',
    [
      'InvalidParameter',
      'InvalidParameterValue',
      'InvalidParameterValue.Limit',
      'InvalidParameterValue.Status',
      'UnknownParameter',
      'MissingParameter',
      'FailedOperation',
      'SomethingNobodyHasListed',
    ],
  ],
];

it.each([
  ['ResourceNotFound.ServiceNotExist', '', 200, 'notActivated'],
  ['IpNotInWhitelist', '', 200, 'permission'],
  ['OperationDenied', '', 200, 'permission'],
  ['SomethingNew', '', 403, 'permission'],
  ['SomethingNew', '', 500, 'transient'],
])('%s "%s" with HTTP %i is %s', (code, message, status, kind) => {
  expect(errorKindOf(code, message, status)).toBe(kind);
});

describe.each(codes)('%s', (kind, those) => {
  it.each(those)('%s', (code) => {
    expect(errorKindOf(code, '', 200)).toBe(kind);
  });
});
