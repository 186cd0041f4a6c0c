import { randomUUID } from 'node:crypto';
import type { SignedRequest } from '../apiClient.ts';
import type { Credentials } from '../service.ts';
import { signAcs3 } from './acs3.ts';
import { signApiGateway } from './apiGateway.ts';
import { encodeSorted } from './percentEncode.ts';
import { signRpc } from './rpc.ts';

export interface UnsignedCall {
  readonly action: string;
  readonly version: string;
  /** With the path, without a query. */
  readonly url: URL;
  readonly parameters: Readonly<Record<string, string>>;
  /** Where the parameters go: the public cloud reads them from the query, a stack from the form. */
  readonly place: 'query' | 'form';
  readonly headers: Readonly<Record<string, string>>;
  readonly timestampMs: number;
}

const form = 'application/x-www-form-urlencoded; charset=UTF-8';
const json = 'application/json';

type Signer = (call: UnsignedCall, credentials: Credentials) => SignedRequest;

/** The three ways an endpoint can want to be asked. */
export const signedRequest: Readonly<Record<'apiGateway' | 'rpc' | 'acs3', Signer>> = {
  apiGateway: (call, credentials) => {
    const nonce = randomUUID();
    const headers = signApiGateway({
      credentials,
      method: 'POST',
      path: call.url.pathname,
      accept: json,
      contentType: form,
      parameters: call.parameters,
      extraHeaders: call.headers,
      timestampMs: call.timestampMs,
      nonce,
    });
    return {
      request: { method: 'POST', url: call.url, headers, body: encodeSorted(call.parameters) },
      secrets: [...secretsOf(credentials, call), headers['x-ca-signature'] ?? '', nonce],
    };
  },

  rpc: (call, credentials) => {
    const nonce = randomUUID();
    const { action, version, parameters, timestampMs } = call;
    const signed = signRpc({ credentials, method: 'POST', action, version, parameters, timestampMs, nonce });
    return {
      request: {
        method: 'POST',
        url: call.url,
        headers: { ...call.headers, accept: json, 'content-type': form },
        body: encodeSorted(signed),
      },
      secrets: [...secretsOf(credentials, call), signed.Signature ?? '', nonce],
    };
  },

  acs3: (call, credentials) => {
    const nonce = randomUUID();
    const inForm = call.place === 'form';
    const encoded = encodeSorted(call.parameters);
    const url = new URL(call.url);
    url.search = inForm ? '' : encoded;
    const body = inForm ? encoded : undefined;
    const headers = signAcs3({
      credentials,
      method: 'POST',
      host: url.host,
      path: url.pathname,
      query: inForm ? {} : call.parameters,
      body: body ?? '',
      ...(inForm ? { contentType: form } : {}),
      headers: call.headers,
      action: call.action,
      version: call.version,
      timestampMs: call.timestampMs,
      nonce,
    });
    const signature = headers.authorization?.split('Signature=')[1] ?? '';
    return {
      request: { method: 'POST', url, headers: { ...headers, accept: json }, body },
      secrets: [...secretsOf(credentials, call), headers.authorization ?? '', signature, nonce],
    };
  },
};

function secretsOf({ secret, token }: Credentials, { headers }: UnsignedCall): readonly string[] {
  return [secret, token ?? '', ...Object.values(headers)];
}
