import { describe, expect, it } from 'vitest';
import { listIn } from '../../../../src/core/providers/listIn.ts';

const one = { TaskId: 't-1' };
const two = { TaskId: 't-2' };
const read = (TaskSet: unknown, TotalCount?: number) =>
  listIn({ answer: { TaskSet, TotalCount }, field: 'TaskSet', entryKey: 'TaskId', entryName: 'Task' });

describe('a list', () => {
  it.each([
    [[one, two]],
    [{ Task: [one, two] }],
    [[{ Task: [one, two] }]],
    [[{ Task: [one] }, { Task: [two] }]],
    [[{ Task: one }, two]],
    [{ Task: [{ Task: [one, two] }] }],
  ])('%j is two entries', (value) => {
    expect(read(value, 2)).toEqual([one, two]);
  });

  it.each([one, { Task: one }, [{ Task: one }]])('%j is one entry', (value) => {
    expect(read(value)).toEqual([one]);
  });

  it.each([null, {}, '', ' ', [], { Task: null }, { Task: '' }, { Task: [] }, [{ Task: null }]])(
    '%j is empty',
    (value) => {
      expect(read(value)).toEqual([]);
      expect(read(value, 0)).toEqual([]);
    },
  );

  it.each([null, {}, '', { Task: null }, { Task: '' }])('%j beside a total is an error', (value) => {
    expect(() => read(value, 5)).toThrow('TaskSet is');
  });

  it.each([[[]], [{ Task: [] }], [[{ Task: [] }]]])(
    '%j beside a total is an empty page of a longer list',
    (value) => {
      expect(read(value, 250)).toEqual([]);
    },
  );

  it.each([undefined, 'x', 3, true, { Other: [] }])('%j is none', (value) => {
    expect(() => read(value)).toThrow(/TaskSet/);
  });
});
