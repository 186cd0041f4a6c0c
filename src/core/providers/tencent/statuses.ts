import type { StatusKind } from '../../model/task.ts';

/** `Status` of MPS and VOD tasks. FINISH says that it ended, not that it worked. */
export const taskStatuses: readonly StatusKind[] = [
  { status: 'WAITING', name: 'Waiting', stage: 'waiting', mood: 'neutral' },
  { status: 'PROCESSING', name: 'Processing', stage: 'running', mood: 'neutral' },
  { status: 'FINISH', name: 'Finished', stage: 'done', mood: 'good' },
];

/** VOD only, and no documented list filter. */
export const abortedStatus: StatusKind = {
  status: 'ABORTED',
  name: 'Aborted',
  stage: 'done',
  mood: 'attention',
  onDemand: true,
};
