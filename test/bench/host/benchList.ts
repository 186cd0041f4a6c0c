import type { LoadMore, Refresh } from '../hostCalls.ts';

/** A list of tasks in a tree view, as the bench drives it. */
export interface BenchList {
  /** How often VS Code was told that something has changed. */
  readonly fires: number;
  /** How often VS Code asked for rows. */
  readonly listings: number;
  loadMore(): Promise<LoadMore>;
  scrollToTop(): Promise<void>;
  refresh(round: number): Promise<Refresh>;
}
