import type { Cloud } from '../../model/account.ts';
import type { StatusKind } from '../../model/task.ts';

const all: readonly StatusKind[] = [
  { status: 'Pending', name: 'Pending', stage: 'waiting', severity: 'neutral' },
  { status: 'Processing', name: 'Processing', stage: 'running', severity: 'neutral' },
  { status: 'Finished', name: 'Finished', stage: 'done', severity: 'good' },
  { status: 'Failed', failed: true, name: 'Failed', stage: 'done', severity: 'bad' },
  // A paused task goes on: it ranks with running ones, so that it can come back.
  { status: 'Paused', name: 'Paused', stage: 'running', severity: 'attention', onDemand: true },
  { status: 'Deleted', name: 'Deleted', stage: 'done', severity: 'attention', onDemand: true },
];

/** What `TaskStatus` filters by. The public page says of other values that they take no effect: everything comes. */
const filters: Readonly<Partial<Record<Cloud, readonly string[]>>> = {
  alibaba: ['Processing', 'Finished', 'Failed'],
  apsaraStack: ['Pending', 'Processing', 'Finished', 'Paused', 'Deleted'],
};

/** Whether the cloud's page has the status among the values of `TaskStatus`. */
export function isFilter(status: string, cloud: Cloud): boolean {
  return filters[cloud]?.includes(status) ?? false;
}

/** `TaskStatus` of ECS tasks. Pending is no filter of the public cloud, so nobody is made to search for it there. */
export function ecsStatuses(cloud: Cloud): readonly StatusKind[] {
  return all.map((kind) =>
    kind.status === 'Pending' && cloud === 'alibaba' ? { ...kind, onDemand: true } : kind,
  );
}
