import { createHmac } from 'node:crypto';
import type { Credentials } from '../service.ts';

/**
 * What is signed.
 * Source: Alibaba Cloud API Gateway, "Request signatures" (help.aliyun.com/document_detail/29475.html).
 */
export interface ApiGatewaySigned {
  readonly secret: string;
  readonly method: string;
  readonly accept: string;
  readonly contentType: string;
  readonly contentMd5?: string | undefined;
  readonly date?: string | undefined;
  /** Exactly the signed headers, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly path: string;
  /** Parameters of the query and of the form, merged; neither is encoded in the string to sign. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The text under an API Gateway signature. A gateway echoes it in its errors: it must not reach a log. */
export function apiGatewayStringToSign(signed: ApiGatewaySigned): string {
  const headers = Object.keys(signed.headers)
    .sort()
    .map((name) => `${name}:${signed.headers[name]}\n`)
    .join('');
  const parameters = Object.keys(signed.parameters)
    .sort()
    .map((name) => (signed.parameters[name] === '' ? name : `${name}=${signed.parameters[name]}`))
    .join('&');
  const resource = parameters === '' ? signed.path : `${signed.path}?${parameters}`;
  return [
    signed.method,
    signed.accept,
    signed.contentMd5 ?? '',
    signed.contentType,
    signed.date ?? '',
    `${headers}${resource}`,
  ].join('\n');
}

/** Base64 HMAC-SHA256 signature. */
export function apiGatewaySignature(signed: ApiGatewaySigned): string {
  return createHmac('sha256', signed.secret).update(apiGatewayStringToSign(signed)).digest('base64');
}

export interface ApiGatewayRequest {
  /** AppKey and AppSecret. */
  readonly credentials: Credentials;
  readonly method: 'POST' | 'GET';
  readonly path: string;
  readonly accept: string;
  readonly contentType: string;
  /** Parameters of the query and of the form, merged. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Sent, not signed: who the caller is (`UserEmail`), for instance. */
  readonly extraHeaders?: Readonly<Record<string, string>> | undefined;
  readonly stage?: string | undefined;
  /** Milliseconds since the epoch; valid for 15 minutes. */
  readonly timestampMs: number;
  /** A UUID, never used twice within 15 minutes. */
  readonly nonce: string;
}

/** The headers to send. */
export function signApiGateway(request: ApiGatewayRequest): Record<string, string> {
  const signedHeaders = {
    'x-ca-key': request.credentials.id,
    'x-ca-nonce': request.nonce,
    'x-ca-stage': request.stage ?? 'RELEASE',
    'x-ca-timestamp': String(request.timestampMs),
  };
  const signature = apiGatewaySignature({
    secret: request.credentials.secret,
    method: request.method,
    accept: request.accept,
    contentType: request.contentType,
    headers: signedHeaders,
    path: request.path,
    parameters: request.parameters,
  });
  return {
    ...request.extraHeaders,
    accept: request.accept,
    'content-type': request.contentType,
    ...signedHeaders,
    'x-ca-signature-headers': Object.keys(signedHeaders).join(','),
    'x-ca-signature-method': 'HmacSHA256',
    'x-ca-signature': signature,
  };
}
