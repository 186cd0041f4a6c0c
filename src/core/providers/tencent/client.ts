import { isObject, type JsonObject, jsonOf, keysOf, textOf, unreadable } from '../../http/answer.ts';
import { RateLimiter } from '../../http/requestBudget.ts';
import { withRetries } from '../../http/retry.ts';
import { exchange, type HttpAnswer } from '../../http/sendRequest.ts';
import { withoutSecrets } from '../../http/withoutSecrets.ts';
import { CloudError } from '../../model/errors.ts';
import type { ServiceContext } from '../context.ts';
import { errorKindOf } from './errorKind.ts';
import { signTc3 } from './tc3.ts';

/** A product of Tencent Cloud API 3.0. */
export interface TencentProduct {
  /** Host prefix and signing scope: `mps`, `vod`, `yunjing`. */
  readonly service: string;
  readonly version: string;
  /** Ours, well under the product's own, which the user's other tools share. */
  readonly requestsPerSecond: number;
}

const contentType = 'application/json; charset=utf-8';

/** Calls the actions of one product for one account: signs, keeps the rate, retries reads, explains failures. */
export class TencentClient {
  readonly #context: ServiceContext;
  readonly #product: TencentProduct;
  readonly #url: URL;
  readonly #limiter: RateLimiter;
  /** Server time minus ours, learnt from a refused signature. */
  #clockOffsetMs = 0;

  constructor(context: ServiceContext, product: TencentProduct) {
    const { account, config, clock } = context;
    const domain = account.site === 'china' ? 'tencentcloudapi.com' : 'intl.tencentcloudapi.com';
    this.#context = context;
    this.#product = product;
    this.#url = config.endpoint ?? new URL(`https://${product.service}.${domain}/`);
    this.#limiter = new RateLimiter(product.requestsPerSecond, clock);
  }

  /** A read: repeated when throttled or when it failed for a passing reason. Resolves to the `Response` object. */
  read(action: string, parameters: JsonObject, signal: AbortSignal): Promise<JsonObject> {
    const { clock, log } = this.#context;
    return withRetries(
      () => this.call(action, parameters, signal),
      clock,
      signal,
      ({ error, resumesAt }) =>
        log(`${this.#name(action)}: ${error.summary}; trying again at ${new Date(resumesAt).toISOString()}`),
    );
  }

  /** One call, repeated only when the signature's time was refused. Resolves to the `Response` object. */
  async call(action: string, parameters: JsonObject, signal: AbortSignal): Promise<JsonObject> {
    const first = await this.#exchange(action, parameters, signal);
    const error = this.#errorOf(action, first);
    if (error === undefined) {
      return responseOf(first.answer);
    }
    const serverTime = error.kind === 'clock' ? Date.parse(first.answer.header('date') ?? '') : Number.NaN;
    if (Number.isNaN(serverTime)) {
      throw error;
    }
    this.#clockOffsetMs = serverTime - this.#context.clock.now();
    const second = await this.#exchange(action, parameters, signal);
    const again = this.#errorOf(action, second);
    if (again !== undefined) {
      throw again;
    }
    return responseOf(second.answer);
  }

  async #exchange(action: string, parameters: JsonObject, signal: AbortSignal): Promise<Exchange> {
    const { clock, credentials, fetch, language, log } = this.#context;
    await this.#limiter.turn(signal);
    const keyPair = await credentials(signal);
    const body = JSON.stringify(parameters);
    const headers = signTc3({
      credentials: keyPair,
      service: this.#product.service,
      host: this.#url.host,
      action,
      version: this.#product.version,
      timestamp: Math.floor((clock.now() + this.#clockOffsetMs) / 1000),
      contentType,
      body,
      language,
    });
    const started = clock.now();
    const answer = await exchange(fetch, { method: 'POST', url: this.#url, headers, body }, clock, signal);
    log(`${this.#name(action)}: HTTP ${answer.status} after ${clock.now() - started} ms`);
    const authorization = headers.Authorization ?? '';
    const signature = authorization.slice(authorization.lastIndexOf('=') + 1);
    return { answer, secrets: [authorization, signature, keyPair.secret, keyPair.token ?? ''] };
  }

  /** HTTP is 200 for failures too: it is `Response.Error` that tells. */
  #errorOf(action: string, { answer, secrets }: Exchange): CloudError | undefined {
    const response = jsonOf(answer).Response;
    if (!isObject(response) || !isObject(response.Error)) {
      return undefined;
    }
    const shown = (value: unknown): string | undefined => {
      const text = textOf(value);
      return text === undefined ? undefined : withoutSecrets(text, secrets);
    };
    const code = shown(response.Error.Code) ?? 'UnknownError';
    return new CloudError({
      kind: errorKindOf(code),
      code,
      message: shown(response.Error.Message) ?? 'The service gave no message',
      requestId: shown(response.RequestId),
      action: this.#name(action),
    });
  }

  #name(action: string): string {
    return `${this.#product.service}:${action}`;
  }
}

interface Exchange {
  readonly answer: HttpAnswer;
  /** What was sent, or signed with, and must not come back in a message. */
  readonly secrets: readonly string[];
}

function responseOf(answer: HttpAnswer): JsonObject {
  const body = jsonOf(answer);
  const requestId = textOf(body.RequestId);
  if (!isObject(body.Response)) {
    throw unreadable(answer, `The answer has no Response in it (${keysOf(body)})`, requestId);
  }
  if (answer.status !== 200) {
    const what = `The answer came with HTTP status ${answer.status} and without an error code`;
    throw unreadable(answer, what, textOf(body.Response.RequestId));
  }
  return body.Response;
}
