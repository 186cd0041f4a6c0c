/** `Task` of ECS `DescribeTasks`. */
export interface EcsTask {
  readonly TaskId: string;
  readonly TaskAction: string;
  readonly TaskStatus: string;
  readonly SupportCancel: string | boolean;
  readonly CreationTime: string;
  readonly FinishedTime: string;
}

const actions = ['ImportImage', 'EXPORT_IMAGE', 'RedeployInstance'];

/** `count` tasks numbered from `from`, newest first; a lower number is a newer task. */
export function ecsTasks(name: string, from: number, count: number, TaskStatus = 'Finished'): EcsTask[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const minutesAgo = (minutes: number) =>
      `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 16)}Z`;
    return {
      TaskId: `t-${name}${String(number).padStart(3, '0')}`,
      TaskAction: actions[number % actions.length] ?? '',
      TaskStatus,
      SupportCancel: number % 2 === 0 ? 'false' : false,
      CreationTime: minutesAgo(100 + 3 * number),
      FinishedTime: TaskStatus === 'Finished' ? minutesAgo(98 + 3 * number) : '',
    };
  });
}

export function taskIds(tasks: readonly EcsTask[]): string[] {
  return tasks.map(({ TaskId }) => TaskId);
}

/** What ECS answers for a page, without a RequestId. */
export function numberedPage(tasks: readonly EcsTask[], PageNumber: number, PageSize: number): object {
  const Task = tasks.slice((PageNumber - 1) * PageSize, PageNumber * PageSize);
  return { PageNumber, PageSize, TotalCount: tasks.length, TaskSet: { Task } };
}
