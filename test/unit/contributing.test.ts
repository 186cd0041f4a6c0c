import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(resolve(root, 'CONTRIBUTING.md'), 'utf8');

/** `a/{b,c}.ts` is two paths. */
function expanded(path: string): readonly string[] {
  const [whole, names] = /\{([^}]+)\}/.exec(path) ?? [];
  return whole === undefined || names === undefined
    ? [path]
    : names.split(',').flatMap((name) => expanded(path.replace(whole, name)));
}

it('CONTRIBUTING.md names files and folders that exist', () => {
  const paths = [...text.matchAll(/`((?:src|test|l10n)\/[\w./{},-]+)`/g)].flatMap(([, path = '']) =>
    expanded(path),
  );
  expect(paths.length).toBeGreaterThan(25);
  expect(paths.filter((path) => !existsSync(resolve(root, path)))).toEqual([]);
});
