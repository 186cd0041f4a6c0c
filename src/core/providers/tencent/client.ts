import { isObject, type JsonObject, jsonOf, keysOf, textOf, unreadable } from '../../http/answer.ts';
import { memberSpan } from '../../http/jsonText.ts';
import type { Lane } from '../../http/requestBudget.ts';
import type { HttpAnswer } from '../../http/sendRequest.ts';
import { CloudError } from '../../model/errors.ts';
import { phrase } from '../../model/phrase.ts';
import { words } from '../../model/words.ts';
import { type ApiCall, ApiClient, type ApiProduct, type SignedRequest } from '../apiClient.ts';
import type { ServiceContext } from '../context.ts';
import type { Credentials } from '../service.ts';
import { errorKindOf } from './errorKind.ts';
import { signTc3 } from './tc3.ts';

/** A product of Tencent Cloud API 3.0. Its `service` is host prefix and signing scope: `mps`, `vod`, `yunjing`. */
export interface TencentProduct extends ApiProduct {
  readonly version: string;
}

/** What an action has answered. */
export interface TencentAnswer {
  /** The `Response` object. */
  readonly response: JsonObject;
  /** The same as it was sent. */
  readonly text: string;
}

/** Takes out of an answer what the caller wants; what it throws is kept free of secrets like any other error. */
export type ReadTencentAnswer<T> = (answer: TencentAnswer) => T;

const contentType = 'application/json; charset=utf-8';

/** Calls the actions of one product for one account. */
export class TencentClient {
  readonly #context: ServiceContext;
  readonly #product: TencentProduct;
  readonly #url: URL;
  readonly #client: ApiClient;

  constructor(context: ServiceContext, product: TencentProduct) {
    const { account, config } = context;
    const domain = account.site === 'china' ? 'tencentcloudapi.com' : 'intl.tencentcloudapi.com';
    this.#context = context;
    this.#product = product;
    this.#url = config.endpoint ?? new URL(`https://${product.service}.${domain}/`);
    this.#client = new ApiClient(context, product);
  }

  /** A read: repeated when throttled or when it failed for a passing reason. */
  read<T>(
    action: string,
    parameters: JsonObject,
    signal: AbortSignal,
    read: ReadTencentAnswer<T>,
    lane?: Lane,
  ): Promise<T> {
    return this.#client.read(this.#call(action, parameters, read), signal, lane);
  }

  /** One call, repeated only when the signature's time was refused. */
  call<T>(
    action: string,
    parameters: JsonObject,
    signal: AbortSignal,
    read: ReadTencentAnswer<T>,
    lane?: Lane,
  ): Promise<T> {
    return this.#client.call(this.#call(action, parameters, read), signal, lane);
  }

  #call<T>(action: string, parameters: JsonObject, read: ReadTencentAnswer<T>): ApiCall<T> {
    const body = JSON.stringify(parameters);
    return {
      action,
      sign: (credentials, timestampMs) => this.#sign(action, body, credentials, timestampMs),
      open: (answer) => read(this.#openAnswer(action, answer)),
    };
  }

  #sign(action: string, body: string, credentials: Credentials, timestampMs: number): SignedRequest {
    const headers = signTc3({
      credentials,
      service: this.#product.service,
      host: this.#url.host,
      action,
      version: this.#product.version,
      timestamp: Math.floor(timestampMs / 1000),
      contentType,
      body,
      language: this.#context.language,
    });
    const authorization = headers.Authorization ?? '';
    const signature = authorization.slice(authorization.lastIndexOf('=') + 1);
    return {
      request: { method: 'POST', url: this.#url, headers, body },
      secrets: [authorization, signature, credentials.secret, credentials.token ?? ''],
    };
  }

  /** HTTP is 200 for failures too: it is `Response.Error` that tells. */
  #openAnswer(action: string, answer: HttpAnswer): TencentAnswer {
    const body = jsonOf(answer);
    const response = isObject(body.Response) ? body.Response : undefined;
    // A gateway in front of the API refuses without a Response around it.
    const { RequestId } = response ?? body;
    const failure =
      response === undefined ? (body.Error ?? (hasFailed(body) ? body : undefined)) : response.Error;
    const requestId = textOf(RequestId);
    if (isObject(failure)) {
      const code = textOf(failure.Code) ?? 'UnknownError';
      const message = textOf(failure.Message);
      throw new CloudError({
        kind: errorKindOf(code, message ?? '', answer.status),
        code,
        message: message ?? words(phrase('The service gave no message')),
        requestId,
        action: this.#client.nameOf({ action }),
      });
    }
    if (response === undefined) {
      const what = words(phrase('The answer has no {0} in it ({1})'), 'Response', keysOf(body));
      throw unreadable(answer, what, requestId);
    }
    if (answer.status !== 200) {
      const status = String(answer.status);
      const what = words(phrase('The answer came with HTTP status {0} and without an error code'), status);
      throw unreadable(answer, what, requestId);
    }
    const span = memberSpan(answer.text, 'Response');
    return { response, text: answer.text.slice(span?.start, span?.end) };
  }
}

/** By a code of its own that is none of success. */
function hasFailed({ Code }: JsonObject): boolean {
  return !/^(0|200|ok|success)?$/i.test(textOf(Code) ?? '');
}
