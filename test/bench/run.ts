/**
 * `npm run bench`: what the product costs beside what others do, each pair measured in turns in the same VS Code.
 * Prints one table and writes all rounds to `out/bench.json`. A missed goal is marked and does not fail the command.
 * Arguments name the parts to run (`lists`, `pages`, `activation`, `firstRows`); without any it is all of them.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { measureActivations } from './activations.ts';
import { inBenchWindow } from './benchWindow.ts';
import type { Figures } from './figures.ts';
import { measureFirstRows } from './firstRows.ts';
import { type BenchFolders, makeFolders } from './folders.ts';
import { measureLists } from './lists.ts';
import { measurePages } from './pages.ts';
import { rowsOf } from './rows.ts';
import { formatTable } from './table.ts';

const parts: Readonly<Record<string, (folders: BenchFolders) => Promise<Figures>>> = {
  lists: ({ bench }) =>
    inBenchWindow({ developmentPath: bench }, async (host, page) => ({
      lists: await measureLists(host, page),
      heap: { ours: await host.heapGrowth('ours', 1_000), flat: await host.heapGrowth('flat', 10) },
    })),
  pages: async ({ bench }) => ({ pages: await measurePages(bench) }),
  activation: async ({ timed }) => ({ activations: await measureActivations(timed) }),
  firstRows: async ({ product }) => ({ firstRows: await measureFirstRows(product) }),
};

const asked = process.argv.slice(2);
const file = resolve(import.meta.dirname, '../../out/bench.json');
const figures: Figures = {};
const started = performance.now();
const folders = await makeFolders();
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) {
    console.log(`Measuring ${name} …`);
    Object.assign(figures, await measure(folders));
  }
}
const rows = rowsOf(figures);
const seconds = Math.round((performance.now() - started) / 1_000);
const machine = `${cpus().length} × ${cpus()[0]?.model ?? process.arch}`;
await writeFile(file, JSON.stringify({ machine, seconds, rows, figures }, undefined, 2));
const missed = rows.filter(({ ok }) => ok === false).length;
console.log(`\n${formatTable(rows)}\n`);
console.log(
  `${missed === 0 ? 'All goals reached' : `${missed} goals MISSED`}; ${machine}, ${seconds} s; ${file}`,
);
