/**
 * `npm run bench`: what the product costs beside what others do, each pair measured in turns in the same VS Code.
 * Prints one table and writes all rounds to `out/bench.json`. A missed goal is marked and does not fail the command.
 * Arguments name the parts to run (`lists`, `activation`, `firstRows`, `report`, `memory`, `quiet`, `loadAll`,
 * `pages`); without any it is all of them.
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
import { measureLoadAll } from './loadAll.ts';
import { measurePages } from './pages.ts';
import { measureReport } from './reportPages.ts';
import { rowsOf } from './rows.ts';
import { formatTable } from './table.ts';

const parts: Readonly<Record<string, (folders: BenchFolders) => Promise<Figures>>> = {
  lists: ({ bench }) =>
    inBenchWindow({ developmentPath: bench }, async (host, page) => ({
      lists: await measureLists(host, page),
    })),
  activation: async ({ timed }) => ({ activations: await measureActivations(timed) }),
  firstRows: async ({ product }) => ({ firstRows: await measureFirstRows(product) }),
  report: async () => ({ report: measureReport() }),
  memory: ({ bench }) =>
    inBenchWindow({ developmentPath: bench }, async (host, page) => ({
      // In this order: what the engine's own account leaves behind would go while the heap is watched.
      heap: await measureHeap(host, page),
      engine: await host.engineMemory(),
    })),
  quiet: ({ bench }) =>
    inBenchWindow({ developmentPath: bench }, async (host) => ({
      quiet: { collapsed: await host.quietView(false), expanded: await host.quietView(true) },
    })),
  loadAll: async () => ({ loadAll: await measureLoadAll() }),
  pages: async ({ bench }) => ({ pages: await measurePages(bench) }),
};
/** Bytes and counts do not mind company, and reading pages is mostly waiting: these run side by side. */
const together = ['memory', 'quiet', 'pages'];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  throw new Error(`There is no ${unknown.join(', ')}, only ${Object.keys(parts).join(', ')}`);
}
const file = resolve(import.meta.dirname, '../../out/bench.json');
const machine = `${cpus().length} × ${cpus()[0]?.model ?? process.arch}`;
const figures: Figures = {};
const seconds: Record<string, number> = {};
const folders = await makeFolders();

async function measure(name: string): Promise<void> {
  if (asked.length > 0 && !asked.includes(name)) {
    return;
  }
  const started = performance.now();
  try {
    Object.assign(figures, await parts[name]?.(folders));
  } catch (error) {
    console.error(`${name} could not be measured:`, error);
    process.exitCode = 1;
  }
  seconds[name] = Math.round((performance.now() - started) / 1_000);
  console.log(`Measured ${name} in ${seconds[name]} s`);
  await writeFile(file, JSON.stringify({ machine, seconds, rows: rowsOf(figures), figures }, undefined, 2));
}

for (const name of Object.keys(parts).filter((part) => !together.includes(part))) {
  await measure(name);
}
await Promise.all(together.map(measure));
const rows = rowsOf(figures);
const missed = rows.filter(({ ok }) => ok === false).length;
console.log(`\n${formatTable(rows)}\n`);
console.log(
  `${missed === 0 ? 'No goal missed' : `${missed} goals MISSED`}; ${machine}; all rounds are in ${file}`,
);
