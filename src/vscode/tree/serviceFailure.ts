import type { CloudError } from '../../core/model/errors.ts';
import type { ServiceTasks } from '../../core/tasks/serviceTasks.ts';

/** Why none of a service can be shown: everything that was asked for has failed, and for the same reason. */
export function serviceFailure(tasks: ServiceTasks): CloudError | undefined {
  const asked = tasks.groups.filter((group) => group.phase !== 'idle');
  const [first] = asked;
  const failure = first?.failure;
  const allAlike = asked.every(
    (group) =>
      group.failure?.error.code === failure?.error.code && group.rows.size === 0 && group.phase === 'failed',
  );
  return allAlike ? failure?.error : undefined;
}
