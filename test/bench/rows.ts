import type { Activation } from './activations.ts';
import type { Figures } from './figures.ts';
import type { FirstRows } from './firstRows.ts';
import type { TimedExtension } from './folders.ts';
import { heapRows as filled, type HeapFigures } from './heap.ts';
import type { EngineMemory, HeapGrowth, QuietView } from './hostCalls.ts';
import { type ListFigures, namedRows, sizes } from './lists.ts';
import { distances, type LoadAllFigures, loadedTasks } from './loadAll.ts';
import { median } from './median.ts';
import type { PageFigures } from './pages.ts';
import { detailBytes, type ReportFigures } from './reportPages.ts';
import { type BenchRow, mb, ms, times } from './table.ts';

const quietMs = 10 * 60_000;
const defaultIntervalMs = 15_000;

/** What was measured beside what was to be reached. */
export function rowsOf(figures: Figures): BenchRow[] {
  const { lists, heap, engine, pages, activations, firstRows, quiet, report, loadAll } = figures;
  return [
    ...(lists ? [...loadMoreRows(lists), refreshRow(lists), namedRefreshRow(lists)] : []),
    ...(heap ? heapRows(heap) : []),
    ...(engine ? [engineRow(engine), namedTaskRow(engine)] : []),
    ...(pages ? pageRows(pages) : []),
    ...(activations ? activationRows(activations) : []),
    ...(firstRows ? firstRowsRows(firstRows) : []),
    ...(quiet ? quietRows(quiet) : []),
    ...(report ? [reportRow(report)] : []),
    ...(loadAll ? loadAllRows(loadAll) : []),
  ];
}

function loadMoreRows({ loadMore }: ListFigures): BenchRow[] {
  const ours = (size: number): number => median(loadMore.ours[size] ?? []);
  const flat = (size: number): number => median(loadMore.flat[size] ?? []);
  const growth = ours(100_000) / ours(1_000);
  return [
    ...sizes.map((size) => {
      const ratio = flat(size) / ours(size);
      const last = size === 100_000;
      return {
        what: `load more, ${size.toLocaleString('en')} loaded`,
        ours: ms(ours(size)),
        against: `${ms(flat(size))} flat list`,
        ratio: times(ratio),
        toReach: last ? '≥ 30×' : '',
        ok: last ? ratio >= 30 : undefined,
      };
    }),
    {
      what: 'load more, 100,000 against 1,000',
      ours: ms(ours(100_000)),
      against: `${ms(ours(1_000))} ours`,
      ratio: times(growth),
      toReach: '≤ 1.5×',
      ok: growth <= 1.5,
    },
  ];
}

function refreshRow({ refresh }: ListFigures): BenchRow {
  const ours = median(refresh.ours);
  const flat = median(refresh.flat);
  return {
    what: 'refresh, 100 of 100,000 rows changed',
    ours: ms(ours),
    against: `${ms(flat)} whole tree`,
    ratio: times(flat / ours),
    toReach: '≥ 20×',
    ok: flat / ours >= 20,
  };
}

function namedRefreshRow({ namedRefresh }: ListFigures): BenchRow {
  const named = median(namedRefresh.named);
  const unnamed = median(namedRefresh.unnamed);
  return {
    what: `refresh, 100 of ${namedRows.toLocaleString('en')} named rows changed`,
    ours: ms(named),
    against: `${ms(unnamed)} unnamed`,
    ratio: times(named / unnamed),
    toReach: '≤ 1.25×',
    ok: named / unnamed <= 1.25,
  };
}

function heapRows({ ours, oursListed, wholeTree }: HeapFigures): BenchRow[] {
  const growth = ({ bytesAfter, bytesBefore, refreshes }: HeapGrowth): number =>
    ((bytesAfter - bytesBefore) / refreshes) * 1_000;
  const against = `${mb(growth(wholeTree))} whole tree of ${filled.toLocaleString('en')} rows, from ${wholeTree.refreshes}`;
  return [
    {
      what: 'heap, 1,000 refreshes, 100 changes spread over 1,000 rows',
      ours: mb(growth(ours)),
      against,
      ratio: times(growth(wholeTree) / growth(ours)),
      toReach: '< 20 MB',
      // Of the 100 changed rows, 20 are always listed: fewer rows asked for would be no refresh.
      ok: ours.rowsAsked >= 20 * ours.refreshes && growth(ours) < 20e6,
    },
    {
      what: `the same, all 100 among the listed rows, from ${oursListed.refreshes}`,
      ours: mb(growth(oursListed)),
      against,
      ratio: times(growth(wholeTree) / growth(oursListed)),
      toReach: '',
      ok: undefined,
    },
  ];
}

function engineRow({ bytesPerTask, jsonBytesPerTask }: EngineMemory): BenchRow {
  const ratio = bytesPerTask / jsonBytesPerTask;
  return {
    what: 'engine memory per loaded task',
    ours: `${bytesPerTask.toFixed(0)} B`,
    against: `${jsonBytesPerTask.toFixed(0)} B parsed JSON`,
    ratio: times(ratio),
    toReach: '≤ 1.0×, ≤ 400 B',
    ok: ratio <= 1 && bytesPerTask <= 400,
  };
}

function namedTaskRow({ bytesPerTask, factsBytesPerTask }: EngineMemory): BenchRow {
  return {
    what: 'the same with name and outcome',
    ours: `${(bytesPerTask + factsBytesPerTask).toFixed(0)} B`,
    against: `${bytesPerTask.toFixed(0)} B without`,
    ratio: times((bytesPerTask + factsBytesPerTask) / bytesPerTask),
    toReach: '',
    ok: undefined,
  };
}

function pageRows(pages: PageFigures): BenchRow[] {
  const ours = median(pages.ms.ours);
  const sdk = median(pages.ms.sdk);
  const most = Math.max(...pages.connections.ours);
  const connected = (count: number): string => (count === 1 ? '1 connection' : `${count} connections`);
  const against = `${ms(sdk)} official SDK, ${connected(median(pages.connections.sdk))}`;
  const privately = median(pages.ms.oursByNodeFetch);
  const mostPrivately = Math.max(...pages.connections.oursByNodeFetch);
  return [
    {
      what: '100 pages of 100 over TLS, 40 ms away',
      ours: `${ms(ours)}, ${connected(most)}`,
      against,
      ratio: times(sdk / ours),
      toReach: '≥ 2×, 1 connection',
      ok: sdk / ours >= 2 && most === 1,
    },
    {
      what: 'the same with a private authority (node-fetch)',
      ours: `${ms(privately)}, ${connected(mostPrivately)}`,
      against,
      ratio: times(sdk / privately),
      toReach: '≥ 2×, 1 connection',
      ok: sdk / privately >= 2 && mostPrivately === 1,
    },
  ];
}

function activationRows(activations: Record<TimedExtension, readonly Activation[]>): BenchRow[] {
  const total = (all: readonly Activation[]): number =>
    median(all.map(({ readMs, activateMs }) => readMs + activateMs));
  const ours = total(activations.ours);
  const empty = total(activations.empty);
  const sdk = total(activations.sdk);
  const inUse = median(
    activations.ours.map(({ readMs, activateMs, firstUseMs = 0 }) => readMs + activateMs + firstUseMs),
  );
  return [
    {
      what: 'code load and activate, fresh host',
      ours: ms(ours),
      against: `${ms(empty)} empty extension`,
      ratio: `+${ms(ours - empty)}`,
      toReach: '≤ 30 ms over',
      ok: ours - empty <= 30,
    },
    {
      what: 'the same',
      ours: ms(ours),
      against: `${ms(sdk)} official SDK bundled in`,
      ratio: times(ours / sdk),
      toReach: '≤ 0.25×',
      ok: ours / sdk <= 0.25,
    },
    {
      what: 'the same with all code of the product, at its first use',
      ours: ms(inUse),
      against: `${ms(sdk)} official SDK bundled in`,
      ratio: times(inUse / sdk),
      toReach: '',
      ok: undefined,
    },
  ];
}

function firstRowsRows(figures: FirstRows): BenchRow[] {
  const { accountsMs, groupsMs, tasksMs, namesMs, rows, details } = figures;
  const reported = { against: '', ratio: '', toReach: '', ok: undefined };
  return [
    { what: 'first rows after opening the view, demo cloud', ours: ms(accountsMs), ...reported },
    {
      what: 'then: its groups, first tasks, after a click each',
      ours: `${ms(groupsMs)}, ${ms(tasksMs)}`,
      ...reported,
    },
    {
      what: `then: names of 90 % of ${rows} task rows in sight`,
      ours: ms(namesMs),
      against: `${(details / (0.9 * rows)).toFixed(2)} calls a named row`,
      ratio: '',
      toReach: '≤ 3,000 ms',
      ok: namesMs <= 3_000,
    },
  ];
}

function quietRows({ collapsed, expanded }: NonNullable<Figures['quiet']>): BenchRow[] {
  const looks = quietMs / defaultIntervalMs;
  const row = (what: string, { lists, others, everything }: QuietView): BenchRow => ({
    what,
    ours: `${lists} lists, ${others} others`,
    against: `${(everything * looks).toLocaleString('en')} everything each 15 s`,
    ratio: times((everything * looks) / (lists + others)),
    toReach: '',
    ok: undefined,
  });
  return [
    row(`requests, ${collapsed.services} services open, 10 quiet minutes`, collapsed),
    row('the same with running tasks listed', expanded),
  ];
}

function reportRow({ ms: [first = Number.NaN, ...again], length }: ReportFigures): BenchRow {
  return {
    what: `report page of a detail of ${mb(detailBytes)}`,
    ours: ms(median(again)),
    against: `${ms(first)} the first time, ${mb(length)} page`,
    ratio: '',
    toReach: '≤ 100 ms',
    ok: median(again) <= 100,
  };
}

function loadAllRows({ ahead, oneByOne }: LoadAllFigures): BenchRow[] {
  return distances.map((distance) => {
    const ratio = (oneByOne[distance] ?? 0) / (ahead[distance] ?? 0);
    return {
      what: `load all, ${loadedTasks.toLocaleString('en')} ended ECS tasks, ${distance} ms away`,
      ours: ms(ahead[distance] ?? 0),
      against: `${ms(oneByOne[distance] ?? 0)} one page after another, both at 20 requests a second`,
      ratio: times(ratio),
      toReach: '≥ 3×',
      ok: ratio >= 3,
    };
  });
}
