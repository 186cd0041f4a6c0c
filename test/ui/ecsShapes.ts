import type { Answer } from './foreignAnswers.ts';

/** What is made of the answer of ECS on its way through a platform. */
export type Shape = (native: object, requestId: string) => object;

export const asNative: Shape = (native, RequestId) => ({ ...native, RequestId });

export const asResult: Shape = (native, RequestID) => ({
  resultCode: 0,
  resultMsg: 'success',
  result: native,
  RequestID,
});

export const asResultText: Shape = (native, RequestID) => ({
  resultCode: '0',
  resultMsg: 'success',
  result: JSON.stringify(native),
  RequestID,
});

export const asAsapi: Shape = (native, asapiRequestId) => ({
  ...native,
  asapiSuccess: true,
  asapiErrorCode: '200',
  asapiErrorMessage: '',
  asapiRequestId,
});

/** A body of its own with HTTP 200. */
export function body(of: (requestId: string) => object): Answer {
  return ({ response, requestId }) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(of(requestId)));
  };
}

/** API Gateway refuses in its headers; there is no body. */
export function gatewayError(code: string, message: string, status: number): Answer {
  return ({ response, requestId }) => {
    response
      .writeHead(status, {
        'X-Ca-Error-Code': code,
        'X-Ca-Error-Message': message,
        'X-Ca-Request-Id': requestId,
      })
      .end();
  };
}
