/** The two ways to show the same rows: the product's tree, and one flat list. */
export type ListName = 'ours' | 'flat';

export interface LoadMore {
  /** TaskId of the first new row, which is scrolled into sight. */
  readonly taskId: string;
  /** When the pager was clicked, when VS Code was told, and when it said the row is revealed; ms since the epoch. */
  readonly clickedAt: number;
  readonly firedAt: number;
  readonly revealedAt: number;
}

export interface Refresh {
  readonly firedAt: number;
}

export interface HeapGrowth {
  readonly refreshes: number;
  /** How often VS Code was told of changes, and how many rows it then asked for. */
  readonly fires: number;
  readonly rowsAsked: number;
  /** Of the extension host, after garbage collection. */
  readonly bytesBefore: number;
  readonly bytesAfter: number;
}

/** Who reads a task list: the product by VS Code's `fetch` or by node-fetch, or the official SDK. */
export type ReaderName = 'ours' | 'oursByNodeFetch' | 'sdk';

export interface Reading {
  /** `https:` with a port. */
  readonly endpoint: string;
  readonly caFile: string;
  readonly credentials: { readonly id: string; readonly secret: string };
  readonly pages: number;
}

export interface ReadingResult {
  readonly ms: number;
  readonly tasks: number;
}

export interface EngineMemory {
  readonly tasks: number;
  readonly bytesPerTask: number;
  readonly jsonBytesPerTask: number;
  /** What is kept beside it once its detail was read: name, outcome, failed parts. */
  readonly factsBytesPerTask: number;
}

/** Requests of ten minutes in which no task comes and nobody does anything. */
export interface QuietView {
  readonly services: number;
  /** For pages of lists. */
  readonly lists: number;
  /** For anything else: details of rows, names of files, agents. */
  readonly others: number;
  /** What it takes to read all of every list once, page by page. */
  readonly everything: number;
}

/** What the bench extension does in the extension host, asked for by the runner. */
export interface HostCalls {
  /** Fills both lists with this many rows, opens them, and scrolls to their first rows. */
  fill(size: number): Promise<void>;
  loadMore(list: ListName): Promise<LoadMore>;
  scrollToTop(list: ListName): Promise<void>;
  /** Refreshes the list: every other one of the newest 200 rows reads the round's word now. */
  refresh(list: ListName, round: number): Promise<Refresh>;
  /** Lets every loaded row of ours have a name and an outcome, as if all details had been read. */
  nameRows(): Promise<void>;
  /** Refreshes the list this many times; every `every`th row has changed each time, 100 rows from the top on. */
  heapGrowth(list: ListName, refreshes: number, every: number): Promise<HeapGrowth>;
  /** Of a fresh engine with 100,000 tasks. */
  engineMemory(): Promise<EngineMemory>;
  readPages(reader: ReaderName, reading: Reading): Promise<ReadingResult>;
  /** Of a view with six services open; with `expanded`, their running tasks are listed too. */
  quietView(expanded: boolean): Promise<QuietView>;
  collectGarbage(): Promise<void>;
}
