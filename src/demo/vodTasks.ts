import { Random } from './random.ts';
import type { DemoTask, TaskTemplate } from './task.ts';

const minute = 60_000;

interface VodTemplate extends TaskTemplate {
  readonly weight: number;
  /** In the TaskId. */
  readonly slug: string;
  /** Mean time it runs, ms. */
  readonly run: number;
}

/** Types as they come: the 2017 ones in either case. */
const templates: readonly [VodTemplate, ...VodTemplate[]] = [
  {
    type: 'Procedure',
    slug: 'procedurev2',
    weight: 44,
    run: 8 * minute,
    subtypes: ['Transcode', 'SampleSnapshot', 'ImageSprites'],
  },
  { type: 'transcode', slug: 'transcode', weight: 18, run: 7 * minute, subtypes: [] },
  { type: 'EditMedia', slug: 'editmedia', weight: 8, run: 5 * minute, subtypes: [] },
  { type: 'PullUpload', slug: 'pullupload', weight: 9, run: 2 * minute, subtypes: [] },
  { type: 'ComposeMedia', slug: 'composemedia', weight: 5, run: 12 * minute, subtypes: [] },
  { type: 'SplitMedia', slug: 'splitmedia', weight: 4, run: 3 * minute, subtypes: [] },
  { type: 'RemoveWatermark', slug: 'removewatermark', weight: 3, run: 15 * minute, subtypes: [] },
  { type: 'ReviewAudioVideo', slug: 'reviewaudiovideo', weight: 5, run: 4 * minute, subtypes: [] },
  { type: 'WechatMiniProgramPublish', slug: 'wechatpublish', weight: 2, run: 2 * minute, subtypes: [] },
  { type: 'Concat', slug: 'concat', weight: 2, run: 3 * minute, subtypes: [] },
];

const usual = ['WAITING', 'PROCESSING', 'FINISH'];
const abandoned = ['WAITING', 'ABORTED'];

/** Makes the task with this number of an application: always the same for a seed. One in fifty is aborted. */
export function vodTask(seed: number, subAppId: number, seq: number, created: number): DemoTask {
  const random = new Random(seed ^ subAppId, seq * 2 + 1);
  const template = random.pickWeighted(templates);
  const begins = created + 1_000 + random.around(3 * minute);
  const ends = begins + template.run * 0.3 + random.around(template.run * 0.7);
  const aborted = random.chance(0.02);
  return {
    seq,
    id: `${subAppId}-${template.slug}-${random.hex(32)}t0`,
    template,
    fails: !aborted && random.chance(0.07),
    subject: `528589${random.digits(13)}`,
    course: aborted ? abandoned : usual,
    times: aborted ? [created, begins] : [created, begins, ends],
    step: 0,
  };
}
