import { isAbsolute } from 'node:path';
import { isObject } from '../http/answer.ts';
import type { Cloud, ServiceConfig } from '../model/account.ts';
import { type Complain, complainAbout, oneOf, quote } from './accountProblem.ts';
import { parseAgents } from './agentsSetting.ts';
import { cloudOffers } from './cloudOffers.ts';
import { parseEndpoint } from './endpointSetting.ts';
import { parseHeaders } from './headersSetting.ts';

type Entry = Readonly<Record<string, unknown>>;
type Fields = Omit<ServiceConfig, 'kind' | 'key'>;

export const signatures = ['apiGateway', 'rpc', 'acs3'] as const;

// Becomes a label of the host name (`ecs.<region>.aliyuncs.com`) and part of a row's id.
const regionShape = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/;

export function isRegion(text: string): boolean {
  return regionShape.test(text);
}

export function isRequestPath(text: string): boolean {
  // A second slash would make what follows it the host.
  return /^\/(?!\/)[\w!$&'()*+,;=:@%./~-]*$/.test(text);
}

/** An account's `services`. One that cannot work is left out; the others stay. */
export function parseServices(value: Entry, cloud: Cloud, complain: Complain): readonly ServiceConfig[] {
  const services = new Map<string, ServiceConfig>();
  for (const [kind, entries] of Object.entries(value)) {
    const about = complainAbout(`service ${quote(kind)}`, complain);
    if (!cloudOffers[cloud].services.includes(kind)) {
      about(`there is none of that name in this cloud; use ${oneOf(cloudOffers[cloud].services)}`);
      continue;
    }
    if (!Array.isArray(entries)) {
      const service = parseService(entries, kind, cloud, about);
      if (service !== undefined) {
        services.set(kind, { kind, key: kind, ...service });
      }
      continue;
    }
    if (entries.length === 0) {
      about('the list is empty; write an object');
    }
    entries.forEach((entry: unknown, index) => {
      const aboutEntry = complainAbout(`entry ${index + 1}`, about);
      const service = parseService(entry, kind, cloud, aboutEntry);
      if (service === undefined) {
        return;
      }
      const variant = kind === 'vod' ? service.subAppId : service.region;
      const key = variant === undefined ? kind : `${kind}:${variant}`;
      if (services.has(key)) {
        aboutEntry(`the same as an entry before it; ${whatTellsApart(kind)}`);
      } else {
        services.set(key, { kind, key, ...service });
      }
    });
  }
  return [...services.values()];
}

function whatTellsApart(kind: string): string {
  if (kind === 'ecs') {
    return 'each needs a "region" of its own';
  }
  return kind === 'vod' ? 'each needs a "subAppId" of its own' : 'this service can be there once';
}

function parseService(entry: unknown, kind: string, cloud: Cloud, complain: Complain): Fields | undefined {
  if (!isObject(entry)) {
    complain(`${quote(entry)} is not an object; write {} where nothing is to be configured`);
    return undefined;
  }
  let good = true;
  const refuse: Complain = (what) => {
    complain(what);
    good = false;
  };
  const fields = {
    ...commonFields(entry, refuse),
    ...(kind === 'vod' ? vodFields(entry, refuse) : {}),
    ...(kind === 'ecs' ? ecsFields(entry, refuse) : {}),
    ...(cloud === 'apsaraStack' ? stackFields(entry, refuse) : {}),
    // A bad agent does not cost the other agents their service.
    ...(kind === 'cwp' ? { agents: parseAgents(entry.agents, complain, refuse) } : {}),
  };
  return good ? fields : undefined;
}

function commonFields(entry: Entry, refuse: Complain): Fields {
  const { endpoint, allowHttp, caFile } = entry;
  if (allowHttp !== undefined && typeof allowHttp !== 'boolean') {
    refuse(`"allowHttp" is ${quote(allowHttp)}; write true or false`);
  }
  const url =
    endpoint === undefined
      ? undefined
      : parseEndpoint(endpoint, allowHttp === true, complainAbout('"endpoint"', refuse));
  if (caFile !== undefined && (typeof caFile !== 'string' || !isAbsolute(caFile))) {
    refuse(`"caFile" is ${quote(caFile)}; write the absolute path of a PEM file`);
  }
  return {
    ...(url === undefined ? {} : { endpoint: url }),
    ...(typeof caFile === 'string' ? { caFile } : {}),
  };
}

function vodFields({ label, subAppId }: Entry, refuse: Complain): Fields {
  if (label !== undefined && typeof label !== 'string') {
    refuse(`"label" is ${quote(label)}; write the application's name`);
  }
  const name = typeof label === 'string' && label.trim() !== '' ? { label: label.trim() } : {};
  if (subAppId === undefined) {
    return name;
  }
  if (typeof subAppId === 'number' && Number.isSafeInteger(subAppId) && subAppId > 0) {
    return { subAppId, ...name };
  }
  refuse(`"subAppId" is ${quote(subAppId)}; write the application's number, such as 1500000001`);
  return {};
}

function ecsFields({ region }: Entry, refuse: Complain): Fields {
  if (typeof region === 'string' && isRegion(region)) {
    return { region };
  }
  const wrong = region === undefined ? 'is missing' : `is ${quote(region)}`;
  refuse(`"region" ${wrong}; write a region id such as "cn-hangzhou"`);
  return {};
}

function stackFields(entry: Entry, refuse: Complain): Fields {
  const { endpoint, path, signature, headers } = entry;
  if (endpoint === undefined) {
    refuse('"endpoint" is missing; write the URL of the gateway, such as "https://gateway.example.com"');
  }
  if (path !== undefined && (typeof path !== 'string' || !isRequestPath(path))) {
    refuse(`"path" is ${quote(path)}; write a path such as "/apsara/route/Ecs/DescribeTasks"`);
  }
  const known = signatures.find((candidate) => candidate === signature);
  if (signature !== undefined && known === undefined) {
    refuse(`"signature" is ${quote(signature)}; use ${oneOf(signatures)}`);
  }
  const extra = headers === undefined ? undefined : parseHeaders(headers, complainAbout('"headers"', refuse));
  return {
    ...(typeof path === 'string' ? { path } : {}),
    ...(known === undefined ? {} : { signature: known }),
    ...(extra === undefined ? {} : { headers: extra }),
  };
}
