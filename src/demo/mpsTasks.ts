import { Random } from './random.ts';
import type { DemoTask, TaskTemplate } from './task.ts';

const minute = 60_000;

interface MpsTemplate extends TaskTemplate {
  readonly weight: number;
  /** Mean time it runs, ms. */
  readonly run: number;
}

const templates: readonly [MpsTemplate, ...MpsTemplate[]] = [
  { type: 'WorkflowTask', weight: 34, run: 9 * minute, subtypes: ['action-trans'] },
  {
    type: 'WorkflowTask',
    weight: 14,
    run: 14 * minute,
    subtypes: ['action-trans', 'action-sample', 'action-sprite'],
  },
  { type: 'WorkflowTask', weight: 9, run: 6 * minute, subtypes: ['action-snapshot', 'action-gif'] },
  {
    type: 'WorkflowTask',
    weight: 8,
    run: 20 * minute,
    subtypes: ['action-adaptive', 'action-trans', 'ai-review'],
  },
  { type: 'WorkflowTask', weight: 6, run: 11 * minute, subtypes: ['ai-analysis', 'ai-recognition'] },
  { type: 'EditMediaTask', weight: 11, run: 5 * minute, subtypes: ['action-edit'] },
  { type: 'ScheduleTask', weight: 10, run: 13 * minute, subtypes: ['action-trans', 'ai-quality-control'] },
  { type: 'LiveStreamProcessTask', weight: 4, run: 150 * minute, subtypes: ['ai-review', 'ai-recognition'] },
  { type: 'LiveScheduleTask', weight: 2, run: 120 * minute, subtypes: ['action-live-record'] },
  { type: 'ExtractBlindWatermarkTask', weight: 2, run: 3 * minute, subtypes: [] },
];

const course = ['WAITING', 'PROCESSING', 'FINISH'];

/** Makes the task with this number: always the same for a seed. */
export function mpsTask(seed: number, seq: number, created: number): DemoTask {
  const random = new Random(seed, seq * 2 + 1);
  const template = random.pickWeighted(templates);
  const begins = created + 2_000 + random.around(5 * minute);
  const ends = begins + template.run * 0.25 + random.around(template.run * 0.75);
  return {
    seq,
    id: `2459183746-${template.type}-${random.hex(32)}tt${random.integer(0, 3)}`,
    template,
    fails: random.chance(0.09),
    subject: `/input/${random.pick(['launch', 'match', 'lecture', 'trailer', 'interview', 'stream'])}-${random.digits(5)}.mp4`,
    course,
    times: [created, begins, ends],
    step: 0,
  };
}
