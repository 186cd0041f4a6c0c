import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { accountFields } from '../../src/core/accounts/accountSettings.ts';
import {
  clouds,
  credentialKinds,
  placesWithProfiles,
  providersOf,
} from '../../src/core/accounts/cloudOffers.ts';
import { serviceSchema } from '../../src/core/accounts/serviceSettings.ts';
import type { Cloud } from '../../src/core/model/account.ts';
import type { Provider } from '../../src/core/providers/provider.ts';
import { hintOf } from '../../src/core/providers/settings/field.ts';

export type Json = { readonly [key: string]: unknown };

/**
 * The schema of `cloudTasks.accounts`, for completion, hovers and squiggles in settings.json: made from the schemas that
 * also read the setting. Its texts are the English phrases.
 */
export function accountsSchema(registry: readonly Provider[]): Json {
  const { id, label, cloud, site, credentials, services } = accountFields;
  return {
    type: 'array',
    items: {
      type: 'object',
      required: ['id', 'cloud', 'credentials', 'services'],
      properties: {
        id: jsonOf(id),
        label: jsonOf(label),
        cloud: jsonOf(cloud),
        credentials: jsonOf(credentials),
        services: jsonOf(services),
      },
      allOf: clouds.map((value) => ({
        if: { required: ['cloud'], properties: { cloud: { const: value } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: ofCloud(value, registry, jsonOf(site)),
      })),
    },
  };
}

function ofCloud(cloud: Cloud, registry: readonly Provider[], site: Json): Json {
  const services = providersOf(cloud, registry).map((provider) => [
    provider.kind,
    ofService(provider, jsonOf(serviceSchema(provider, cloud))),
  ]);
  const places = credentialKinds[cloud];
  const shapes = places.map((from) => (placesWithProfiles.includes(from) ? `${from}(:.+)?` : from));
  return {
    ...(cloud === 'tencent' ? { required: ['site'] } : {}),
    properties: {
      ...(cloud === 'tencent' ? { site } : {}),
      credentials: {
        anyOf: [{ enum: places }, { pattern: `^(${shapes.join('|')})$` }],
        errorMessage: hintOf(accountFields.credentials),
      },
      services: { minProperties: 1, additionalProperties: false, properties: Object.fromEntries(services) },
    },
  };
}

function ofService({ fullName, variedBy }: Provider, schema: Json): Json {
  const entry = { ...schema, additionalProperties: false };
  return variedBy === undefined
    ? { ...entry, description: fullName }
    : { ...entry, type: ['object', 'array'], description: fullName, minItems: 1, items: entry };
}

function jsonOf(schema: v.GenericSchema): Json {
  const { $schema: _draft, ...json } = toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' });
  return json;
}

export interface ManifestTexts {
  readonly schema: Json;
  /** What each `%key%` of the schema stands for. */
  readonly texts: ReadonlyMap<string, string>;
}

const textual = new Set(['description', 'errorMessage']);

/** The schema with `%keys%` in place of its texts, as the manifest has them. One text has one key. */
export function withKeys(schema: Json): ManifestTexts {
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  const keyOf = (text: string, path: readonly string[]): string => {
    const known = keys.get(text);
    if (known !== undefined) {
      return known;
    }
    const [kind = '', ...names] = path.filter(isName).toReversed();
    const candidates = [1, 2, 3].map(
      (length) => `accounts.${names.slice(0, length).toReversed().join('.')}.${kind}`,
    );
    const free = candidates.find((name) => !taken.has(name)) ?? `accounts.${taken.size}`;
    taken.add(free);
    keys.set(text, free);
    return free;
  };
  const replaced = (value: unknown, path: readonly string[]): unknown => {
    if (Array.isArray(value)) {
      return value.map((item) => replaced(item, path));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        textual.has(key) && typeof inner === 'string'
          ? `%${keyOf(inner, [...path, key])}%`
          : replaced(inner, [...path, key]),
      ]),
    );
  };
  const result = replaced(schema, []) as Json;
  return { schema: result, texts: new Map([...keys].map(([text, key]) => [key, text])) };
}

function isName(part: string): boolean {
  return !['items', 'properties', 'then', 'allOf'].includes(part);
}
