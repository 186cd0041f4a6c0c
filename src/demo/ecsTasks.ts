import { Random } from './random.ts';
import type { DemoTask, TaskTemplate } from './task.ts';

const minute = 60_000;

/** Actions as they come: the reference pages show both spellings. */
const actions: readonly [TaskTemplate, ...TaskTemplate[]] = [
  { type: 'ImportImage', subtypes: [] },
  { type: 'ImportImage', subtypes: [] },
  { type: 'ExportImage', subtypes: [] },
  { type: 'ExportImage', subtypes: [] },
  { type: 'IMPORT_IMAGE', subtypes: [] },
  { type: 'RedeployInstance', subtypes: [] },
  { type: 'ModifyDiskSpec', subtypes: [] },
];

/**
 * Makes the task with this number: always the same for a seed. The public cloud knows three statuses; a stack
 * also has tasks that wait, pause or are deleted.
 */
export function ecsTask(seed: number, stack: boolean, seq: number, created: number): DemoTask {
  const random = new Random(seed, seq * 2 + 1);
  const template = random.pick(actions);
  const id = `t-bp1${random.text(17, 'abcdefghijklmnopqrstuvwxyz0123456789')}`;
  const fails = random.chance(0.1);
  const begins = stack ? created + 2_000 + random.around(4 * minute) : created;
  const ends = begins + 3 * minute + random.around(11 * minute);
  const end = fails ? 'Failed' : 'Finished';
  const fate = stack ? random.next() : 1;
  const [course, times] = courseOf(fate, created, begins, ends, end);
  return {
    seq,
    id,
    template,
    fails: course.at(-1) === 'Failed',
    subject: `m-bp1${random.text(17, 'abcdefghijklmnopqrstuvwxyz0123456789')}`,
    course: stack ? course : course.slice(1),
    times: stack ? times : times.slice(1),
    step: 0,
  };
}

function courseOf(
  fate: number,
  created: number,
  begins: number,
  ends: number,
  end: string,
): [course: string[], times: number[]] {
  if (fate < 0.04) {
    return [
      ['Pending', 'Deleted'],
      [created, begins],
    ];
  }
  if (fate < 0.07) {
    return [
      ['Pending', 'Processing', 'Deleted'],
      [created, begins, ends],
    ];
  }
  if (fate < 0.3) {
    const run = ends - begins;
    return [
      ['Pending', 'Processing', 'Paused', 'Processing', end],
      [created, begins, begins + 0.2 * run, begins + 1.4 * run, begins + 2 * run],
    ];
  }
  return [
    ['Pending', 'Processing', end],
    [created, begins, ends],
  ];
}
