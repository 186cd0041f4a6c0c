export interface HostState {
  readonly pid: number;
  /** After garbage collection, bytes. */
  readonly heapUsed: number;
  /** How many of each kind keep the process alive: `Timeout`, `TCPSocketWrap`, … */
  readonly resources: Readonly<Record<string, number>>;
}

/** What the probe does in the extension host, beside the product. */
export interface HostCalls {
  measure(): Promise<HostState>;
  /** Writes the setting `cloudTasks.accounts`, as another window or Settings Sync would. */
  setAccounts(accounts: readonly unknown[]): Promise<void>;
  /** Leaves a rejection with this message to nobody. */
  rejectUnhandled(message: string): Promise<void>;
}
