import type { StatusKind } from '../../model/task.ts';
import { collecting, complete, neverCollected } from '../agentService.ts';

/** `Status` of `DescribeProcessTaskStatus`, and the one it tells by an error. */
export const agentStatuses: readonly StatusKind[] = [
  { status: collecting, name: 'Collecting', stage: 'running', mood: 'neutral' },
  { status: complete, name: 'Complete', stage: 'done', mood: 'good' },
  { status: 'AGENT_OFFLINE', name: 'Agent offline', stage: 'done', mood: 'attention' },
  { status: 'FAILED', name: 'Failed', stage: 'done', mood: 'bad' },
  { status: neverCollected, name: 'Never collected', stage: 'waiting', mood: 'neutral' },
];
