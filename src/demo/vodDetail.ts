import { drawFailure, noFailure } from './mediaFailures.ts';
import { metaData } from './mediaMetaData.ts';
import { mediaTimes } from './mediaTimes.ts';
import { Random } from './random.ts';
import type { DemoTask } from './task.ts';
import { endedAt, reachedAt, statusOf } from './task.ts';
import { fileName, fileUrl } from './vodMedia.ts';
import { type VodRun, vodStructures } from './vodStructures.ts';

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
  const name = named[task.template.type] ?? `${task.template.type}Task`;
  return {
    TaskType: task.template.type,
    Status: statusOf(task),
    ...mediaTimes(task, neverVod),
    ...Object.fromEntries(structures.map((each) => [each, null])),
    [name]: vodStructures[name]?.(runOf(task, new Random(seed, task.seq * 2), now)) ?? null,
  };
}

/** What the caller gave when the task was started; most give nothing. */
export function vodSession(task: DemoTask): { SessionId: string; SessionContext: string } {
  return {
    SessionId: task.seq % 5 === 0 ? `session-${task.subject.slice(-8)}` : '',
    SessionContext: task.seq % 7 === 0 ? `upload ${task.subject.slice(-4)}` : '',
  };
}

function runOf(task: DemoTask, random: Random, now: number): VodRun {
  const begunAt = reachedAt(task, 'PROCESSING');
  const ended = endedAt(task) !== undefined;
  const endsAt = task.times.at(-1) ?? now;
  const fine = { ...noFailure, Message: ended ? 'SUCCESS' : '' };
  const failure = task.fails && ended ? drawFailure(random) : fine;
  return {
    task,
    random,
    progress: { begunAt, endsAt, now, fails: task.fails },
    head: { TaskId: task.id, Status: ended ? 'FINISH' : 'PROCESSING' },
    file: { FileId: task.subject, FileName: fileName(task.subject), FileUrl: fileUrl(task.subject) },
    session: vodSession(task),
    failure,
    succeeded: ended && failure === fine && statusOf(task) === 'FINISH',
    percent:
      begunAt === undefined ? 0 : Math.min(100, Math.floor(((now - begunAt) / (endsAt - begunAt)) * 100)),
    metaData: begunAt === undefined ? null : metaData(random),
    output: {
      FileType: 'mp4',
      FileId: `528589${random.digits(13)}`,
      FileUrl: fileUrl(task.subject).replace('source', 'result'),
      MediaName: fileName(task.subject),
    },
  };
}
