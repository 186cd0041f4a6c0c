import { randomUUID } from 'node:crypto';
import { apiGatewaySignature, apiGatewayStringToSign } from '../core/providers/alibaba/apiGateway.ts';
import type { AlibabaAccount, AlibabaOptions } from './alibabaAccess.ts';
import { ecsError, isTimely, Nonces, runEcs } from './alibabaAccess.ts';
import { ApiError } from './apiError.ts';
import type { Answer, Call, Incoming, Protocol } from './exchange.ts';
import { formAndQuery, header, pickHeaders, sameText } from './verify.ts';

const route = '/apsara/route/Ecs/';
/** How the gateway numbers its own refusals; any other code is the service's behind it. */
const gatewayCode = /^[A-Z]\d{3}[A-Z0-9]{2}$/;

/**
 * An Alibaba API Gateway in front of an Apsara stack: a path per action, a form body, X-Ca headers. Its refusals
 * are in headers, with no body, and a wrong signature is told together with the text that should have been signed.
 */
export class GatewayProtocol implements Protocol {
  readonly #options: AlibabaOptions;
  readonly #nonces = new Nonces();

  constructor(options: AlibabaOptions) {
    this.#options = options;
  }

  read(incoming: Incoming): Call | undefined {
    if (!incoming.path.startsWith(route)) {
      return undefined;
    }
    const action = incoming.path.slice(route.length);
    return { protocol: 'apiGateway', service: 'ecs', action, parameters: formAndQuery(incoming) };
  }

  answer(incoming: Incoming, call: Call, now: number): Answer {
    if (incoming.method !== 'POST') {
      throw new ApiError('I404NF', `API not found for ${incoming.method} ${incoming.path}`, 404);
    }
    const account = this.#authenticate(incoming, now);
    const answer = runEcs(this.#options, account, call.action, call.parameters, now);
    return { ...answer, headers: { 'X-Ca-Request-Id': randomUUID().toUpperCase() } };
  }

  refuse(code: string, message: string, status: number): Answer {
    const id = { 'X-Ca-Request-Id': randomUUID().toUpperCase() };
    const inHeader = message.replaceAll('\n', '#').replace(/[^\x20-\x7e]/g, '?');
    return gatewayCode.test(code)
      ? { status, headers: { ...id, 'X-Ca-Error-Code': code, 'X-Ca-Error-Message': inHeader }, body: '' }
      : { ...ecsError(code, message, status), headers: id };
  }

  #authenticate(incoming: Incoming, now: number): AlibabaAccount {
    const { headers } = incoming;
    const key = header(headers['x-ca-key']);
    const signature = header(headers['x-ca-signature']);
    if (key === '' || signature === '') {
      throw new ApiError('A400MA', 'Need authorization, X-Ca-Key and X-Ca-Signature are required', 400);
    }
    const account = this.#options.accounts.find(({ credentials }) => credentials.id === key);
    if (account === undefined) {
      throw new ApiError('A400IK', 'Invalid AppKey', 400);
    }
    if (!['', 'RELEASE', 'PRE', 'TEST'].includes(header(headers['x-ca-stage']))) {
      throw new ApiError('I400SG', 'Invalid Stage', 400);
    }
    const timestamp = header(headers['x-ca-timestamp']);
    if (timestamp !== '' && !isTimely(Number(timestamp), now)) {
      throw new ApiError('S403TE', 'X-Ca-Timestamp is expired', 403);
    }
    const signed = {
      secret: account.credentials.secret,
      method: incoming.method,
      accept: header(headers.accept),
      contentType: header(headers['content-type']),
      contentMd5: header(headers['content-md5']),
      date: header(headers.date),
      headers: pickHeaders(header(headers['x-ca-signature-headers']).split(',').filter(Boolean), headers),
      path: incoming.path,
      parameters: formAndQuery(incoming),
    };
    if (!sameText(apiGatewaySignature(signed), signature)) {
      const text = apiGatewayStringToSign(signed);
      throw new ApiError('A403IS', `Invalid Signature, Server StringToSign:\`${text}\``, 403);
    }
    const nonce = header(headers['x-ca-nonce']);
    if (nonce !== '' && !this.#nonces.take(nonce, now)) {
      throw new ApiError('S403NU', 'Nonce Used', 403);
    }
    return account;
  }
}
