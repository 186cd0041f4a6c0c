import type { StatusKind } from '../../model/task.ts';

/** Our own name for "nothing was ever collected", which the service answers with an error. */
export const neverCollected = 'NEVER_COLLECTED';

/** `Status` of `DescribeProcessTaskStatus`, and the one it tells by an error. */
export const agentStatuses: readonly StatusKind[] = [
  { status: 'COLLECTING', name: 'Collecting', stage: 'running', severity: 'neutral' },
  { status: 'COMPLETE', name: 'Complete', stage: 'done', severity: 'good' },
  { status: 'AGENT_OFFLINE', name: 'Agent offline', stage: 'done', severity: 'attention' },
  { status: 'FAILED', name: 'Failed', stage: 'done', severity: 'bad' },
  {
    status: neverCollected,
    name: 'Never collected',
    stage: 'waiting',
    severity: 'neutral',
    settled: true,
    onDemand: true,
  },
];
