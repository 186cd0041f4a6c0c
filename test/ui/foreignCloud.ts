import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, refusal, right } from './foreignAnswers.ts';
import { LoopbackServer } from './loopbackServer.ts';
import { type KeyPair, tc3Refusal } from './tc3Check.ts';

export type ForeignService = 'mps' | 'vod';

/** A request as it came. `token` is the ScrollToken, absent for the first page. */
export interface ForeignRequest {
  readonly service: ForeignService;
  readonly action: string;
  readonly status: string | undefined;
  readonly token: string | undefined;
  /** `SubTaskHasFailed`. */
  readonly failed: boolean | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly requestId: string;
}

export interface ForeignPage {
  /** As they are printed, whatever they are. */
  readonly items: readonly unknown[];
  /** The ScrollToken of the page behind it. */
  readonly next?: string | undefined;
  readonly total?: number | string | undefined;
}

type Place = Pick<ForeignRequest, 'service' | 'status' | 'token'>;
type Pattern = Partial<Omit<ForeignRequest, 'parameters' | 'requestId'>>;

interface Script {
  readonly pattern: Pattern;
  readonly answer: Answer;
  times: number;
}

const versions: Readonly<Record<string, ForeignService>> = { '2019-06-12': 'mps', '2018-07-17': 'vod' };

/**
 * A server that speaks Tencent Cloud API 3.0 for MPS and VOD, written from the API pages and independent of the
 * product: what it answers is what a test has put there, page by page, and whatever goes wrong goes wrong by order.
 */
export class ForeignCloud extends LoopbackServer {
  readonly requests: ForeignRequest[] = [];
  readonly #keys: KeyPair;
  readonly #pages = new Map<string, ForeignPage>();
  readonly #details = new Map<string, unknown>();
  readonly #failing = new Set<string>();
  #scripts: Script[] = [];

  constructor(keys: KeyPair) {
    super();
    this.#keys = keys;
  }

  static start(keys: KeyPair): Promise<ForeignCloud> {
    return new ForeignCloud(keys).listen();
  }

  /** The page that stands at a status and a ScrollToken, from now on. */
  put(service: ForeignService, status: string, token: string | undefined, page: ForeignPage): this {
    this.#pages.set(placeKey({ service, status, token }), page);
    return this;
  }

  /** The detail of a task; tasks without one are unknown to the cloud. */
  putDetail(taskId: string, detail: Readonly<Record<string, unknown>>): this {
    this.#details.set(taskId, detail);
    return this;
  }

  /** Finished MPS tasks that `SubTaskHasFailed` is true for. */
  fail(...taskIds: readonly string[]): this {
    for (const id of taskIds) {
      this.#failing.add(id);
    }
    return this;
  }

  /** Answers requests of this kind in another way, a number of times or until {@link mend}. */
  answer(pattern: Pattern, answer: Answer, times = Number.POSITIVE_INFINITY): this {
    this.#scripts.unshift({ pattern, answer, times });
    return this;
  }

  /** Answers everything rightly again. */
  mend(): void {
    this.#scripts = [];
  }

  asked(pattern: Pattern): readonly ForeignRequest[] {
    return this.requests.filter((request) => fits(request, pattern));
  }

  protected override serve(incoming: IncomingMessage, body: string, response: ServerResponse): void {
    const requestId = randomUUID();
    const service = versions[String(incoming.headers['x-tc-version'])];
    const exchange = { response, requestId, right: '' };
    if (incoming.method !== 'POST' || incoming.url !== '/' || service === undefined) {
      refusal('NoSuchVersion')(exchange);
      return;
    }
    const parameters = JSON.parse(body || '{}') as Record<string, unknown>;
    const request: ForeignRequest = {
      service,
      action: String(incoming.headers['x-tc-action']),
      status: stringOf(parameters.Status),
      token: stringOf(parameters.ScrollToken),
      failed: parameters.SubTaskHasFailed as boolean | undefined,
      parameters,
      requestId,
    };
    this.requests.push(request);
    const refused = tc3Refusal(incoming.headers, body, service, this.#keys);
    if (refused !== undefined) {
      refusal(refused)(exchange);
      return;
    }
    const result = this.#resultOf(request);
    const script = this.#scripts.find(({ pattern, times }) => times > 0 && fits(request, pattern));
    if (script !== undefined) {
      script.times--;
    }
    const answer = script?.answer ?? (typeof result === 'string' ? refusal(result) : right);
    answer({ ...exchange, right: JSON.stringify({ Response: { ...Object(result), RequestId: requestId } }) });
  }

  /** The fields of the right answer, or the code of the right error. */
  #resultOf(request: ForeignRequest): object | string {
    const { service, action, status, token, failed, parameters } = request;
    if (action === 'DescribeTaskDetail') {
      const detail = this.#details.get(String(parameters.TaskId));
      const unknown = service === 'mps' ? 'InvalidParameterValue.TaskId' : 'ResourceNotFound';
      return detail === undefined ? unknown : Object(detail);
    }
    if (action !== 'DescribeTasks') {
      return 'InvalidAction';
    }
    if (service === 'mps' && status === undefined) {
      return 'MissingParameter';
    }
    if (failed === true) {
      return { TaskSet: this.#failed(status) };
    }
    const page = this.#pages.get(placeKey({ service, status, token }));
    if (page === undefined) {
      return token === undefined ? { TaskSet: [] } : 'InvalidParameterValue.ScrollToken';
    }
    return {
      TaskSet: failed === false ? page.items.filter((item) => !this.#hasFailed(item)) : page.items,
      ...(page.next === undefined ? {} : { ScrollToken: page.next }),
      ...(page.total === undefined ? {} : { TotalCount: page.total }),
    };
  }

  /** Those of all pages, on one. */
  #failed(status: string | undefined): readonly unknown[] {
    return [...this.#pages]
      .filter(([key]) => key.startsWith(`mps ${status} `))
      .flatMap(([, page]) => page.items)
      .filter((item) => this.#hasFailed(item));
  }

  #hasFailed(item: unknown): boolean {
    return this.#failing.has(String(Object(item).TaskId));
  }
}

function placeKey({ service, status, token }: Place): string {
  return `${service} ${status ?? ''} ${token ?? ''}`;
}

function fits(request: ForeignRequest, pattern: Pattern): boolean {
  return Object.entries(pattern).every(([name, value]) => request[name as keyof ForeignRequest] === value);
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
