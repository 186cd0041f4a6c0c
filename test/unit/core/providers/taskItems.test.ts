import { describe, expect, it } from 'vitest';
import type { Task } from '../../../../src/core/model/task.ts';
import { taskItems } from '../../../../src/core/providers/taskItems.ts';

function read(items: readonly unknown[], more: Partial<Task> = {}) {
  return taskItems(items, (_, id) => ({
    id,
    status: 'FINISH',
    type: 'WorkflowTask',
    subtypes: [],
    createdAt: 1,
    startedAt: undefined,
    finishedAt: undefined,
    failed: undefined,
    ...more,
  }));
}

describe('the items of a page', () => {
  it('keep their place when they are no tasks', () => {
    const { tasks, malformed } = read([null, { TaskId: 'a' }, {}, { TaskId: 7 }, 'x']);
    expect(tasks.map(({ id }) => id)).toEqual(['a', '7']);
    expect(malformed).toEqual([
      { reason: 'not an object', raw: null, index: 0 },
      { reason: 'no TaskId', raw: {}, index: 1 },
      { reason: 'not an object', raw: 'x', index: 2 },
    ]);
  });

  it('are taken up to a bound; one row tells of the rest', () => {
    const items = Array.from({ length: 840_000 }, (_, index) => ({ TaskId: `t-${index}` }));
    const { tasks, malformed } = read(items);
    expect(tasks).toHaveLength(1000);
    expect(malformed).toEqual([
      {
        reason: '839000 more entries than a page may hold',
        raw: { entries: 840_000, taken: 1000 },
        index: 1000,
      },
    ]);
  });

  it('are no tasks when their id has no bounds', () => {
    const { tasks, malformed } = read([{ TaskId: 'x'.repeat(8_000_000) }, { TaskId: 'y'.repeat(512) }]);
    expect(tasks).toHaveLength(1);
    expect(malformed).toMatchObject([{ reason: 'a TaskId of 8000000 characters', index: 0 }]);
  });

  it('lose what no row could show of their words and times', () => {
    const long = 'w'.repeat(1_000_000);
    const [task] = read([{ TaskId: 'a' }], {
      status: long,
      type: long,
      subtypes: Array.from({ length: 5000 }, () => long),
      createdAt: 8.64e15,
      startedAt: Number.POSITIVE_INFINITY,
      finishedAt: Date.parse('9999-12-31T23:59:59Z'),
      fileId: long,
      resource: long,
    }).tasks;
    expect(task?.status).toHaveLength(128);
    expect(task?.type).toHaveLength(128);
    expect(task?.subtypes).toHaveLength(100);
    expect(task?.subtypes[99]).toHaveLength(128);
    expect(task).toMatchObject({
      createdAt: undefined,
      startedAt: undefined,
      finishedAt: 253_402_300_799_000,
    });
    expect(task).not.toHaveProperty('fileId');
    expect(task).not.toHaveProperty('resource');
  });
});
