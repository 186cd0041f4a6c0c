import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const biome = resolve('node_modules', '@biomejs', 'biome', 'bin', 'biome');
/** How often a file of a folder imports itself by way of others, for its types too, as the linter's graph has it. */
async function circlesIn(root: string, folder: string): Promise<number> {
  const args = [biome, 'lint', '--only=suspicious/noImportCycles', '--reporter=json', folder];
  const run = promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 1e8 });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  const { summary } = JSON.parse(stdout);
  expect(summary.unchanged).toBeGreaterThan(1);
  return summary.errors;
}

it('no file of the sources imports itself by way of others, not even for types', {
  timeout: 60_000,
}, async () => {
  expect(await circlesIn('.', 'src')).toBe(0);
});

it('a circle of types is one', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sources-'));
  try {
    const { linter } = JSON.parse(await readFile('biome.json', 'utf8'));
    const noImportCycles = linter.rules.suspicious.noImportCycles;
    const rules = { recommended: false, suspicious: { noImportCycles } };
    await writeFile(join(folder, 'biome.json'), JSON.stringify({ root: true, linter: { rules } }));
    await writeFile(join(folder, 'a.ts'), "import type { B } from './b.ts';\nexport type A = B | 1;\n");
    await writeFile(join(folder, 'b.ts'), "import type { A } from './a.ts';\nexport type B = A | 2;\n");
    expect(await circlesIn(folder, '.')).toBe(2);
  } finally {
    await rm(folder, { recursive: true });
  }
});
