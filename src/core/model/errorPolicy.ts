import type { CloudErrorKind } from './errors.ts';

/** What helps a person: new keys, the service's console, the settings, the log, or to ask again. */
export type Remedy = 'credentials' | 'console' | 'settings' | 'log' | 'retry';

export interface ErrorPolicy {
  /** Whether a read is repeated at once, after a pause. */
  readonly retried: boolean;
  /** Whether it may pass by itself: it is asked again in the background. What only a person can mend is not. */
  readonly passes: boolean;
  /** Whether what was known before still stands. */
  readonly stands: boolean;
  readonly remedy: Remedy;
}

const passing = { retried: false, passes: true, stands: true, remedy: 'retry' } as const;
const lasting = { retried: false, passes: false, stands: false, remedy: 'log' } as const;

/** What follows from a failure of a kind: the one table. */
export const errorPolicy: Readonly<Record<CloudErrorKind, ErrorPolicy>> = {
  transient: { ...passing, retried: true },
  throttled: { ...passing, retried: true },
  clock: passing,
  answer: { ...passing, stands: false },
  credentials: { ...lasting, remedy: 'credentials' },
  permission: lasting,
  notActivated: { ...lasting, remedy: 'console' },
  retired: lasting,
  caller: lasting,
  gone: { ...lasting, remedy: 'retry' },
  setup: { ...lasting, remedy: 'settings' },
};
