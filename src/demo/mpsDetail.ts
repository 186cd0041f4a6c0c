import type { Failure, Progress } from './mediaResults.ts';
import { drawFailure, findings, mediaProcessResults, metaData } from './mediaResults.ts';
import { mediaTimes } from './mediaTimes.ts';
import { Random } from './random.ts';
import type { DemoTask } from './task.ts';
import { reachedAt, statusOf } from './task.ts';

/** The time of what has not happened, as MPS prints it: a text that is no date. */
export const neverMps = '0000-00-00T00:00:00Z';

const structures = [
  'WorkflowTask',
  'EditMediaTask',
  'LiveStreamProcessTask',
  'ExtractBlindWatermarkTask',
  'ScheduleTask',
  'LiveScheduleTask',
] as const;

const mediaTypes: Readonly<Record<string, string>> = {
  'action-trans': 'Transcode',
  'action-sample': 'SampleSnapshot',
  'action-sprite': 'ImageSprites',
  'action-snapshot': 'SnapshotByTimeOffset',
  'action-gif': 'AnimatedGraphics',
  'action-adaptive': 'AdaptiveDynamicStreaming',
};

const none: Failure = { ErrCode: 0, ErrCodeExt: '', Message: '' };
const aborted: Failure = { ErrCode: 20000, ErrCodeExt: 'Aborted', Message: 'task was aborted by user' };

/** The answer of `DescribeTaskDetail`: common fields, and one structure, named after the type, that is not null. */
export function mpsDetail(task: DemoTask, seed: number, now: number): object {
  const random = new Random(seed, task.seq * 2);
  return {
    TaskType: task.template.type,
    Status: statusOf(task),
    ...mediaTimes(task, neverMps),
    ...Object.fromEntries(structures.map((name) => [name, null])),
    [task.template.type]: structure(task, random, now),
    TaskNotifyConfig: { NotifyType: 'URL', NotifyMode: 'Finish', NotifyUrl: 'https://hooks.example.com/mps' },
    TasksPriority: random.pick([0, 0, 0, 5, 10]),
    SessionId: random.chance(0.3) ? random.hex(16) : '',
    SessionContext: random.chance(0.2) ? JSON.stringify({ order: random.digits(8) }) : '',
    ExtInfo: '',
  };
}

function structure(task: DemoTask, random: Random, now: number): object {
  const begunAt = reachedAt(task, 'PROCESSING');
  const finished = reachedAt(task, 'FINISH') !== undefined;
  const wasAborted = finished && begunAt === undefined;
  const progress: Progress = { begunAt, endsAt: task.times.at(-1) ?? now, now, fails: task.fails };
  // Of these structures only this one has WAITING among its documented statuses: the others, and their parts, are
  // PROCESSING from the start, whatever the status of the task.
  const unbegun = task.template.type === 'ExtractBlindWatermarkTask' ? 'WAITING' : 'PROCESSING';
  const head = (failure: Failure) => ({
    // A task that was started by a schedule keeps its own id inside.
    TaskId: task.template.type === 'ScheduleTask' ? task.id.replace('ScheduleTask', 'WorkflowTask') : task.id,
    Status: finished ? 'FINISH' : begunAt === undefined ? unbegun : 'PROCESSING',
    ErrCode: failure.ErrCode,
    ErrCodeExt: failure.ErrCodeExt,
    Message: failure.Message,
  });
  const whole = wasAborted ? aborted : none;
  const source = {
    Type: 'COS',
    CosInputInfo: { Bucket: 'media-1250000000', Region: 'ap-guangzhou', Object: task.subject },
  };
  switch (task.template.type) {
    case 'WorkflowTask': {
      // One in four failures is the source's, then nothing ran at all; of a task without media parts, each is.
      const blamesSource = () => random.chance(0.25) || mediaParts(task.template.subtypes).length === 0;
      const unreadable = task.fails && finished && !wasAborted && blamesSource();
      const parts = wasAborted || unreadable ? [] : task.template.subtypes;
      return {
        ...head(unreadable ? drawFailure(random) : whole),
        InputInfo: source,
        MetaData: begunAt === undefined || unreadable ? null : metaData(random),
        MediaProcessResultSet: mediaProcessResults(mediaParts(parts), progress, random),
        AiContentReviewResultSet: findings(
          parts.includes('ai-review') ? ['Porn', 'Terrorism'] : [],
          progress,
          random,
        ),
        AiAnalysisResultSet: findings(
          parts.includes('ai-analysis') ? ['Classification', 'Cover'] : [],
          progress,
          random,
        ),
        AiRecognitionResultSet: findings(
          parts.includes('ai-recognition') ? ['FaceRecognition'] : [],
          progress,
          random,
        ),
        AiQualityControlTaskResult: null,
      };
    }
    case 'ScheduleTask': {
      const results = mediaProcessResults(
        mediaParts(wasAborted ? [] : task.template.subtypes),
        progress,
        random,
      );
      return {
        ...head(whole),
        InputInfo: source,
        MetaData: begunAt === undefined ? null : metaData(random),
        ActivityResultSet: results.map((result, index) => ({
          ActivityType: index === 0 ? 'action-trans' : 'action-AIQualityControl',
          ActivityResItem: result,
        })),
      };
    }
    case 'EditMediaTask': {
      const failure = task.fails && finished ? drawFailure(random) : whole;
      const output = { Type: 'COS', Path: `/edited/${random.hex(8)}.mp4` };
      return {
        ...head(failure),
        Input: {
          FileInfoSet: [{ InputInfo: source, StartTimeOffset: 0, EndTimeOffset: random.integer(5, 600) }],
        },
        Output: finished && failure.ErrCode === 0 ? output : null,
      };
    }
    case 'ExtractBlindWatermarkTask':
      return {
        ...head(task.fails && finished ? drawFailure(random) : whole),
        InputInfo: source,
        Type: 'blind-basic',
        Result: finished && !task.fails ? random.hex(32) : '',
      };
    default:
      return {
        ...head(task.fails && finished ? drawFailure(random) : whole),
        Url: `rtmp://live.example.com/live/${random.hex(10)}`,
      };
  }
}

/** Quality control has no structure in `MediaProcessResultSet`; AI parts have sets of their own. */
function mediaParts(subtypes: readonly string[]): readonly string[] {
  return subtypes.flatMap((subtype) => mediaTypes[subtype] ?? []);
}
