import type { StatusKind } from '../../model/task.ts';

const waiting: StatusKind = { status: 'WAITING', name: 'Waiting', stage: 'waiting', severity: 'neutral' };
const processing: StatusKind = {
  status: 'PROCESSING',
  name: 'Processing',
  stage: 'running',
  severity: 'neutral',
};
const finished: StatusKind = { status: 'FINISH', name: 'Finished', stage: 'done', severity: 'good' };
const failed: StatusKind = {
  ...finished,
  key: 'FINISH/failed',
  failed: true,
  name: 'Failed',
  severity: 'bad',
};

/** FINISH says that a task ended, not that it worked: MPS lists those with a failed part apart from the others. */
export const mpsStatuses: readonly StatusKind[] = [
  waiting,
  processing,
  failed,
  { ...finished, failed: false },
];

/** VOD only, and no documented list filter. */
export const abortedStatus: StatusKind = {
  status: 'ABORTED',
  name: 'Aborted',
  stage: 'done',
  severity: 'attention',
  onDemand: true,
};

/** VOD has no list of failed tasks: only their details tell. */
export const vodStatuses: readonly StatusKind[] = [
  waiting,
  processing,
  { ...failed, listed: false },
  finished,
  abortedStatus,
];
