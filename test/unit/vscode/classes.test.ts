import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

it('nothing in src/vscode is told by its class, of which there can be two, but for errors', () => {
  const files = globSync('src/vscode/**/*.ts', { cwd: root });
  const told = files.flatMap((path) =>
    [...readFileSync(resolve(root, path), 'utf8').matchAll(/\binstanceof (\w+)/g)].map(
      ([, name]) => `${path}: ${name}`,
    ),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(told.filter((line) => !/: (Cloud)?Error$/.test(line))).toEqual([]);
});
