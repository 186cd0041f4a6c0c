import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import { isObject } from '../http/answer.ts';
import type { Cloud, ServiceConfig } from '../model/account.ts';
import { type Phrase, phrase } from '../model/phrase.ts';
import { words } from '../model/words.ts';
import type { Provider } from '../providers/provider.ts';
import { encryptedUnlessAllowed, endpointField } from '../providers/settings/endpoint.ts';
import { field, hintOf } from '../providers/settings/field.ts';
import { providersOf } from './cloudOffers.ts';
import { type Complain, type IssuePath, listed, shown } from './settingIssue.ts';

type Entry = Readonly<Record<string, unknown>>;
type Issue = v.BaseIssue<unknown>;

/** What every service takes. */
const commonFields = {
  endpoint: v.optional(endpointField),
  allowHttp: v.optional(
    field(
      v.boolean(),
      phrase('Whether signed requests may be sent unencrypted to another machine.'),
      phrase('write true or false'),
    ),
  ),
  caFile: v.optional(
    field(
      v.pipe(v.string(), v.check(isAbsolute)),
      phrase('A PEM file with the certificate authority of the endpoint, by its absolute path.'),
      phrase('write the absolute path of a PEM file'),
    ),
  ),
};

/** The schema of one entry of a service. What the manifest says of it is made from this too. */
export function serviceSchema(provider: Provider, cloud: Cloud) {
  const fields: typeof commonFields = { ...commonFields, ...provider.settings(cloud) };
  return v.pipe(v.object(fields), encryptedUnlessAllowed);
}

/** An account's `services`. One that cannot work is left out; the others stay. */
export function parseServices(
  value: Entry,
  cloud: Cloud,
  registry: readonly Provider[],
  complain: Complain,
): readonly ServiceConfig[] {
  const offered = providersOf(cloud, registry);
  const services = new Map<string, ServiceConfig>();
  for (const [kind, entries] of Object.entries(value)) {
    const path = ['services', kind];
    const provider = offered.find((candidate) => candidate.kind === kind);
    if (provider === undefined) {
      complain(path, 'unknownService', [listed(offered.map((candidate) => candidate.kind))]);
      continue;
    }
    if (!Array.isArray(entries)) {
      const fields = parseEntry(entries, provider, cloud, path, complain);
      if (fields !== undefined) {
        services.set(kind, { ...fields, kind, key: kind });
      }
      continue;
    }
    if (entries.length === 0) {
      complain(path, 'emptyList');
    }
    entries.forEach((entry: unknown, index) => {
      const fields = parseEntry(entry, provider, cloud, [...path, index], complain);
      if (fields === undefined) {
        return;
      }
      const variant = provider.variedBy && fields[provider.variedBy];
      const key = variant === undefined ? kind : `${kind}:${variant}`;
      if (!services.has(key)) {
        services.set(key, { ...fields, kind, key });
      } else if (provider.variedBy === undefined) {
        complain([...path, index], 'sameService');
      } else {
        complain([...path, index], 'sameEntry', [provider.variedBy]);
      }
    });
  }
  return [...services.values()];
}

function parseEntry(
  entry: unknown,
  provider: Provider,
  cloud: Cloud,
  path: IssuePath,
  complain: Complain,
): Entry | undefined {
  if (!isObject(entry)) {
    complain(path, 'notAService', [shown(entry)]);
    return undefined;
  }
  const schema = serviceSchema(provider, cloud);
  const first = v.safeParse(schema, entry);
  const told = new Set<string>();
  for (const issue of first.issues ?? []) {
    const place = pathOf(issue);
    // One mistake in a field is enough to hear of; a rule speaks for each part that breaks it.
    if (isRule(issue) || !told.has(place.join('/'))) {
      told.add(place.join('/'));
      tell(issue, schema, [...path, ...place], complain);
    }
  }
  const { success, output } = first.success
    ? first
    : v.safeParse(schema, withoutBadItems(entry, first.issues.map(pathOf)));
  if (!success) {
    return undefined;
  }
  const { allowHttp: _said, ...fields } = output;
  return fields;
}

/** A bad item of a list, such as an agent, does not cost the others their service. */
function withoutBadItems(entry: Entry, paths: readonly IssuePath[]): Entry {
  const changed: Record<string, unknown> = { ...entry };
  for (const [name, value] of Object.entries(entry)) {
    if (Array.isArray(value)) {
      changed[name] = value.filter((_item, index) => !paths.some(([a, b]) => a === name && b === index));
    }
  }
  return changed;
}

function tell(issue: Issue, schema: v.GenericSchema, path: IssuePath, complain: Complain): void {
  if (isRule(issue)) {
    complain(path, 'rule', [words(issue.message as Phrase, issue.received)]);
    return;
  }
  const hint = hintAt(schema, pathOf(issue));
  if (typeof path.at(-1) === 'number') {
    complain(path, 'wrongItem', [shown(issue.input)], hint);
  } else if (issue.input === undefined) {
    complain(path, 'missing', [], hint);
  } else {
    complain(path, 'wrong', [shown(issue.input)], hint);
  }
}

/** What a provider has checked by itself comes with its own words. */
function isRule({ type }: Issue): boolean {
  return type === 'raw_check' || type === 'raw_transform';
}

function pathOf({ path }: Issue): IssuePath {
  return (path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

/** The hint of the field at a path. */
function hintAt(schema: v.GenericSchema, [first, ...rest]: IssuePath): Phrase | undefined {
  if (first === undefined) {
    return hintOf(schema);
  }
  const { entries, item, wrapped } = schema as {
    readonly entries?: Readonly<Record<string, v.GenericSchema>>;
    readonly item?: v.GenericSchema;
    readonly wrapped?: v.GenericSchema;
  };
  if (wrapped !== undefined) {
    return hintAt(wrapped, [first, ...rest]);
  }
  const inner = typeof first === 'number' ? item : entries?.[first];
  return inner && hintAt(inner, rest);
}
