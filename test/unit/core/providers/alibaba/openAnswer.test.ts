import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../../../src/core/model/errors.ts';
import { openAnswer } from '../../../../../src/core/providers/alibaba/openAnswer.ts';

const native = { RequestId: 'R-1', TotalCount: 1, TaskSet: { Task: [{ TaskId: 't-1' }] } };

function open(body: unknown, status = 200, headers: Record<string, string> = {}) {
  const answer = {
    status,
    header: (name: string) => headers[name],
    text: typeof body === 'string' ? body : JSON.stringify(body),
  };
  return openAnswer(answer, { action: 'ecs:DescribeTasks', field: 'TaskSet' });
}

function failure(...given: Parameters<typeof open>): CloudError {
  try {
    open(...given);
  } catch (error) {
    if (error instanceof CloudError) {
      return error;
    }
    throw error;
  }
  throw new Error('The answer was taken for a good one.');
}

describe('openAnswer', () => {
  it.each([
    ['native', native],
    ['in result', { resultCode: 0, resultMsg: 'success', result: native }],
    ['in result, with the code as a text', { resultCode: '0', result: native }],
    ['in data', { success: true, code: '200', data: native }],
    ['as a JSON text in result', { resultCode: 0, result: JSON.stringify(native) }],
    ['as a JSON text in data', { success: true, data: JSON.stringify(native) }],
    ['twice wrapped', { success: true, data: { result: native } }],
    ['flat, beside asapi fields', { ...native, asapiSuccess: true, asapiRequestId: 'A-1' }],
  ])('finds the answer %s', (_, body) => {
    const { payload, requestId } = open(body);
    expect(payload.TaskSet).toEqual(native.TaskSet);
    expect(requestId).toBe('R-1');
  });

  it('opens JSON texts in the whole answer', () => {
    expect(open({ resultCode: 0, result: JSON.stringify(native) }).whole).toEqual({
      resultCode: 0,
      result: native,
    });
  });

  it("reads the RequestID of the stack's page, in the wrapper or inside", () => {
    const { RequestId: _, ...rest } = native;
    expect(open({ ...rest, RequestID: 'D-1' }).requestId).toBe('D-1');
    expect(open({ RequestID: 'D-2', data: rest }).requestId).toBe('D-2');
  });

  it("takes the page's own example of an answer for what it is: not a list", () => {
    expect(failure({ RequestID: '1E3D5A1E0-67CA-43DA-24BC-EAF2D5A1E4DC' })).toMatchObject({
      kind: 'answer',
      code: 'UnreadableAnswer',
      message: 'The answer has no TaskSet in it (keys RequestID)',
      requestId: '1E3D5A1E0-67CA-43DA-24BC-EAF2D5A1E4DC',
    });
  });

  it('names the keys of an unknown shape, inside a wrapper too', () => {
    expect(failure({ status: 'ok', payload: {} }).message).toContain('keys status, payload');
    expect(failure({ success: true, data: { rows: [] } }).message).toContain(
      'keys success, data, in which are keys rows',
    );
    expect(failure({}).message).toContain('no keys');
    expect(failure({ resultCode: 0, result: null }).message).toContain('keys resultCode, result');
  });

  it.each([
    ['resultCode', { resultCode: -1, resultMsg: 'system error', result: null, RequestId: 'R-2' }],
    [
      'errorSample',
      { RequestId: 'R-2', errorSample: { resultCode: -1, resultMsg: 'system error', result: null } },
    ],
  ])('reads a failure told by %s', (_, body) => {
    expect(failure(body)).toMatchObject({
      kind: 'transient',
      code: 'resultCode -1',
      message: 'system error',
      requestId: 'R-2',
      action: 'ecs:DescribeTasks',
    });
  });

  it.each([
    [{ success: false, code: 'E1', message: 'no' }, 'E1'],
    [{ success: 'false', message: 'no' }, 'Unsuccessful'],
    [{ asapiSuccess: false, Code: 'NoPermission', Message: 'no' }, 'NoPermission'],
    [{ asapiSuccess: false, asapiErrorCode: 'E2', asapiErrorMessage: 'no' }, 'E2'],
    [{ success: true, data: { Code: 'Forbidden.RAM', Message: 'no' } }, 'Forbidden.RAM'],
  ])('reads a failure that comes as HTTP 200: %j', (body, code) => {
    expect(failure(body)).toMatchObject({ code, message: 'no' });
  });

  it.each([
    ['InvalidAccessKeyId.NotFound', 404, 'credentials'],
    ['SignatureDoesNotMatch', 400, 'credentials'],
    ['IncompleteSignature', 400, 'credentials'],
    ['InvalidSecurityToken.Expired', 400, 'credentials'],
    ['Forbidden.RAM', 403, 'permission'],
    ['NoPermission', 403, 'permission'],
    ['InvalidTimeStamp.Expired', 400, 'clock'],
    ['SignatureNonceUsed', 400, 'transient'],
    ['Throttling.User', 400, 'throttled'],
    ['ServiceUnavailable', 503, 'transient'],
    ['InternalError', 500, 'transient'],
    ['SomethingNew', 502, 'transient'],
    ['SomethingNew', 429, 'throttled'],
    ['InvalidTaskId.NotFound', 404, 'gone'],
    ['InvalidAction.NotFound', 404, 'retired'],
    ['InvalidApi.NotFound', 404, 'retired'],
    ['InvalidRegionId.NotFound', 404, 'caller'],
    ['InvalidParameter', 400, 'caller'],
  ])('takes %s with HTTP %i for %s', (Code, status, kind) => {
    expect(failure({ RequestId: 'R-3', HostId: 'h', Code, Message: 'm' }, status)).toMatchObject({
      kind,
      code: Code,
      message: 'm',
      requestId: 'R-3',
    });
  });

  it.each([
    ['A400IK', 'Invalid AppKey', 'credentials'],
    ['A403IS', 'Invalid Signature, Server StringToSign:`POST#x`', 'credentials'],
    ['S403TE', 'X-Ca-Timestamp is expired', 'clock'],
    ['S403NU', 'Nonce Used', 'transient'],
    ['I403AA', 'Unauthorized', 'permission'],
    ['I404NF', 'API not found', 'retired'],
    ['T429ID', 'Throttled by INNER DOMAIN Flow Control', 'throttled'],
    ['D504TO', 'Backend service request timeout', 'transient'],
    [undefined, 'Invalid AppKey', 'credentials'],
    [undefined, 'Invalid Signature, Server StringToSign:`POST#x`', 'credentials'],
    [undefined, 'Timestamp Expired', 'clock'],
    [undefined, 'Invalid Timestamp', 'clock'],
    [undefined, 'Nonce Used', 'transient'],
    [undefined, 'Unauthorized', 'permission'],
    [undefined, 'Throttled by APP Flow Control', 'throttled'],
    [undefined, 'Service Unavailable', 'transient'],
  ])('takes the gateway refusal %s, "%s", for %s', (code, message, kind) => {
    const headers = {
      ...(code === undefined ? {} : { 'x-ca-error-code': code }),
      'x-ca-error-message': message,
      'x-ca-request-id': 'G-1',
    };
    const error = failure('', 403, headers);
    expect(error).toMatchObject({ kind, requestId: 'G-1', code: code ?? message.split(',')[0] });
    expect(error.summary).not.toMatch(/StringToSign|POST/);
  });

  it.each([
    [
      {
        code: '200',
        message: 'successful',
        asapiSuccess: false,
        asapiErrorCode: 'NoPermission',
        asapiErrorMessage: 'no',
        asapiRequestId: 'A-1',
      },
      'NoPermission',
    ],
    [
      {
        resultCode: 0,
        resultMsg: 'success',
        success: false,
        errorCode: 'NoPermission',
        errorMsg: 'no',
        RequestId: 'A-1',
      },
      'NoPermission',
    ],
    [
      { Code: 'OK', Message: 'OK', data: { Code: 'NoPermission', Message: 'no' }, RequestId: 'A-1' },
      'NoPermission',
    ],
  ])("does not take a wrapper's success for the code of a failure: %j", (body, code) => {
    expect(failure(body)).toMatchObject({ kind: 'permission', code, message: 'no', requestId: 'A-1' });
  });

  it.each([
    { Error: { Code: 'NoPermission', Message: 'no' }, RequestId: 'A-1' },
    { errors: [{ code: 'NoPermission', message: 'no' }], requestid: 'A-1' },
    { Response: { Errors: { Error: { Code: 'NoPermission', Message: 'no' } }, RequestID: 'A-1' } },
    { Code: '200', Message: 'OK', error: { code: 'NoPermission', message: 'no', request_id: 'A-1' } },
  ])('reads a failure that stands in an object of its own: %j', (body) => {
    expect(failure(body, 403)).toMatchObject({
      kind: 'permission',
      code: 'NoPermission',
      message: 'no',
      requestId: 'A-1',
    });
  });

  it.each([
    ['IpNotInWhitelist', '', 400, 'permission'],
    ['UnsupportedOperation.ImplicitDeny', '', 400, 'permission'],
    ['Operation.NoPrivileges', '', 400, 'permission'],
    ['NoPrivileges', '', 400, 'permission'],
    ['OperationDenied', '', 400, 'permission'],
    ['ImplicitDeny', '', 400, 'permission'],
    ['SomethingNew', '', 401, 'permission'],
    ['SomethingNew', '', 403, 'permission'],
    ['InvalidTaskId.TooManyParameters', '', 400, 'caller'],
    ['InvalidTaskId.NotFound', '', 404, 'gone'],
    ['InvalidParameter', 'Specified parameter Action or Version is not valid.', 400, 'retired'],
    ['InvalidParameter', 'The specified parameter "Action or Version" is not valid.', 400, 'retired'],
  ])('takes %s "%s" with HTTP %i for %s', (Code, Message, status, kind) => {
    expect(failure({ Code, Message, RequestId: 'R' }, status).kind).toBe(kind);
  });

  it('bounds what a server says in any place, and survives any depth', () => {
    const long = 'x\n'.repeat(4_000_000);
    const error = failure({ Code: long, Message: long, RequestId: long }, 400);
    expect([error.code, error.requestId ?? '', error.message].map(({ length }) => length)).toEqual([
      100, 100, 500,
    ]);
    expect(error.summary).not.toContain('\n');
    for (const depth of [7_000, 100_000]) {
      const body = `${'{"data":'.repeat(depth)}{}${'}'.repeat(depth)}`;
      expect(failure(body)).toMatchObject({ kind: 'answer', code: 'UnreadableAnswer' });
    }
    const item = `{"TaskId":"t-2","x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`;
    expect(() =>
      JSON.stringify(open(`{"TaskSet":{"Task":[{"TaskId":"t-1"},${item}]}}`).payload),
    ).not.toThrow();
  });

  it('does not repeat the string to sign that a body writes back', () => {
    const Message = 'Signature is wrong. Server string to sign is POST&%2F&AccessKeyId';
    expect(failure({ Code: 'SignatureDoesNotMatch', Message }, 400).message).toBe('Signature is wrong');
  });

  it.each([
    ['<html></html>', 200, 'answer', 'UnreadableAnswer'],
    ['<html></html>', 503, 'transient', 'HTTP 503'],
    ['{"TaskSet": {', 200, 'answer', 'UnreadableAnswer'],
    ['', 404, 'answer', 'HTTP 404'],
    [native, 500, 'transient', 'HTTP 500'],
  ])('explains what is no answer: %j with HTTP %i', (body, status, kind, code) => {
    expect(failure(body, status)).toMatchObject({ kind, code });
  });
});
