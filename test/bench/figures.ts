import type { Activation } from './activations.ts';
import type { FirstRows } from './firstRows.ts';
import type { TimedExtension } from './folders.ts';
import type { HeapFigures } from './heap.ts';
import type { EngineMemory, QuietView } from './hostCalls.ts';
import type { ListFigures } from './lists.ts';
import type { LoadAllFigures } from './loadAll.ts';
import type { PageFigures } from './pages.ts';
import type { ReportFigures } from './reportPages.ts';

/** What has been measured, as it is written to `out/bench.json`: all rounds, not their medians. */
export interface Figures {
  lists?: ListFigures;
  heap?: HeapFigures;
  engine?: EngineMemory;
  pages?: PageFigures;
  activations?: Record<TimedExtension, readonly Activation[]>;
  firstRows?: FirstRows;
  quiet?: { readonly collapsed: QuietView; readonly expanded: QuietView };
  report?: ReportFigures;
  loadAll?: LoadAllFigures;
}
