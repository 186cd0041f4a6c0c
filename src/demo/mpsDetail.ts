import { drawFailure, type MediaFailure, noFailure } from './mediaFailures.ts';
import { metaData } from './mediaMetaData.ts';
import { mediaParts, type Progress } from './mediaParts.ts';
import { mediaTimes } from './mediaTimes.ts';
import { liveRecord, type MpsPart, mpsParts, scheduleActivities } from './mpsParts.ts';
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

const aborted: MediaFailure = { ErrCode: 20000, ErrCodeExt: 'Aborted', Message: 'task was aborted by user' };

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
  // The heads of tasks have no text code.
  const head = ({ ErrCode, Message }: MediaFailure) => ({
    // A task that was started by a schedule keeps its own id inside.
    TaskId: task.template.type === 'ScheduleTask' ? task.id.replace('ScheduleTask', 'WorkflowTask') : task.id,
    Status: finished ? 'FINISH' : begunAt === undefined ? unbegun : 'PROCESSING',
    ErrCode,
    Message,
  });
  const whole = wasAborted ? aborted : noFailure;
  const outcome = task.fails && finished && !wasAborted ? drawFailure(random) : whole;
  const source = {
    Type: 'COS',
    CosInputInfo: { Bucket: 'media-1250000000', Region: 'ap-guangzhou', Object: task.subject },
  };
  switch (task.template.type) {
    case 'WorkflowTask': {
      // One in four failures is the source's, then nothing ran at all.
      const unreadable = outcome !== whole && random.chance(0.25);
      const ran =
        wasAborted || unreadable ? [] : task.template.subtypes.flatMap((type) => mpsParts[type] ?? []);
      return {
        ...head(unreadable ? outcome : whole),
        InputInfo: source,
        MetaData: begunAt === undefined || unreadable ? null : metaData(random),
        ...resultSets(ran, mediaParts(ran, progress, random)),
        AiQualityControlTaskResult: null,
      };
    }
    case 'ScheduleTask': {
      const activities = task.template.subtypes.flatMap((type) =>
        wasAborted ? [] : (scheduleActivities[type] ?? []),
      );
      const results = mediaParts(activities, progress, random);
      return {
        ...head(whole),
        InputInfo: source,
        MetaData: begunAt === undefined ? null : metaData(random),
        ActivityResultSet: activities.map(({ activity, field }, index) => ({
          ActivityType: activity,
          ActivityResItem: { [field]: results[index] },
        })),
      };
    }
    case 'EditMediaTask': {
      const output = {
        OutputStorage: {
          Type: 'COS',
          CosOutputStorage: { Bucket: 'media-1250000000', Region: 'ap-guangzhou' },
        },
        Path: `/edited/${random.hex(8)}.mp4`,
      };
      return {
        ...head(outcome),
        Input: {
          FileInfoSet: [{ InputInfo: source, StartTimeOffset: 0, EndTimeOffset: random.integer(5, 600) }],
        },
        Output: finished && outcome.ErrCode === 0 ? output : null,
      };
    }
    case 'ExtractBlindWatermarkTask':
      return {
        ...head(outcome),
        InputInfo: source,
        Type: 'blind-basic',
        IsDetected: finished && outcome.ErrCode === 0,
        Result: finished && outcome.ErrCode === 0 ? random.hex(32) : '',
      };
    case 'LiveScheduleTask': {
      const [LiveRecordTask] = wasAborted ? [] : mediaParts([liveRecord], progress, random);
      return {
        ...head(whole),
        Url: streamOf(task),
        LiveActivityResultSet: LiveRecordTask
          ? [{ ActivityType: 'LiveRecord', LiveActivityResItem: { LiveRecordTask } }]
          : [],
      };
    }
    default:
      return { ...head(outcome), Url: streamOf(task) };
  }
}

/** A live task works on a stream instead of a file. */
function streamOf(task: DemoTask): string {
  const name = task.subject.replace(/^.*\//, '').replace(/\.\w+$/, '');
  return `rtmp://live.example.com/live/${name}?txSecret=${new Random(task.seq).hex(32)}&txTime=6A1B2C3D`;
}

const mediaFields = [...new Set(Object.values(mpsParts).flat())]
  .filter(({ set }) => set === 'MediaProcessResultSet')
  .map(({ field }) => field);

/** The result lists of a workflow. An item of a media part has null for the parts of other types. */
function resultSets(parts: readonly MpsPart[], results: readonly object[]): object {
  const sets: Record<MpsPart['set'], object[]> = {
    MediaProcessResultSet: [],
    AiContentReviewResultSet: [],
    AiAnalysisResultSet: [],
    AiRecognitionResultSet: [],
  };
  for (const [index, { set, type, field }] of parts.entries()) {
    const others = set === 'MediaProcessResultSet' ? mediaFields.map((name) => [name, null]) : [];
    sets[set].push({ Type: type, ...Object.fromEntries(others), [field]: results[index] });
  }
  return sets;
}
