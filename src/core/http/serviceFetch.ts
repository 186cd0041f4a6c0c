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

function privateFetch(caFile: string): Fetch {
  let loading: Promise<Fetch> | undefined;
  return async (url, init) => {
    // Requests share the reading: one of them that is cancelled must not end it for the others.
    loading ??= load(caFile);
    try {
      return await (await loading)(url, init);
    } catch (error) {
      // The file may be put right, or replaced, while VS Code is open: the next request reads it again.
      loading = undefined;
      throw error;
    }
  };
}

async function load(caFile: string): Promise<Fetch> {
  const ca = await readSmallFile(caFile, new AbortController().signal).catch((error: unknown) => {
    throw new CloudError({
      kind: 'setup',
      code: 'CaFileUnreadable',
      message: `The caFile ${caFile} could not be read (${readFailure(error)})`,
    });
  });
  if (!holdsCertificates(ca)) {
    throw new CloudError({
      kind: 'setup',
      code: 'CaFileInvalid',
      message: `The caFile ${caFile} holds no valid PEM certificate`,
    });
  }
  const { fetchTrusting } = await import('./trustedFetch.ts');
  return fetchTrusting(ca);
}

function holdsCertificates(pem: string): boolean {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.length > 0 && blocks.every((block) => new X509Certificate(block).subject !== undefined);
  } catch {
    return false;
  }
}
