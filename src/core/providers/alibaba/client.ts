import type { Lane } from '../../http/requestBudget.ts';
import { type ApiCall, ApiClient } from '../apiClient.ts';
import type { ServiceContext } from '../context.ts';
import { type OpenedAnswer, openAnswer } from './openAnswer.ts';
import { signedRequest } from './signedRequest.ts';

/** What the client leaves to the service: where and how it is asked. */
export interface AlibabaEndpoint {
  readonly service: string;
  readonly version: string;
  readonly signature: keyof typeof signedRequest;
  readonly place: 'query' | 'form';
  /** Sent with each request, besides those that sign it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly urlOf: (action: string) => URL;
  readonly requestsPerSecond: number;
}

/** Takes out of an answer what the caller wants; what it throws is kept free of secrets like any other error. */
export type ReadAnswer<T> = (answer: OpenedAnswer) => T;

/** Calls the actions of one endpoint for one account. */
export class AlibabaClient {
  readonly #endpoint: AlibabaEndpoint;
  readonly #client: ApiClient;

  constructor(context: ServiceContext, endpoint: AlibabaEndpoint) {
    this.#endpoint = endpoint;
    this.#client = new ApiClient(context, endpoint);
  }

  /** A read: repeated when throttled or when it failed for a passing reason. `field` is what its answer has. */
  read<T>(
    action: string,
    parameters: Readonly<Record<string, string>>,
    field: string,
    signal: AbortSignal,
    read: ReadAnswer<T>,
    lane?: Lane,
  ): Promise<T> {
    const { version, signature, place, headers, urlOf } = this.#endpoint;
    const call: ApiCall<T> = {
      action,
      sign: (credentials, timestampMs) =>
        signedRequest[signature](
          { action, version, url: urlOf(action), parameters, place, headers, timestampMs },
          credentials,
        ),
      open: (answer) => read(openAnswer(answer, { action: this.#client.nameOf(call), field })),
    };
    return this.#client.read(call, signal, lane);
  }
}
