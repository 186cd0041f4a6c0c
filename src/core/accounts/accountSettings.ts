import * as v from 'valibot';
import { isObject } from '../http/answer.ts';
import type { Account, Cloud, Site } from '../model/account.ts';
import { phrase } from '../model/phrase.ts';
import type { Provider } from '../providers/provider.ts';
import { providers } from '../providers/registry.ts';
import { field, hintOf, labelField } from '../providers/settings/field.ts';
import { clouds, providersOf } from './cloudOffers.ts';
import { parseCredentialsConfig } from './credentialsSetting.ts';
import { parseServices } from './serviceSettings.ts';
import { type Complain, listed, type SettingIssue, shown } from './settingIssue.ts';

const sites = ['china', 'international'] as const satisfies readonly Site[];

// An id is a segment of document URIs, where "." and ".." mean something else.
const idShape = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/;

const keyLikeField = /^(secret|access|app)_?key|^secret|^password$|token$/i;

/** The fields of an account. What `credentials` and `services` can hold, its cloud decides. */
export const accountFields = {
  id: field(
    v.pipe(v.string(), v.regex(idShape)),
    phrase('A short name of your own. It never changes: stored keys and open documents go by it.'),
    phrase('write a short name of your own, such as "prod"'),
  ),
  label: v.optional(
    labelField(phrase('The name of the account, as the tree shows it.'), phrase('write a text')),
  ),
  cloud: field(
    v.picklist(clouds),
    phrase('Whose account it is.'),
    phrase('use "tencent", "alibaba" or "apsaraStack"'),
  ),
  site: field(
    v.picklist(sites),
    phrase('Which site of Tencent Cloud the account is on.'),
    phrase('use "china" or "international", which are separate accounts at Tencent Cloud'),
  ),
  credentials: field(
    v.string(),
    phrase('Where the keys are kept. They never stand in the settings themselves.'),
    phrase('This is no place of this cloud where keys are kept.'),
  ),
  services: field(
    v.record(v.string(), v.unknown()),
    phrase('The services to show, by name; {} where nothing is to be configured.'),
    phrase('write an object of services'),
  ),
};

export interface ParsedAccounts {
  /** Those that work, in the order of the setting. Any may have lost a service to an issue. */
  readonly accounts: readonly Account[];
  readonly issues: readonly SettingIssue[];
}

/**
 * Reads the value of `cloudTasks.accounts`. Takes anything and never throws: a bad account costs only that
 * account, a bad service only that service, and each is one issue.
 */
export function parseAccounts(value: unknown, registry: readonly Provider[] = providers): ParsedAccounts {
  if (value === undefined) {
    return { accounts: [], issues: [] };
  }
  const issues: SettingIssue[] = [];
  if (!Array.isArray(value)) {
    const values = [shown(value)];
    return {
      accounts: [],
      issues: [{ index: undefined, id: undefined, path: [], code: 'notAList', values }],
    };
  }
  const accounts: Account[] = [];
  const taken = new Set<string>();
  value.forEach((entry: unknown, index) => {
    const id = isObject(entry) && typeof entry.id === 'string' ? entry.id : undefined;
    const complain: Complain = (path, code, values = [], hint) => {
      issues.push({ index, id, path, code, values, hint });
    };
    const account = parseAccount(entry, taken, registry, complain);
    if (account !== undefined) {
      accounts.push(account);
    }
    if (id !== undefined) {
      taken.add(id);
    }
  });
  return { accounts, issues };
}

/** The ids that `cloudTasks.accounts` uses, also those of entries that do not work. */
export function idsInSetting(value: unknown): ReadonlySet<string> {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  return new Set(
    entries.flatMap((entry) => (isObject(entry) && typeof entry.id === 'string' ? [entry.id] : [])),
  );
}

function parseAccount(
  entry: unknown,
  taken: ReadonlySet<string>,
  registry: readonly Provider[],
  complain: Complain,
): Account | undefined {
  if (!isObject(entry)) {
    complain([], 'notAnAccount', [shown(entry)]);
    return undefined;
  }
  for (const name of Object.keys(entry).filter((candidate) => keyLikeField.test(candidate))) {
    complain([], 'keyInSettings', [JSON.stringify(name)]);
  }
  const read = <T>(name: keyof typeof accountFields, schema: v.GenericSchema<unknown, T>): T | undefined => {
    const result = v.safeParse(schema, entry[name]);
    if (result.success) {
      return result.output;
    }
    const value = entry[name];
    const hint = hintOf(accountFields[name]);
    if (value === undefined) {
      complain([name], 'missing', [], hint);
    } else {
      complain([name], 'wrong', [shown(value)], hint);
    }
    return undefined;
  };

  const id = isUnfit(entry.id, taken, complain) ? undefined : read('id', accountFields.id);
  const cloud: Cloud | undefined = read('cloud', accountFields.cloud);
  if (cloud === undefined) {
    return undefined;
  }
  const site = cloud === 'tencent' ? read('site', accountFields.site) : 'china';
  const credentials = parseCredentialsConfig(entry.credentials, cloud, complain);
  const label = read('label', accountFields.label);
  const { services } = entry;
  if (!isObject(services) || Object.keys(services).length === 0) {
    complain([], 'noService', [listed(providersOf(cloud, registry).map(({ kind }) => kind))]);
    return undefined;
  }
  const parsed = parseServices(services, cloud, registry, complain);
  if (id === undefined || site === undefined || credentials === undefined) {
    return undefined;
  }
  return { id, label: label ?? id, cloud, site, credentials, services: parsed };
}

/** Whether an id is a text that cannot be one, which was said. */
function isUnfit(id: unknown, taken: ReadonlySet<string>, complain: Complain): boolean {
  if (typeof id !== 'string') {
    return false;
  }
  if (!idShape.test(id)) {
    complain([], 'idShape');
  } else if (taken.has(id)) {
    complain([], 'idTaken');
  }
  return !idShape.test(id) || taken.has(id);
}
