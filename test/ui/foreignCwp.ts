import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal, shaped } from './foreignAnswers.ts';
import { LoopbackServer } from './loopbackServer.ts';
import { type KeyPair, tc3Refusal } from './tc3Check.ts';

export interface CwpRequest {
  readonly action: string;
  readonly uuid: string | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly requestId: string;
}

export interface ForeignMachine {
  readonly MachineName: string;
  readonly MachineIp: string;
  readonly MachineStatus: string;
  /** Empty for agents that have long been offline. */
  readonly Uuid: string;
}

/**
 * A server that speaks Tencent Cloud API 3.0 for CWP, written from the API pages and independent of the product. An
 * agent stays in its status until a test says otherwise.
 */
export class ForeignCwp extends LoopbackServer {
  readonly requests: CwpRequest[] = [];
  /** By Uuid: a status, or the code of an error. */
  readonly agents = new Map<string, string>();
  /** How many processes are there to be read, by Uuid. */
  readonly processes = new Map<string, number>();
  machines: readonly ForeignMachine[] = [];
  /** The code of the error that everything is answered with. */
  refusesWith: string | undefined;
  readonly #keys: KeyPair;

  constructor(keys: KeyPair) {
    super();
    this.#keys = keys;
  }

  static start(keys: KeyPair): Promise<ForeignCwp> {
    return new ForeignCwp(keys).listen();
  }

  asked(action: string, uuid?: string): readonly CwpRequest[] {
    return this.requests.filter(
      (request) => request.action === action && (uuid === undefined || request.uuid === uuid),
    );
  }

  protected override serve({ headers }: IncomingMessage, body: string, response: ServerResponse): void {
    const requestId = randomUUID();
    const parameters = JSON.parse(body || '{}') as Record<string, unknown>;
    const action = String(headers['x-tc-action']);
    const uuid = typeof parameters.Uuid === 'string' ? parameters.Uuid : undefined;
    this.requests.push({ action, uuid, parameters, requestId });
    const refused =
      headers['x-tc-version'] === '2018-02-28'
        ? (tc3Refusal(headers, body, 'yunjing', this.#keys) ?? this.refusesWith)
        : 'NoSuchVersion';
    const result = refused ?? this.#resultOf(action, uuid, parameters);
    const answer = typeof result === 'string' ? refusal(result) : shaped(result);
    answer({ response, requestId, right: '' });
  }

  /** The fields of the right answer, or the code of the right error. */
  #resultOf(
    action: string,
    uuid = '',
    { Limit, Offset }: CwpRequest['parameters'],
  ): Record<string, unknown> | string {
    const [from, to] = [Number(Offset ?? 0), Number(Offset ?? 0) + Number(Limit ?? 10)];
    const status = this.agents.get(uuid) ?? 'ResourceNotFound';
    const isKnown = /^[A-Z_]+$/.test(status) || status === 'FailedOperation.ProcessTaskNotFound';
    switch (action) {
      case 'DescribeProcessTaskStatus':
        return /^[A-Z_]+$/.test(status) ? { Status: status } : status;
      case 'CreateProcessTask':
        if (isKnown) {
          this.agents.set(uuid, 'COLLECTING');
        }
        return isKnown ? {} : status;
      case 'DescribeProcesses': {
        const count = this.processes.get(uuid) ?? 0;
        const all = Array.from({ length: count }, (_, index) => foreignProcess(uuid, index));
        return Number(Limit) > 100
          ? 'InvalidParameter'
          : { Processes: all.slice(from, to), TotalCount: count };
      }
      case 'DescribeMachines':
        return { Machines: this.machines.slice(from, to), TotalCount: this.machines.length };
      default:
        return 'InvalidAction';
    }
  }
}

function foreignProcess(Uuid: string, index: number): object {
  return {
    Id: 9000 + index,
    Uuid,
    MachineIp: '10.0.0.7',
    MachineName: 'web-1',
    Pid: String(100 + index),
    Ppid: '1',
    ProcessName: `worker-${index}`,
    Username: 'root',
    Platform: 'LINUX',
    FullPath: `/usr/bin/worker-${index}`,
    CreateTime: '2018-01-01 12:12:12',
  };
}
