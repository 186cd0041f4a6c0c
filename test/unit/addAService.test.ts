import { describe, expect, it } from 'vitest';
import { parseAccounts } from '../../src/core/accounts/accountSettings.ts';
import { issueText } from '../../src/core/accounts/settingIssue.ts';
import { inEnglish } from '../../src/core/model/phrase.ts';
import { providers } from '../../src/core/providers/registry.ts';
import { accountsSchema, type Json } from '../manifest/accountsSchema.ts';
import { toys } from '../support/toyProvider.ts';

const registry = [...providers, toys];
const entry = (services: object): unknown => [
  { id: 'ali', cloud: 'alibaba', credentials: 'environment', services },
];

function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Json)[key], value);
}

describe('a service that is one file and one line', () => {
  it('is read from the settings, beside the other one of its cloud', () => {
    const services = { toys: [{ shelf: 'top' }, { shelf: 'low' }], ecs: { region: 'cn-hangzhou' } };
    const { accounts, issues } = parseAccounts(entry(services), registry);
    expect(issues).toEqual([]);
    expect(accounts[0]?.services).toEqual([
      { kind: 'toys', key: 'toys:top', shelf: 'top' },
      { kind: 'toys', key: 'toys:low', shelf: 'low' },
      { kind: 'ecs', key: 'ecs', region: 'cn-hangzhou' },
    ]);
  });

  it.each<[object, string]>([
    [{ toys: {} }, 'Account 1 ("ali"): service "toys": "shelf" is missing; write a shelf such as "top".'],
    [{ toys: { shelf: 7 } }, 'Account 1 ("ali"): service "toys": "shelf" is 7; write a shelf such as "top".'],
    [
      { toys: [{ shelf: 'top' }, { shelf: 'top' }] },
      'Account 1 ("ali"): service "toys": entry 2: the same as an entry before it; each needs a "shelf" of its own.',
    ],
    [
      { mps: {} },
      'Account 1 ("ali"): service "mps": there is none of that name in this cloud; use one of "ecs", "toys".',
    ],
  ])('has the mistakes in its field told: %j', (services, text) => {
    const { issues } = parseAccounts(entry(services), registry);
    expect(issues.map((issue) => issueText(issue, inEnglish))).toEqual([text]);
  });

  it('is completed and checked in settings.json', () => {
    const ofCloud = at(accountsSchema(registry), 'items', 'allOf', 1, 'then', 'properties', 'services');
    expect(Object.keys(at(ofCloud, 'properties') as Json)).toEqual(['ecs', 'toys']);
    const schema = at(ofCloud, 'properties', 'toys');
    expect(schema).toMatchObject({
      description: 'Toy Service',
      required: ['shelf'],
      additionalProperties: false,
    });
    expect(Object.keys(at(schema, 'properties') as Json)).toEqual([
      'endpoint',
      'allowHttp',
      'caFile',
      'shelf',
    ]);
    expect(at(schema, 'properties', 'shelf')).toEqual({
      type: 'string',
      pattern: '^[a-z]+$',
      description: 'The shelf whose toys are shown.',
      errorMessage: 'write a shelf such as "top"',
    });
  });
});
