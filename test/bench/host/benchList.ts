import type { LoadMore, Refresh } from '../hostCalls.ts';

/** A list of tasks in a tree view, as the bench drives it. */
export interface BenchList {
  /** How often VS Code was told that something has changed. */
  readonly fires: number;
  /** How many rows VS Code has asked for; each row again whenever it is shown anew. */
  readonly rowsAsked: number;
  loadMore(): Promise<LoadMore>;
  scrollToTop(): Promise<void>;
  /** Every `every`th row has changed when this is read again, 100 rows from the top on. */
  refresh(round: number, every: number): Promise<Refresh>;
}
