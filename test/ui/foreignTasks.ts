/** Items of `DescribeTasks` as MPS prints them: `count` of them, numbered from `from`, newest first. */
export function mpsTasks(name: string, from: number, count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => mpsTask(name, from + index));
}

export function mpsTask(name: string, number: number): Record<string, unknown> {
  const minutesAgo = (minutes: number): string => printed(Date.now() - minutes * 60_000);
  return {
    TaskId: `2600000-WorkflowTask-${name}${String(number).padStart(3, '0')}`,
    TaskType: 'WorkflowTask',
    SubTaskTypes: ['action-trans', 'action-snapshotByTimeOffset'],
    CreateTime: minutesAgo(10 + 5 * number),
    BeginProcessTime: minutesAgo(9 + 5 * number),
    FinishTime: minutesAgo(7 + 5 * number),
  };
}

/** Items of `DescribeTasks` as VOD prints them: they carry their status. */
export function vodTasks(
  name: string,
  from: number,
  count: number,
  Status = 'FINISH',
): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => {
    const { SubTaskTypes, ...times } = mpsTask(name, from + index);
    return {
      ...times,
      TaskId: `1500000-procedurev2-${name}${String(from + index).padStart(3, '0')}`,
      Status,
      FileId: `52858908${1000 + index}`,
      TaskType: 'Procedure',
      SessionId: '',
      SessionContext: '',
    };
  });
}

export function idsOf(items: readonly Record<string, unknown>[]): string[] {
  return items.map(({ TaskId }) => String(TaskId));
}

function printed(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
