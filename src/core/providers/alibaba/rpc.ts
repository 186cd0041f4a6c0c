import { createHmac } from 'node:crypto';
import type { Credentials } from '../service.ts';
import { acsTime } from './acs3.ts';
import { encodeSorted, percentEncode } from './percentEncode.ts';

/**
 * Base64 RPC signature (HMAC-SHA1) over all parameters but `Signature`, those of the query and of the form alike.
 * Source: Alibaba Cloud, "RPC mechanism" (help.aliyun.com/document_detail/2593174.html).
 */
export function rpcSignature(
  method: string,
  parameters: Readonly<Record<string, string>>,
  secret: string,
): string {
  const stringToSign = `${method}&${percentEncode('/')}&${percentEncode(encodeSorted(parameters))}`;
  return createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64');
}

export interface RpcRequest {
  readonly credentials: Credentials;
  readonly method: 'POST' | 'GET';
  readonly parameters: Readonly<Record<string, string>>;
  readonly action: string;
  readonly version: string;
  /** Milliseconds since the epoch; the wire has seconds. */
  readonly timestampMs: number;
  /** Never used twice within 15 minutes. */
  readonly nonce: string;
  readonly format?: 'JSON' | 'XML' | undefined;
}

/** All parameters to send, the caller's, the common ones and `Signature`: in the query or as the form body. */
export function signRpc(request: RpcRequest): Record<string, string> {
  const { credentials } = request;
  const parameters: Record<string, string> = {
    ...request.parameters,
    Action: request.action,
    Version: request.version,
    Format: request.format ?? 'JSON',
    AccessKeyId: credentials.id,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: request.nonce,
    Timestamp: acsTime(request.timestampMs),
    ...(credentials.token === undefined ? {} : { SecurityToken: credentials.token }),
  };
  return { ...parameters, Signature: rpcSignature(request.method, parameters, credentials.secret) };
}
