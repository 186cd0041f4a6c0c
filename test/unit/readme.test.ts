import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { marked } from 'marked';
import { expect, it } from 'vitest';
import { providers } from '../../src/core/providers/registry.ts';

const root = resolve(import.meta.dirname, '../..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');
const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
};

/** The JSON in the code blocks of the section on permissions. */
const policies = marked
  .lexer(readme.slice(readme.indexOf('## Permissions'), readme.indexOf('## Settings')))
  .flatMap((token): unknown[] => (token.type === 'code' ? [JSON.parse(token.text)] : []));

const actionsOf = (cloud: string): readonly string[] =>
  providers.filter(({ clouds }) => clouds.some((name) => name === cloud)).flatMap(({ actions }) => actions);

it('names the permissions that the services need, as policies of both clouds', () => {
  expect(policies).toEqual([
    {
      version: '2.0',
      statement: [{ effect: 'allow', action: actionsOf('tencent'), resource: ['*'] }],
    },
    { Version: '1', Statement: [{ Effect: 'Allow', Action: actionsOf('alibaba'), Resource: '*' }] },
  ]);
});

it('lists every setting with its default', () => {
  const rows = [...readme.matchAll(/^\| `(cloudTasks\.\w+)` \| (\S+) \|/gm)].map(([, name, value]) => [
    name,
    value?.replaceAll('`', ''),
  ]);
  const settings = Object.entries(manifest.contributes.configuration.properties);
  expect(rows.sort()).toEqual(
    settings.map(([name, { default: value }]) => [name, JSON.stringify(value)]).sort(),
  );
});
