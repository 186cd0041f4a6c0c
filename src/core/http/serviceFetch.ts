import { X509Certificate } from 'node:crypto';
import { readFailure, readSmallFile } from '../files/readSmallFile.ts';
import { CloudError } from '../model/errors.ts';
import type { Fetch } from './sendRequest.ts';

/**
 * The way to a service. VS Code patches the global `fetch` to follow its proxy and certificate settings, and that
 * one keeps its connections; it takes no certificate authority of its own, which needs an agent and node-fetch.
 */
export function serviceFetch(caFile: string | undefined): Fetch {
  return caFile === undefined ? globalFetch : privateFetch(caFile);
}

const globalFetch: Fetch = (url, init) => fetch(url, init);

interface Trusting {
  readonly ca: string;
  readonly fetch: Fetch;
}

function privateFetch(caFile: string): Fetch {
  let loading: Promise<Trusting> | undefined;
  let last: Trusting | undefined;
  return async (url, init) => {
    // Requests share the reading: one of them that is cancelled must not end it for the others.
    loading ??= load(caFile, last);
    try {
      last = await loading;
      return await last.fetch(url, init);
    } catch (error) {
      // The file may be put right, or replaced, while VS Code is open: the next request reads it again.
      loading = undefined;
      throw error;
    }
  };
}

/** What was loaded before stays, with its connections, where the file is the same. */
async function load(caFile: string, last: Trusting | undefined): Promise<Trusting> {
  const ca = await readSmallFile(caFile, new AbortController().signal).catch((error: unknown) => {
    throw new CloudError({
      kind: 'setup',
      code: 'CaFileUnreadable',
      message: `The caFile ${caFile} could not be read (${readFailure(error)})`,
    });
  });
  if (ca === last?.ca) {
    return last;
  }
  if (!holdsCertificates(ca)) {
    throw new CloudError({
      kind: 'setup',
      code: 'CaFileInvalid',
      message: `The caFile ${caFile} holds no valid PEM certificate`,
    });
  }
  const { fetchTrusting } = await import('./trustedFetch.ts');
  return { ca, fetch: fetchTrusting(ca) };
}

function holdsCertificates(pem: string): boolean {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.length > 0 && blocks.every((block) => new X509Certificate(block).subject !== undefined);
  } catch {
    return false;
  }
}
