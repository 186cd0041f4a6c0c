import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { acs3Refusal, gatewayRefusal, type Received, rpcRefusal } from './alibabaCheck.ts';
import { asNative, type Shape } from './ecsShapes.ts';
import { type EcsTask, numberedPage } from './ecsTasks.ts';
import { type Answer, right } from './foreignAnswers.ts';
import { LoopbackServer, type ServerCertificate } from './loopbackServer.ts';
import type { KeyPair } from './tc3Check.ts';

export interface EcsRequest extends Received {
  readonly action: string;
  /** Of the query and of the form. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly requestId: string;
}

export interface ForeignAlibabaOptions {
  readonly keys: KeyPair;
  readonly signature: 'acs3' | 'rpc' | 'apiGateway';
  /** What `TaskStatus` filters by; other values take no effect. */
  readonly filters?: readonly string[];
  readonly shape?: Shape;
  /** Whether it has `DescribeTaskAttribute`. */
  readonly hasAttribute?: boolean;
  /** How far its clock is ahead, in milliseconds. */
  readonly aheadMs?: number;
  /** Makes it an https server. */
  readonly tls?: ServerCertificate;
}

const checks = { acs3: acs3Refusal, rpc: rpcRefusal, apiGateway: gatewayRefusal };
const allStatuses = ['Pending', 'Processing', 'Finished', 'Failed', 'Paused', 'Deleted'];

/**
 * A server that speaks ECS `DescribeTasks` and `DescribeTaskAttribute` with any of the three signatures, written from
 * the vendor's pages and independent of the product. Its list is what a test has put there, newest first.
 */
export class ForeignAlibaba extends LoopbackServer {
  readonly requests: EcsRequest[] = [];
  tasks: readonly EcsTask[] = [];
  readonly #options: ForeignAlibabaOptions;
  readonly #nonces = new Set<string>();
  readonly #answers = new Map<string, Answer>();

  constructor(options: ForeignAlibabaOptions) {
    super(options.tls);
    this.#options = options;
  }

  static start(options: ForeignAlibabaOptions): Promise<ForeignAlibaba> {
    return new ForeignAlibaba(options).listen();
  }

  /** Answers lists of a status in another way. */
  answer(status: string, answer: Answer): this {
    this.#answers.set(status, answer);
    return this;
  }

  listsOf(status: string): readonly EcsRequest[] {
    return this.requests.filter(
      ({ action, parameters }) => action === 'DescribeTasks' && parameters.TaskStatus === status,
    );
  }

  protected override serve(incoming: IncomingMessage, body: string, response: ServerResponse): void {
    const now = Date.now() + (this.#options.aheadMs ?? 0);
    response.setHeader('Date', new Date(now).toUTCString());
    const request = this.#received(incoming, body);
    this.requests.push(request);
    const { action, parameters, requestId } = request;
    const refusal = checks[this.#options.signature](request, { keys: this.#options.keys, now });
    const nonce =
      parameters.SignatureNonce ?? request.headers['x-acs-signature-nonce'] ?? request.headers['x-ca-nonce'];
    const isNew = typeof nonce === 'string' && !this.#nonces.has(nonce);
    this.#nonces.add(String(nonce));
    if (refusal !== undefined || !isNew) {
      this.#refuse(response, refusal?.code ?? 'SignatureNonceUsed', refusal?.message ?? 'Used', requestId);
      return;
    }
    const native = action === 'DescribeTasks' ? this.#page(parameters) : this.#attribute(action, parameters);
    if (native === undefined) {
      this.#refuse(response, 'InvalidAction.NotFound', 'Specified api is not found.', requestId, 404);
      return;
    }
    const shape = this.#options.shape ?? asNative;
    const answer = this.#answers.get(parameters.TaskStatus ?? '') ?? right;
    answer({ response, requestId, right: JSON.stringify(shape(native, requestId)) });
  }

  #received({ headers, method = '', url = '/' }: IncomingMessage, body: string): EcsRequest {
    const { pathname: path, searchParams: query } = new URL(url, 'http://gateway.invalid');
    const parameters = Object.fromEntries([...query, ...new URLSearchParams(body)]);
    const named = parameters.Action ?? headers['x-acs-action'];
    const action = typeof named === 'string' ? named : path.slice(path.lastIndexOf('/') + 1);
    return { method, path, query, headers, body, action, parameters, requestId: randomUUID().toUpperCase() };
  }

  #page({ PageNumber, PageSize, TaskIds, TaskStatus = '' }: EcsRequest['parameters']): object {
    const filters = this.#options.filters ?? allStatuses;
    const ids = TaskIds?.split(',');
    const listed = this.tasks.filter(
      (task) =>
        (ids?.includes(task.TaskId) ?? true) &&
        (!filters.includes(TaskStatus) || task.TaskStatus === TaskStatus),
    );
    return numberedPage(listed, Number(PageNumber), Number(PageSize));
  }

  #attribute(action: string, { TaskId }: EcsRequest['parameters']): object | undefined {
    const task = this.tasks.find((candidate) => candidate.TaskId === TaskId);
    return action === 'DescribeTaskAttribute' && this.#options.hasAttribute !== false && task !== undefined
      ? { ...task, TaskProcess: '100%', SuccessCount: 1, FailedCount: 0 }
      : undefined;
  }

  #refuse(response: ServerResponse, Code: string, Message: string, RequestId: string, status = 403): void {
    if (this.#options.signature === 'apiGateway') {
      response
        .writeHead(status, {
          'X-Ca-Error-Code': Code,
          'X-Ca-Error-Message': Message,
          'X-Ca-Request-Id': RequestId,
        })
        .end();
      return;
    }
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ Code, Message, RequestId, HostId: 'ecs.foreign.example' }));
  }
}
