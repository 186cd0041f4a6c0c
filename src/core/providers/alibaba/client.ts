import { RateLimiter } from '../../http/requestBudget.ts';
import { withRetries } from '../../http/retry.ts';
import { exchange } from '../../http/sendRequest.ts';
import { CloudError } from '../../model/errors.ts';
import type { ServiceContext } from '../context.ts';
import { type OpenedAnswer, openAnswer } from './openAnswer.ts';
import { signedRequest } from './signedRequest.ts';

/** What the client leaves to the service: where and how it is asked. */
export interface AlibabaEndpoint {
  readonly service: string;
  readonly version: string;
  readonly signature: keyof typeof signedRequest;
  readonly place: 'query' | 'form';
  readonly urlOf: (action: string) => URL;
  readonly requestsPerSecond: number;
}

/** Calls the actions of one endpoint for one account: signs, keeps the rate, retries, explains failures. */
export class AlibabaClient {
  readonly #context: ServiceContext;
  readonly #endpoint: AlibabaEndpoint;
  readonly #limiter: RateLimiter;
  /** Server time minus ours, learnt from a refused signature. */
  #clockOffsetMs = 0;

  constructor(context: ServiceContext, endpoint: AlibabaEndpoint) {
    this.#context = context;
    this.#endpoint = endpoint;
    this.#limiter = new RateLimiter(endpoint.requestsPerSecond, context.clock);
  }

  /** A read: repeated when throttled or when it failed for a passing reason. `field` is what its answer has. */
  read(
    action: string,
    parameters: Readonly<Record<string, string>>,
    field: string,
    signal: AbortSignal,
  ): Promise<OpenedAnswer> {
    const { clock, log } = this.#context;
    return withRetries(
      () => this.#call(action, parameters, field, signal),
      clock,
      signal,
      ({ error, resumesAt }) =>
        log(`${this.#name(action)}: ${error.summary}; trying again at ${new Date(resumesAt).toISOString()}`),
    );
  }

  /** One call, repeated only when the signature's time or nonce was refused. */
  async #call(
    action: string,
    parameters: Readonly<Record<string, string>>,
    field: string,
    signal: AbortSignal,
  ): Promise<OpenedAnswer> {
    const first = await this.#exchange(action, parameters, signal);
    try {
      return first.open(field);
    } catch (error) {
      if (!(error instanceof CloudError) || error.kind !== 'clock') {
        throw error;
      }
      if (!Number.isNaN(first.serverTime)) {
        this.#clockOffsetMs = first.serverTime - this.#context.clock.now();
      }
    }
    return (await this.#exchange(action, parameters, signal)).open(field);
  }

  async #exchange(action: string, parameters: Readonly<Record<string, string>>, signal: AbortSignal) {
    const { clock, config, credentials, fetch, log } = this.#context;
    const { version, signature, place, urlOf } = this.#endpoint;
    await this.#limiter.turn(signal);
    const call = {
      action,
      version,
      url: urlOf(action),
      parameters,
      place,
      headers: config.headers ?? {},
      timestampMs: clock.now() + this.#clockOffsetMs,
    };
    const { request, secrets } = signedRequest[signature](call, await credentials(signal));
    const started = clock.now();
    const answer = await exchange(fetch, request, clock, signal);
    log(`${this.#name(action)}: HTTP ${answer.status} after ${clock.now() - started} ms`);
    return {
      serverTime: Date.parse(answer.header('date') ?? ''),
      open: (field: string) => openAnswer(answer, { action: this.#name(action), field, secrets }),
    };
  }

  #name(action: string): string {
    return `${this.#endpoint.service}:${action}`;
  }
}
