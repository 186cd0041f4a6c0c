import { drawFailure, findings, mediaProcessResults, metaData } from './mediaResults.ts';
import { mediaTimes } from './mediaTimes.ts';
import { Random } from './random.ts';
import type { DemoTask } from './task.ts';
import { endedAt, reachedAt, statusOf } from './task.ts';

/** The time of what has not happened, as VOD prints it: a date of the year 1. */
export const neverVod = '0001-01-01T00:00:00Z';

/** Structures by type where the name is not the type and `Task`. */
const named: Readonly<Record<string, string>> = { transcode: 'TranscodeTask' };

const structures = [
  'ProcedureTask',
  'EditMediaTask',
  'WechatPublishTask',
  'ComposeMediaTask',
  'SplitMediaTask',
  'WechatMiniProgramPublishTask',
  'PullUploadTask',
  'TranscodeTask',
  'ConcatTask',
  'ClipTask',
  'CreateImageSpriteTask',
  'SnapshotByTimeOffsetTask',
  'RemoveWatermarkTask',
  'RebuildMediaTask',
  'ExtractTraceWatermarkTask',
  'ExtractCopyRightWatermarkTask',
  'ReviewAudioVideoTask',
  'ReduceMediaBitrateTask',
  'DescribeFileAttributesTask',
  'QualityInspectTask',
  'QualityEnhanceTask',
  'ComplexAdaptiveDynamicStreamingTask',
] as const;

/** The answer of `DescribeTaskDetail`. */
export function vodDetail(task: DemoTask, seed: number, now: number): object {
  const random = new Random(seed, task.seq * 2);
  return {
    TaskType: task.template.type,
    Status: statusOf(task),
    ...mediaTimes(task, neverVod),
    ...Object.fromEntries(structures.map((name) => [name, null])),
    [named[task.template.type] ?? `${task.template.type}Task`]: {
      ...structure(task, random, now),
      ...vodSession(task),
    },
  };
}

/** What the caller gave when the task was started; most give nothing. */
export function vodSession(task: DemoTask): { SessionId: string; SessionContext: string } {
  return {
    SessionId: task.seq % 5 === 0 ? `session-${task.subject.slice(-8)}` : '',
    SessionContext: task.seq % 7 === 0 ? `upload ${task.subject.slice(-4)}` : '',
  };
}

function structure(task: DemoTask, random: Random, now: number): object {
  const begunAt = reachedAt(task, 'PROCESSING');
  const ended = endedAt(task);
  const fileUrl = `https://1500000001.vod2.example.com/${random.hex(24)}/${task.subject}/source.mp4`;
  const head = { TaskId: task.id, Status: ended === undefined ? 'PROCESSING' : 'FINISH' };
  const file = { FileId: task.subject, FileName: `clip-${task.subject.slice(-6)}`, FileUrl: fileUrl };
  const endsAt = task.times.at(-1) ?? now;
  const fine = { ErrCode: 0, ErrCodeExt: '', Message: ended === undefined ? '' : 'SUCCESS' };
  const outcome = task.fails && ended !== undefined ? drawFailure(random) : fine;
  if (task.template.type === 'Procedure') {
    const progress = { begunAt, endsAt, now, fails: task.fails };
    return {
      ...head,
      // The procedure itself is fine when a part of it is not.
      ...fine,
      ...file,
      MetaData: begunAt === undefined ? null : metaData(random),
      MediaProcessResultSet:
        statusOf(task) === 'ABORTED' ? [] : mediaProcessResults(task.template.subtypes, progress, random),
      AiContentReviewResultSet: [],
      AiAnalysisResultSet: findings(task.seq % 4 === 0 ? ['Classification'] : [], progress, random),
      AiRecognitionResultSet: [],
      TasksPriority: 0,
      TasksNotifyMode: 'Finish',
      Operator: '',
      OperationType: '',
    };
  }
  const percent =
    begunAt === undefined ? 0 : Math.min(100, Math.floor(((now - begunAt) / (endsAt - begunAt)) * 100));
  return {
    ...head,
    ...outcome,
    ...file,
    Progress: percent,
    MetaData: begunAt === undefined ? null : metaData(random),
    Output:
      ended !== undefined && outcome.ErrCode === 0
        ? { FileId: `528589${random.digits(13)}`, FileUrl: fileUrl }
        : null,
  };
}
