import { isObject } from '../http/answer.ts';
import type { Account } from '../model/account.ts';
import type { Credentials } from '../providers/service.ts';
import { isKeyText } from './credentials/keyPair.ts';

/** The account that keys were typed for, as far as it decides who gets to see what they sign. */
export interface KeysOwner {
  readonly cloud: string;
  /** Of Tencent's two sites, which are separate accounts. */
  readonly site: string;
  /** Names of the hosts in the account's endpoints; the clouds' own hosts are not among them. */
  readonly hosts: readonly string[];
}

export interface StoredKeys {
  readonly credentials: Credentials;
  /** `undefined` of keys that were stored before this was noted. */
  readonly owner: KeysOwner | undefined;
}

export function keysOwner({
  cloud,
  site,
  services,
}: Pick<Account, 'cloud' | 'site' | 'services'>): KeysOwner {
  const hosts = services.flatMap(({ endpoint }) => (endpoint === undefined ? [] : [endpoint.hostname]));
  return { cloud, site, hosts: [...new Set(hosts)].sort() };
}

/** Whether keys that were typed for one account may be used for another: one that no other cloud, site or host is in. */
export function mayUse(owner: KeysOwner, typedFor: KeysOwner): boolean {
  return (
    owner.cloud === typedFor.cloud &&
    owner.site === typedFor.site &&
    owner.hosts.every((host) => typedFor.hosts.includes(host))
  );
}

/** The text one account's key pair is stored as. */
export function storedKeysToText({ id, secret, token }: Credentials, owner: KeysOwner): string {
  return JSON.stringify({ id, secret, ...(token === undefined ? {} : { token }), owner });
}

/** `undefined` when the text is none of ours, so that the keys are asked for again. */
export function storedKeysFromText(text: string): StoredKeys | undefined {
  const { id, secret, token, owner } = fieldsOf(text);
  if (!isKey(id) || !isKey(secret) || (token !== undefined && !isKey(token))) {
    return undefined;
  }
  const credentials = token === undefined ? { id, secret } : { id, secret, token };
  if (owner === undefined) {
    return { credentials, owner };
  }
  return isOwner(owner) ? { credentials, owner } : undefined;
}

function isOwner(value: unknown): value is KeysOwner {
  return (
    isObject(value) &&
    typeof value.cloud === 'string' &&
    typeof value.site === 'string' &&
    Array.isArray(value.hosts) &&
    value.hosts.every((host) => typeof host === 'string')
  );
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && isKeyText(value);
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
