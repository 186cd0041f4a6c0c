import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { refusal, right } from './foreignAnswers.ts';
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
export class ForeignCwp {
  readonly requests: CwpRequest[] = [];
  /** By Uuid: a status, or the code of an error. */
  readonly agents = new Map<string, string>();
  /** How many processes are there to be read, by Uuid. */
  readonly processes = new Map<string, number>();
  machines: readonly ForeignMachine[] = [];
  /** The code of the error that everything is answered with. */
  refusesWith: string | undefined;
  readonly #keys: KeyPair;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  constructor(keys: KeyPair) {
    this.#keys = keys;
  }

  static async start(keys: KeyPair): Promise<ForeignCwp> {
    const cloud = new ForeignCwp(keys);
    cloud.#server.listen(0, '127.0.0.1');
    await once(cloud.#server, 'listening');
    return cloud;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  asked(action: string, uuid?: string): readonly CwpRequest[] {
    return this.requests.filter(
      (request) => request.action === action && (uuid === undefined || request.uuid === uuid),
    );
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => {});
    const body = await text(incoming).catch(() => '');
    const { headers } = incoming;
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
    const exchange = { response, requestId, right: '' };
    if (typeof result === 'string') {
      refusal(result)(exchange);
    } else {
      right({ ...exchange, right: JSON.stringify({ Response: { ...result, RequestId: requestId } }) });
    }
  }

  /** The fields of the right answer, or the code of the right error. */
  #resultOf(action: string, uuid = '', { Limit, Offset }: CwpRequest['parameters']): object | string {
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
