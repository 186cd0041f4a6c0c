import { inJson } from '../http/answer.ts';
import { Redactor } from '../http/redactor.ts';
import type { Lane } from '../http/requestBudget.ts';
import { withRetries } from '../http/retry.ts';
import { retryAfterOf } from '../http/retryAfter.ts';
import { exchange, type HttpAnswer, type HttpRequest } from '../http/sendRequest.ts';
import { ServerClock, TimeRefusal } from '../http/serverClock.ts';
import { errorPolicy } from '../model/errorPolicy.ts';
import { CloudError } from '../model/errors.ts';
import type { ServiceContext } from './context.ts';
import type { Credentials } from './service.ts';

export interface SignedRequest {
  readonly request: HttpRequest;
  /** What was sent, or signed with, and the headers of the setting: nothing that is shown may repeat them. */
  readonly secrets: readonly string[];
}

/** One call, in the protocol of its cloud. */
export interface ApiCall<T> {
  readonly action: string;
  readonly sign: (credentials: Credentials, timestampMs: number) => SignedRequest;
  /** Reads the answer; throws the CloudError that it is. */
  readonly open: (answer: HttpAnswer) => T;
}

export interface ApiProduct {
  /** `mps`: counted together, and named in errors. */
  readonly service: string;
  /** Ours, well under the product's own, which the user's other tools share. */
  readonly requestsPerSecond: number;
}

/** Makes the calls of one account to one product: in their turn, signed with the right time, reads repeated. */
export class ApiClient {
  readonly #context: ServiceContext;
  readonly #product: ApiProduct;
  readonly #time: ServerClock;

  constructor(context: ServiceContext, product: ApiProduct) {
    this.#context = context;
    this.#product = product;
    this.#time = new ServerClock(context.clock);
  }

  /** A read: repeated when throttled or when it failed for a passing reason. */
  read<T>(call: ApiCall<T>, signal: AbortSignal, lane?: Lane): Promise<T> {
    const { clock, log } = this.#context;
    return withRetries(
      (waited) => this.call(call, signal, lane, waited),
      clock,
      signal,
      ({ error, resumesAt }) =>
        log(`${this.nameOf(call)}: ${error.summary}; trying again at ${new Date(resumesAt).toISOString()}`),
    );
  }

  /** One call, repeated only when the signature's time was refused. */
  call<T>(
    call: ApiCall<T>,
    signal: AbortSignal,
    lane: Lane = 'visible',
    waited?: (ms: number) => void,
  ): Promise<T> {
    return this.#time.ask(async (now) => {
      // Read before the turn: a key store that hangs must not take the turns of other accounts.
      const credentials = await this.#context.credentials(signal);
      return this.#inTurn(() => this.#send(call, credentials, now(), signal), signal, lane, waited);
    });
  }

  /** `mps:DescribeTasks` */
  nameOf({ action }: Pick<ApiCall<unknown>, 'action'>): string {
    return `${this.#product.service}:${action}`;
  }

  #inTurn<T>(
    send: () => Promise<T>,
    signal: AbortSignal,
    lane: Lane,
    waited: ((ms: number) => void) | undefined,
  ): Promise<T> {
    const { account, budgets } = this.#context;
    const { service, requestsPerSecond } = this.#product;
    const key = { account: account.id, product: service, perSecond: requestsPerSecond };
    return budgets.run(key, lane, signal, send, waited);
  }

  async #send<T>(
    call: ApiCall<T>,
    credentials: Credentials,
    timestampMs: number,
    signal: AbortSignal,
  ): Promise<T | TimeRefusal> {
    const { clock, fetch, log } = this.#context;
    const { request, secrets } = call.sign(credentials, timestampMs);
    const redacted = (error: unknown): unknown => new Redactor(secrets).error(error);
    const started = clock.monotonic();
    const answer = await exchange(fetch, request, clock, signal).catch((error: unknown) => {
      throw redacted(error);
    });
    log(`${this.nameOf(call)}: HTTP ${answer.status} after ${Math.round(clock.monotonic() - started)} ms`);
    try {
      return call.open(await inJson(answer));
    } catch (thrown) {
      const error = redacted(thrown);
      if (!(error instanceof CloudError)) {
        throw error;
      }
      if (error.kind === 'clock') {
        return new TimeRefusal(error, answer.header('date'));
      }
      const retryAfterMs = errorPolicy[error.kind].retried ? retryAfterOf(answer, clock.now()) : undefined;
      throw retryAfterMs === undefined ? error : error.retryableAfter(retryAfterMs);
    }
  }
}
