import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startDemoCloud } from '../../src/demo/demoCloud.ts';
import { inBenchWindow } from './benchWindow.ts';
import { startDelayProxy } from './delayProxy.ts';
import type { HostCalls, ReaderName } from './hostCalls.ts';

const pages = 100;
const roundTripMs = 40;
const certificates = resolve(import.meta.dirname, '../fixtures/tls');
/** The name that the server's certificate is for; not a local one, which VS Code would treat differently. */
const hostName = 'elsewhere.example';

export interface PageFigures {
  readonly ms: Record<ReaderName, number[]>;
  /** Connections per round. */
  readonly connections: Record<ReaderName, number[]>;
}

/** Reading 100 pages of 100 tasks over TLS, 40 ms away: ours and the official SDK in one extension host, in turns. */
export async function measurePages(developmentPath: string): Promise<PageFigures> {
  const pem = (name: string): Promise<string> => readFile(join(certificates, name), 'utf8');
  const caFile = join(certificates, 'ca.pem');
  const cloud = await startDemoCloud({
    tls: { key: await pem('elsewhere.key'), cert: await pem('elsewhere.pem') },
    population: { mps: 15_000, live: false },
    requestsPerSecond: 10_000,
  });
  const figures: PageFigures = {
    ms: { ours: [], oursByNodeFetch: [], sdk: [] },
    connections: { ours: [], oursByNodeFetch: [], sdk: [] },
  };
  const read = async (host: HostCalls, reader: ReaderName, count: number) => {
    // A new address for each round: none finds the connection of the one before.
    const proxy = await startDelayProxy(Number(new URL(cloud.url).port), roundTripMs);
    try {
      const endpoint = `https://${hostName}:${proxy.port}`;
      const credentials = cloud.credentials.tencent;
      const { ms, tasks } = await host.readPages(reader, { endpoint, caFile, credentials, pages: count });
      if (tasks !== count * 100) {
        throw new Error(`${reader} has read ${tasks} tasks instead of ${count * 100}`);
      }
      return { ms, connections: proxy.connections };
    } finally {
      proxy.close();
    }
  };
  try {
    await inBenchWindow(trusting(developmentPath, caFile), async (host) => {
      const readers: ReaderName[] = ['ours', 'sdk', 'oursByNodeFetch'];
      for (const reader of readers) {
        await read(host, reader, 5);
      }
      for (let round = 0; round < 3; round++) {
        for (const reader of readers) {
          const { ms, connections } = await read(host, reader, pages);
          figures.ms[reader].push(ms);
          figures.connections[reader].push(connections);
        }
      }
    });
  } finally {
    await cloud.close();
  }
  return figures;
}

/** Of Node's variables for more authorities, VS Code's own `fetch` heeds only the one that replaces the system's. */
function trusting(developmentPath: string, caFile: string) {
  return {
    developmentPath,
    env: { SSL_CERT_FILE: caFile },
    userSettings: { 'http.systemCertificatesNode': true },
  };
}
