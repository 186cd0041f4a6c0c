import { describe, expect, it } from 'vitest';
import { mpsDetail } from '../../../src/demo/mpsDetail.ts';
import type { DemoTask } from '../../../src/demo/task.ts';

const created = Date.UTC(2026, 4, 19, 9);
const course = ['WAITING', 'PROCESSING', 'FINISH'];

function statuses(type: string, step: number): readonly unknown[] {
  const task: DemoTask = {
    seq: 1,
    id: `2600000-${type}-1`,
    template: { type, subtypes: ['action-trans'] },
    fails: false,
    subject: '/in/a.mp4',
    course,
    times: [created, created + 60_000, created + 120_000],
    step,
  };
  const detail = mpsDetail(task, 1, created + step * 60_000) as Record<string, { Status?: unknown }>;
  return [detail.Status, detail[type]?.Status];
}

describe('the status inside a detail', () => {
  // Values of the vendor's data types.
  it.each(['WorkflowTask', 'ScheduleTask', 'EditMediaTask', 'LiveStreamProcessTask', 'LiveScheduleTask'])(
    'of a waiting %s is PROCESSING: it has no WAITING',
    (type) => {
      expect(statuses(type, 0)).toEqual(['WAITING', 'PROCESSING']);
    },
  );

  it('of a waiting ExtractBlindWatermarkTask is WAITING', () => {
    expect(statuses('ExtractBlindWatermarkTask', 0)).toEqual(['WAITING', 'WAITING']);
  });

  it.each([1, 2])('is that of the task in step %i', (step) => {
    expect(statuses('ExtractBlindWatermarkTask', step)).toEqual([course[step], course[step]]);
    expect(statuses('WorkflowTask', step)).toEqual([course[step], course[step]]);
  });
});
