import type { Activation } from './activations.ts';
import type { FirstRows } from './firstRows.ts';
import type { TimedExtension } from './folders.ts';
import type { HeapFigures } from './heap.ts';
import type { EngineMemory } from './hostCalls.ts';
import type { ListFigures } from './lists.ts';
import type { PageFigures } from './pages.ts';

/** What has been measured, as it is written to `out/bench.json`: all rounds, not their medians. */
export interface Figures {
  lists?: ListFigures;
  heap?: HeapFigures;
  engine?: EngineMemory;
  pages?: PageFigures;
  activations?: Record<TimedExtension, readonly Activation[]>;
  firstRows?: FirstRows;
}
