import { randomUUID } from 'node:crypto';
import type { Credentials } from '../core/providers/service.ts';
import { tc3Signature } from '../core/providers/tencent/tc3.ts';
import { ApiError } from './apiError.ts';
import type { Answer, Call, Incoming, Protocol } from './exchange.ts';
import type { RequestRate } from './requestRate.ts';
import { parseAuthorization } from './tc3Authorization.ts';
import type { Caller, TencentService } from './tencentService.ts';
import { header, pickHeaders, sameText } from './verify.ts';

export interface TencentAccount {
  readonly credentials: Credentials;
  readonly site: Caller['site'];
}

export interface TencentProtocolOptions {
  readonly services: readonly TencentService[];
  readonly accounts: readonly TencentAccount[];
  readonly rate: RequestRate;
  /** Requests a second and service in place of the documented ones. */
  readonly requestsPerSecond: number | undefined;
}

const tolerance = 300;

/** Tencent Cloud API 3.0: `POST /`, TC3-HMAC-SHA256, HTTP 200 for errors too. */
export class TencentProtocol implements Protocol {
  readonly #options: TencentProtocolOptions;

  constructor(options: TencentProtocolOptions) {
    this.#options = options;
  }

  read({ headers, body }: Incoming): Call | undefined {
    const action = header(headers['x-tc-action']);
    if (action === '' && !header(headers.authorization).startsWith('TC3-')) {
      return undefined;
    }
    const product = parseAuthorization(header(headers.authorization))?.product ?? '';
    const service = this.#serviceOf(product, header(headers['x-tc-version']), header(headers.host));
    return { protocol: 'tc3', service: service?.name ?? '', action, parameters: parseBody(body) ?? {} };
  }

  answer(incoming: Incoming, call: Call, now: number): Answer {
    return answered(this.#execute(incoming, call, now));
  }

  refuse(code: string, message: string): Answer {
    return answered({ Error: { Code: code, Message: message } });
  }

  #execute(incoming: Incoming, call: Call, now: number): object {
    const { headers, method, path, body } = incoming;
    if (method !== 'POST' || path !== '/') {
      throw new ApiError('UnsupportedProtocol', 'Only POST to the root path is served here.');
    }
    if (!/^application\/json(;|$)/.test(header(headers['content-type']))) {
      throw new ApiError('UnsupportedProtocol', 'The Content-Type has to be application/json.');
    }
    const account = this.#authenticate(incoming, now);
    const product = parseAuthorization(header(headers.authorization))?.product ?? '';
    const version = header(headers['x-tc-version']);
    const service = this.#serviceOf(product, version, header(headers.host));
    if (service === undefined) {
      throw new ApiError('NoSuchProduct', `The product ${product} does not exist.`);
    }
    if (service.version !== version) {
      throw new ApiError('NoSuchVersion', `The version ${version} of ${product} does not exist.`);
    }
    const action = Object.hasOwn(service.actions, call.action) ? service.actions[call.action] : undefined;
    if (action === undefined) {
      throw new ApiError('InvalidAction', `The action ${call.action} does not exist.`);
    }
    const limit = this.#options.requestsPerSecond ?? service.requestsPerSecond;
    if (!this.#options.rate.admit(`${service.name} ${account.credentials.id}`, limit, now)) {
      throw new ApiError(
        'RequestLimitExceeded',
        `Your current request rate exceeds the limit of ${limit} a second.`,
      );
    }
    const parameters = parseBody(body);
    if (parameters === undefined) {
      const code = service.name === 'cwp' ? 'InvalidParameter.ParsingError' : 'InvalidParameter';
      throw new ApiError(code, 'The request body is no JSON object.');
    }
    return action(parameters, { site: account.site });
  }

  #authenticate({ headers, method, query, body }: Incoming, now: number): TencentAccount {
    for (const name of ['x-tc-action', 'x-tc-version', 'x-tc-timestamp', 'authorization']) {
      if (header(headers[name]) === '') {
        throw new ApiError('MissingParameter', `The request is missing the header ${name}.`);
      }
    }
    const authorization = parseAuthorization(header(headers.authorization));
    if (
      authorization === undefined ||
      !['content-type', 'host'].every((name) => authorization.signedHeaders.includes(name))
    ) {
      throw new ApiError(
        'AuthFailure.InvalidAuthorization',
        'The Authorization header is not as the standard has it.',
      );
    }
    const timestamp = Number(header(headers['x-tc-timestamp']));
    if (!Number.isSafeInteger(timestamp) || Math.abs(timestamp - now / 1000) > tolerance) {
      throw new ApiError(
        'AuthFailure.SignatureExpire',
        'The signature has expired: the timestamp is more than 5 minutes off.',
      );
    }
    const account = this.#options.accounts.find(({ credentials }) => credentials.id === authorization.id);
    if (account === undefined) {
      throw new ApiError(
        'AuthFailure.SecretIdNotFound',
        'The SecretId is not found, please ensure that your SecretId is correct.',
      );
    }
    const token = header(headers['x-tc-token']);
    if (!sameText(token, account.credentials.token ?? '')) {
      throw new ApiError('AuthFailure.TokenFailure', 'The token is invalid or has expired.');
    }
    const signed = pickHeaders(authorization.signedHeaders, headers);
    const isOurs = hostsSigned(signed.host ?? '').some((host) => {
      const signature = tc3Signature({
        secret: account.credentials.secret,
        service: authorization.product,
        timestamp,
        method: method === 'GET' ? 'GET' : 'POST',
        query,
        headers: { ...signed, host },
        body,
      });
      return sameText(signature, authorization.signature);
    });
    const today = new Date(timestamp * 1000).toISOString().slice(0, 10);
    if (!isOurs || authorization.date !== today) {
      throw new ApiError(
        'AuthFailure.SignatureFailure',
        'The provided credentials could not be validated. Please check your signature is correct.',
      );
    }
    return account;
  }

  /**
   * The official SDKs take the product from the first label of the host: on an address it is a number that says
   * nothing, and the version has to tell.
   */
  #serviceOf(product: string, version: string, host: string): TencentService | undefined {
    const known = this.#options.services.find(({ products }) => products.includes(product));
    if (known !== undefined || product === '') {
      return known;
    }
    return host.split('.')[0] === product || host.startsWith(`${product}:`)
      ? this.#options.services.find((service) => service.version === version)
      : undefined;
  }
}

/** The Host header as it came, and without its port, which the official SDKs leave out of what they sign. */
function hostsSigned(host: string): readonly string[] {
  const withoutPort = host.replace(/:\d+$/, '');
  return withoutPort === host ? [host] : [host, withoutPort];
}

function parseBody(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = body === '' ? {} : JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function answered(response: object): Answer {
  return { status: 200, body: { Response: { ...response, RequestId: randomUUID() } } };
}
