import { isObject } from '../http/answer.ts';
import type { Account, Cloud, Site } from '../model/account.ts';
import { type AccountProblem, type Complain, oneOf, quote } from './accountProblem.ts';
import { cloudOffers } from './cloudOffers.ts';
import { parseCredentialsConfig } from './credentialsSetting.ts';
import { parseServices } from './serviceSettings.ts';

const sites: readonly Site[] = ['china', 'international'];
const clouds = Object.keys(cloudOffers) as readonly Cloud[];

// An id is a segment of document URIs, where "." and ".." mean something else.
const idShape = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/;

const keyLikeField = /^(secret|access|app)_?key|^secret|^password$|token$/i;

export interface ParsedAccounts {
  /** Those that work, in the order of the setting. Any may have lost a service to a problem. */
  readonly accounts: readonly Account[];
  readonly problems: readonly AccountProblem[];
}

export function isAccountId(text: string): boolean {
  return idShape.test(text);
}

/**
 * Reads the value of `cloudTasks.accounts`. Takes anything and never throws: a bad account costs only that
 * account, a bad service only that service, and each is one problem.
 */
export function parseAccounts(value: unknown): ParsedAccounts {
  if (value === undefined) {
    return { accounts: [], problems: [] };
  }
  const problems: AccountProblem[] = [];
  if (!Array.isArray(value)) {
    const message = `cloudTasks.accounts is ${quote(value)}; write a list of accounts: [ { "id": … } ].`;
    return { accounts: [], problems: [{ index: undefined, id: undefined, message }] };
  }
  const accounts: Account[] = [];
  const taken = new Set<string>();
  value.forEach((entry: unknown, index) => {
    const id = isObject(entry) && typeof entry.id === 'string' ? entry.id : undefined;
    const name = id === undefined ? `Account ${index + 1}` : `Account ${index + 1} (${quote(id)})`;
    const complain: Complain = (what) => problems.push({ index, id, message: `${name}: ${what}.` });
    const account = parseAccount(entry, taken, complain);
    if (account !== undefined) {
      accounts.push(account);
    }
    if (id !== undefined) {
      taken.add(id);
    }
  });
  return { accounts, problems };
}

/** The ids that `cloudTasks.accounts` uses, also those of entries that do not work. */
export function idsInSetting(value: unknown): ReadonlySet<string> {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  return new Set(
    entries.flatMap((entry) => (isObject(entry) && typeof entry.id === 'string' ? [entry.id] : [])),
  );
}

function parseAccount(entry: unknown, taken: ReadonlySet<string>, complain: Complain): Account | undefined {
  if (!isObject(entry)) {
    complain(`${quote(entry)} is not an object with an "id", a "cloud" and "services"`);
    return undefined;
  }
  for (const field of Object.keys(entry).filter((name) => keyLikeField.test(name))) {
    complain(`${quote(field)} does not belong in settings; remove it and use "credentials": "stored"`);
  }

  const id = parseId(entry.id, taken, complain);
  const cloud = clouds.find((candidate) => candidate === entry.cloud);
  if (cloud === undefined) {
    const wrong = entry.cloud === undefined ? 'is missing' : `is ${quote(entry.cloud)}`;
    complain(`"cloud" ${wrong}; use ${oneOf(clouds)}`);
    return undefined;
  }
  const site = cloud === 'tencent' ? parseSite(entry.site, complain) : 'china';
  const credentials = parseCredentialsConfig(entry.credentials, cloud, complain);
  const { label, services } = entry;
  if (label !== undefined && typeof label !== 'string') {
    complain(`"label" is ${quote(label)}; write a text`);
  }
  if (!isObject(services) || Object.keys(services).length === 0) {
    complain(`"services" names no service; write an object with ${oneOf(cloudOffers[cloud].services)}`);
    return undefined;
  }
  const parsed = parseServices(services, cloud, complain);
  if (id === undefined || site === undefined || credentials === undefined) {
    return undefined;
  }
  const shown = typeof label === 'string' && label.trim() !== '' ? label.trim() : id;
  return { id, label: shown, cloud, site, credentials, services: parsed };
}

function parseId(value: unknown, taken: ReadonlySet<string>, complain: Complain): string | undefined {
  if (value === undefined) {
    complain('"id" is missing; write a short name of your own, such as "prod"');
  } else if (typeof value !== 'string') {
    complain(`"id" is ${quote(value)}; write a text such as "prod"`);
  } else if (!idShape.test(value)) {
    complain('"id" may hold only letters, digits, ".", "_" and "-", at most 64 of them');
  } else if (taken.has(value)) {
    complain('an account before it has the same "id"; give each one of its own');
  } else {
    return value;
  }
  return undefined;
}

function parseSite(value: unknown, complain: Complain): Site | undefined {
  const site = sites.find((candidate) => candidate === value);
  if (site === undefined) {
    const wrong = value === undefined ? 'is missing' : `is ${quote(value)}`;
    complain(`"site" ${wrong}; use ${oneOf(sites)}, which are separate accounts at Tencent Cloud`);
  }
  return site;
}
