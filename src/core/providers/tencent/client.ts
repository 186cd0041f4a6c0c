import { isObject, type JsonObject, jsonOf, keysOf, textOf, unreadable } from '../../http/answer.ts';
import type { Lane } from '../../http/requestBudget.ts';
import type { HttpAnswer } from '../../http/sendRequest.ts';
import { withoutSecrets } from '../../http/withoutSecrets.ts';
import { CloudError } from '../../model/errors.ts';
import { type ApiCall, ApiClient, type ApiProduct, type SignedRequest } from '../apiClient.ts';
import type { ServiceContext } from '../context.ts';
import type { Credentials } from '../service.ts';
import { errorKindOf } from './errorKind.ts';
import { signTc3 } from './tc3.ts';

/** A product of Tencent Cloud API 3.0. Its `service` is host prefix and signing scope: `mps`, `vod`, `yunjing`. */
export interface TencentProduct extends ApiProduct {
  readonly version: string;
}

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

  /** A read: repeated when throttled or when it failed for a passing reason. Resolves to the `Response` object. */
  read(action: string, parameters: JsonObject, signal: AbortSignal, lane?: Lane): Promise<JsonObject> {
    return this.#client.read(this.#call(action, parameters), signal, lane);
  }

  /** One call, repeated only when the signature's time was refused. Resolves to the `Response` object. */
  call(action: string, parameters: JsonObject, signal: AbortSignal, lane?: Lane): Promise<JsonObject> {
    return this.#client.call(this.#call(action, parameters), signal, lane);
  }

  #call(action: string, parameters: JsonObject): ApiCall<JsonObject> {
    const body = JSON.stringify(parameters);
    return {
      action,
      sign: (credentials, timestampMs) => this.#sign(action, body, credentials, timestampMs),
      open: (answer, secrets) => {
        const error = this.#errorOf(action, answer, secrets);
        if (error !== undefined) {
          throw error;
        }
        return responseOf(answer);
      },
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
  #errorOf(action: string, answer: HttpAnswer, secrets: readonly string[]): CloudError | undefined {
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
      action: this.#client.nameOf({ action }),
    });
  }
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
