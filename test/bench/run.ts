/**
 * `npm run bench`: what the product costs beside what others do, each pair measured in turns in the same VS Code.
 * Prints one table and writes all rounds to `out/bench.json`. A missed goal is marked and does not fail the command.
 * Arguments name the parts to run (`lists`, `activation`, `firstRows`, `memory`, `pages`); without any it is all of them.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { measureActivations } from './activations.ts';
import { inBenchWindow } from './benchWindow.ts';
import type { Figures } from './figures.ts';
import { measureFirstRows } from './firstRows.ts';
import { type BenchFolders, makeFolders } from './folders.ts';
import { measureHeap } from './heap.ts';
import { measureLists } from './lists.ts';
import { measurePages } from './pages.ts';
import { rowsOf } from './rows.ts';
import { formatTable } from './table.ts';

const parts: Readonly<Record<string, (folders: BenchFolders) => Promise<Figures>>> = {
  lists: ({ bench }) =>
    inBenchWindow({ developmentPath: bench }, async (host, page) => ({
      lists: await measureLists(host, page),
    })),
  activation: async ({ timed }) => ({ activations: await measureActivations(timed) }),
  firstRows: async ({ product }) => ({ firstRows: await measureFirstRows(product) }),
  memory: ({ bench }) =>
    inBenchWindow({ developmentPath: bench }, async (host) => ({
      engine: await host.engineMemory(),
      heap: await measureHeap(host),
    })),
  pages: async ({ bench }) => ({ pages: await measurePages(bench) }),
};
/** Bytes do not mind company, and reading pages is mostly waiting: these two run side by side. */
const together = ['memory', 'pages'];

const asked = process.argv.slice(2);
const file = resolve(import.meta.dirname, '../../out/bench.json');
const figures: Figures = {};
const started = performance.now();
const folders = await makeFolders();
const measure = async (name: string): Promise<void> => {
  if (asked.length === 0 || asked.includes(name)) {
    console.log(`Measuring ${name} …`);
    try {
      Object.assign(figures, await parts[name]?.(folders));
    } catch (error) {
      console.error(`${name} could not be measured:`, error);
      process.exitCode = 1;
    }
  }
};
for (const name of Object.keys(parts).filter((part) => !together.includes(part))) {
  await measure(name);
}
await Promise.all(together.map(measure));
const rows = rowsOf(figures);
const seconds = Math.round((performance.now() - started) / 1_000);
const machine = `${cpus().length} × ${cpus()[0]?.model ?? process.arch}`;
await writeFile(file, JSON.stringify({ machine, seconds, rows, figures }, undefined, 2));
const missed = rows.filter(({ ok }) => ok === false).length;
console.log(`\n${formatTable(rows)}\n`);
console.log(
  `${missed === 0 ? 'All goals reached' : `${missed} goals MISSED`}; ${machine}, ${seconds} s; ${file}`,
);
