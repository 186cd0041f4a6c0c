import type { Credentials } from '../../../src/core/providers/service.ts';
import { signTc3 } from '../../../src/core/providers/tencent/tc3.ts';
import type { DemoCloud } from '../../../src/demo/demoCloud.ts';

export const versions = { mps: '2019-06-12', vod: '2018-07-17', yunjing: '2018-02-28' } as const;

export interface TencentAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly response: Record<string, unknown> & {
    RequestId?: string;
    Error?: { Code: string; Message: string };
  };
}

export interface CallOverrides {
  readonly credentials?: Credentials;
  readonly version?: string;
  /** Unix seconds; the cloud's own time if not given. */
  readonly timestamp?: number;
  /** Sent in place of the parameters. */
  readonly body?: string;
}

/** A well-formed signed request, or one with something wrong about it. */
export async function callTencent(
  cloud: DemoCloud,
  service: keyof typeof versions | (string & {}),
  action: string,
  parameters: object,
  overrides: CallOverrides = {},
): Promise<TencentAnswer> {
  const body = overrides.body ?? JSON.stringify(parameters);
  const headers = signTc3({
    credentials: overrides.credentials ?? cloud.credentials.tencent,
    service,
    host: new URL(cloud.url).host,
    action,
    version: overrides.version ?? (versions as Record<string, string>)[service] ?? '',
    timestamp: overrides.timestamp ?? Math.floor(cloud.model.now() / 1000),
    body,
    contentType: 'application/json; charset=utf-8',
  });
  const answer = await fetch(cloud.url, { method: 'POST', headers, body });
  const json = (await answer.json()) as { Response: TencentAnswer['response'] };
  return { status: answer.status, headers: answer.headers, response: json.Response };
}

/** Reads a list to its end, by the rules a client has to end by: no token, an empty page, a token that repeats. */
export async function listAll(
  fetchPage: (token: string) => Promise<{ ids: readonly string[]; token: string }>,
): Promise<string[]> {
  const ids: string[] = [];
  const seen = new Set<string>();
  for (let token = ''; !seen.has(token); ) {
    seen.add(token);
    const page = await fetchPage(token);
    ids.push(...page.ids);
    if (page.ids.length === 0 || page.token === '') {
      break;
    }
    token = page.token;
  }
  return ids;
}
