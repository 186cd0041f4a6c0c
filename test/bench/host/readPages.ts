import dns from 'node:dns';
import { mps as sdk } from 'tencentcloud-sdk-nodejs-mps';
import { RequestBudgets } from '../../../src/core/http/requestBudget.ts';
import { serviceFetch } from '../../../src/core/http/serviceFetch.ts';
import { systemClock } from '../../../src/core/model/clock.ts';
import type { ServiceContext } from '../../../src/core/providers/context.ts';
import type { Cursor } from '../../../src/core/providers/service.ts';
import { mps } from '../../../src/core/providers/tencent/mps.ts';
import type { ReaderName, Reading, ReadingResult } from '../hostCalls.ts';

const perPage = 100;

/** Reads pages of finished MPS tasks, one after the other, with a client of its own. */
export async function readPages(reader: ReaderName, reading: Reading): Promise<ReadingResult> {
  resolveHere(new URL(reading.endpoint).hostname);
  const started = performance.now();
  const tasks = await (reader === 'sdk'
    ? readBySdk(reading)
    : readByUs(reading, reader === 'oursByNodeFetch'));
  return { ms: performance.now() - started, tasks };
}

async function readByUs(reading: Reading, byNodeFetch: boolean): Promise<number> {
  const config = { kind: 'mps', key: 'mps', endpoint: new URL(reading.endpoint) };
  const context: ServiceContext = {
    account: {
      id: 'bench',
      label: 'Bench',
      cloud: 'tencent',
      site: 'international',
      credentials: { from: 'environment' },
      services: [config],
    },
    config,
    credentials: async () => reading.credentials,
    fetch: serviceFetch(byNodeFetch ? reading.caFile : undefined),
    clock: systemClock,
    budgets: new RequestBudgets(systemClock),
    language: 'en-US',
    log: () => {},
  };
  const service = mps.create(context);
  const { signal } = new AbortController();
  let cursor: Cursor | undefined;
  let tasks = 0;
  for (let page = 0; page < reading.pages; page++) {
    const answer = await service.list({ status: 'FINISH', limit: perPage, cursor }, signal);
    tasks += answer.tasks.length;
    cursor = answer.next;
  }
  return tasks;
}

async function readBySdk({ endpoint, credentials, pages }: Reading): Promise<number> {
  const client = new sdk.v20190612.Client({
    credential: { secretId: credentials.id, secretKey: credentials.secret },
    profile: { httpProfile: { endpoint: new URL(endpoint).host } },
  });
  let token: string | undefined;
  let tasks = 0;
  for (let page = 0; page < pages; page++) {
    const answer = await client.DescribeTasks({
      Status: 'FINISH',
      Limit: perPage,
      ...(token === undefined ? {} : { ScrollToken: token }),
    });
    tasks += answer.TaskSet?.length ?? 0;
    token = answer.ScrollToken;
  }
  return tasks;
}

const here = new Set<string>();

/**
 * VS Code leaves the agents of requests to `localhost` and `127.0.0.1` alone, and no others: only a name that is
 * neither is treated as a cloud's would be. Makes such a name lead to this machine.
 */
function resolveHere(name: string): void {
  if (here.size === 0) {
    const lookup = dns.lookup;
    const patched = (host: string, ...rest: unknown[]): void => {
      Reflect.apply(lookup, dns, [here.has(host) ? '127.0.0.1' : host, ...rest]);
    };
    dns.lookup = patched as typeof dns.lookup;
  }
  here.add(name);
}
