import { randomBytes } from 'node:crypto';
import type { Credentials } from '../core/providers/service.ts';
import { Acs3Protocol } from './acs3Protocol.ts';
import type { Agent } from './agents.ts';
import { cwp } from './cwp.ts';
import type { Population } from './demoModel.ts';
import { DemoModel } from './demoModel.ts';
import type { Incoming, Protocol } from './exchange.ts';
import { answerOrRefusal } from './exchange.ts';
import { Faults } from './faults.ts';
import type { Delivery } from './faultyAnswer.ts';
import { deliver } from './faultyAnswer.ts';
import { GatewayProtocol } from './gatewayProtocol.ts';
import { mps } from './mps.ts';
import { RequestLog } from './requestLog.ts';
import { RequestRate } from './requestRate.ts';
import { RpcProtocol } from './rpcProtocol.ts';
import { ScrollTokens } from './scrollToken.ts';
import type { Outgoing, TlsIdentity } from './server.ts';
import { listen } from './server.ts';
import { TencentProtocol } from './tencentProtocol.ts';
import { vod } from './vod.ts';

export interface DemoCredentials {
  /** International site: its lists have a TotalCount. */
  readonly tencent: Credentials;
  /** China site: theirs have none. */
  readonly tencentChina: Credentials;
  /** Public cloud, by ACS3 or RPC. */
  readonly alibaba: Credentials;
  /** AppKey and AppSecret of the stack's gateway; its ACS3 and RPC take them as a key pair too. */
  readonly apsaraStack: Credentials;
}

export interface DemoCloudOptions {
  /** Ms since the epoch; the real clock if not given. */
  readonly now?: () => number;
  readonly seed?: number;
  /** Since when its tasks come, ms since the epoch; now if not given. */
  readonly start?: number;
  /** Any free port if not given. */
  readonly port?: number;
  readonly population?: Partial<Population>;
  /** Fresh random ones if not given. */
  readonly credentials?: Partial<DemoCredentials>;
  /** Requests a second, service and caller, in place of the documented limits. */
  readonly requestsPerSecond?: number;
  /** Serve https with this identity. */
  readonly tls?: TlsIdentity;
}

/** A running demo cloud. */
export interface DemoCloud {
  /** `http://127.0.0.1:port`, the endpoint of every service. */
  readonly url: string;
  readonly credentials: DemoCredentials;
  /** VOD applications in use, the default one first. */
  readonly subApps: readonly { readonly id: number; readonly name: string }[];
  /** CWP agents, in every state there is. */
  readonly agents: readonly Agent[];
  readonly model: DemoModel;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** Cuts all connections and stops listening. */
  close(): Promise<void>;
}

/** Starts a local cloud that speaks the real protocols and checks what real clouds check. */
export async function startDemoCloud(options: DemoCloudOptions = {}): Promise<DemoCloud> {
  const now = options.now ?? Date.now;
  const seed = options.seed ?? 20_260_519;
  const model = new DemoModel({ now, seed, start: options.start, population: options.population });
  const credentials: DemoCredentials = {
    tencent: keyPair('AKID', 32, 32),
    tencentChina: keyPair('AKID', 32, 32),
    alibaba: keyPair('LTAI', 20, 30),
    apsaraStack: keyPair('2039', 5, 32),
    ...options.credentials,
  };
  const rate = new RequestRate();
  const tokens = new ScrollTokens();
  const alibaba = { rate, requestsPerSecond: options.requestsPerSecond };
  const publicCloud = { credentials: credentials.alibaba, caller: { regions: model.regions, stack: false } };
  const stack = {
    credentials: credentials.apsaraStack,
    caller: { regions: model.stackRegions, stack: true },
  };
  const protocols: readonly Protocol[] = [
    new TencentProtocol({
      services: [
        mps({ stores: { international: model.mps, china: model.mpsChina }, tokens, seed, now }),
        vod({ subApps: model.subApps, tokens, seed, now }),
        cwp(model.agents, seed),
      ],
      accounts: [
        { credentials: credentials.tencent, site: 'international' },
        { credentials: credentials.tencentChina, site: 'china' },
      ],
      rate,
      requestsPerSecond: options.requestsPerSecond,
    }),
    new GatewayProtocol({ ...alibaba, accounts: [stack] }),
    new Acs3Protocol({ ...alibaba, accounts: [publicCloud, stack] }),
    new RpcProtocol({ ...alibaba, accounts: [publicCloud, stack] }),
  ];
  const faults = new Faults(seed);
  const requests = new RequestLog();
  const server = await listen({
    port: options.port ?? 0,
    tls: options.tls,
    onConnection: () => {
      requests.connections += 1;
    },
    handle: (incoming) => handle(incoming, { protocols, faults, requests, now }),
  });
  return {
    url: server.url,
    credentials,
    subApps: model.subApps.filter(({ status }) => status === 'On').map(({ id, name }) => ({ id, name })),
    agents: model.agents.list,
    model,
    faults,
    requests,
    close: () => server.close(),
  };
}

interface Parts {
  readonly protocols: readonly Protocol[];
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly now: () => number;
}

const noSuchApi: Delivery = {
  status: 404,
  headers: { 'Content-Type': 'text/plain' },
  body: 'No API here.',
  delay: 0,
  end: 'whole',
};

function handle(incoming: Incoming, { protocols, faults, requests, now }: Parts): Outgoing {
  for (const protocol of protocols) {
    const call = protocol.read(incoming);
    if (call === undefined) {
      continue;
    }
    const entry = requests.begin(call, now(), incoming.query.length + incoming.body.length);
    const hit = faults.hit(call);
    const time = now() + hit.reduce((skew, fault) => skew + (fault.kind === 'clockSkew' ? fault.ms : 0), 0);
    const delivery = deliver(hit, call, protocol, () =>
      answerOrRefusal(protocol, incoming, call, time, () => requests.forgetWhatWasSent(entry)),
    );
    entry.status = delivery.end === 'whole' ? delivery.status : undefined;
    return { ...delivery, date: time, done: () => requests.end() };
  }
  return { ...noSuchApi, date: now(), done: () => undefined };
}

function keyPair(prefix: string, idLength: number, secretLength: number): Credentials {
  return { id: prefix + key(idLength), secret: key(secretLength) };
}

function key(length: number): string {
  return randomBytes(length).toString('base64').replace(/[+/=]/g, 'x').slice(0, length);
}
