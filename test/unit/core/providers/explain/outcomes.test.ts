import type {
  DescribeTaskDetailResponse as MpsDetail,
  MediaProcessTaskTranscodeResult as MpsTranscode,
} from 'tencentcloud-sdk-nodejs-mps/tencentcloud/services/mps/v20190612/mps_models.js';
import type {
  DescribeTaskDetailResponse as VodDetail,
  MediaProcessTaskTranscodeResult as VodTranscode,
} from 'tencentcloud-sdk-nodejs-vod/tencentcloud/services/vod/v20180717/vod_models.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../../../../../src/core/providers/explain/explain.ts';
import { mps } from '../../../../../src/core/providers/tencent/mps.ts';
import { vod } from '../../../../../src/core/providers/tencent/vod.ts';
import { type DemoCloud, startDemoCloud } from '../../../../../src/demo/demoCloud.ts';
import { serviceContext } from '../serviceContext.ts';

/** Whether a part of a task has failed; `undefined` while it has not ended or does not say. */
function failureIn(detail: unknown): boolean | undefined {
  const { conclusion } = explain(detail);
  return conclusion === 'success' ? false : conclusion === 'failure' || conclusion === 'partial' || undefined;
}

/** The official SDKs' types, in which many fields that come as null are written as absent. */
type Answered<T> = { [K in keyof T]?: Answered<T[K]> | null };

const good = { Status: 'SUCCESS', ErrCode: 0, ErrCodeExt: '', Message: '', Progress: 100 } as const;
const bad = {
  Status: 'FAIL',
  ErrCode: 70_000,
  ErrCodeExt: 'InternalError',
  Message: 'decode failed',
  Progress: 40,
} as const;

/** A detail without the structures that are null. */
function mpsDetail(detail: Answered<MpsDetail>): Answered<MpsDetail> {
  return {
    Status: 'FINISH',
    CreateTime: '2026-05-19T09:00:00Z',
    EditMediaTask: null,
    WorkflowTask: null,
    LiveStreamProcessTask: null,
    ScheduleTask: null,
    TaskNotifyConfig: null,
    ...detail,
  };
}

describe('MPS', () => {
  const workflow = (transcode: Answered<MpsTranscode>): unknown =>
    mpsDetail({
      TaskType: 'WorkflowTask',
      WorkflowTask: {
        TaskId: 'w',
        Status: 'FINISH',
        ErrCode: 0,
        Message: '',
        MetaData: null,
        MediaProcessResultSet: [
          { Type: 'Transcode', TranscodeTask: transcode, AnimatedGraphicTask: null },
          { Type: 'SampleSnapshot', TranscodeTask: null, SampleSnapshotTask: good },
        ],
        AiContentReviewResultSet: [],
        AiAnalysisResultSet: [],
        AiRecognitionResultSet: [],
      },
    });

  it.each<[string, Answered<MpsTranscode>, boolean]>([
    ['success', good, false],
    ['success that ErrCodeExt says in words', { ...good, ErrCodeExt: 'SUCCESS' }, false],
    ['success with an old error code', { ...good, ErrCode: 30_000 }, false],
    ['failure', bad, true],
    ['failure without a code', { Status: 'FAIL', ErrCode: 0, ErrCodeExt: '', Message: '' }, true],
    ['a code without a status', { ErrCode: 30_000, Message: 'no status' }, true],
    ['nothing', {}, false],
  ])('WorkflowTask: one part ends in %s', (_, transcode, failed) => {
    expect(failureIn(workflow(transcode))).toBe(failed);
  });

  it('WorkflowTask: the source was unreadable, so that no part has run', () => {
    const detail = mpsDetail({
      TaskType: 'WorkflowTask',
      WorkflowTask: {
        Status: 'FINISH',
        ErrCode: 30_001,
        Message: 'no such object',
        MediaProcessResultSet: [],
      },
    });
    expect(failureIn(detail)).toBe(true);
  });

  it('WorkflowTask: quality control, which may be null, and smart subtitles fail by themselves', () => {
    const parts = (
      quality: typeof good | typeof bad | null,
      subtitle: typeof good | typeof bad,
    ): Answered<MpsDetail> =>
      mpsDetail({
        WorkflowTask: {
          Status: 'FINISH',
          ErrCode: 0,
          AiQualityControlTaskResult: quality,
          SmartSubtitlesTaskResult: [{ Type: 'AsrFullTextRecognition', AsrFullTextTask: subtitle }],
        },
      });
    expect(failureIn(parts(null, good))).toBe(false);
    expect(failureIn(parts(bad, good))).toBe(true);
    expect(failureIn(parts(good, bad))).toBe(true);
  });

  it('EditMediaTask and LiveStreamProcessTask say it themselves', () => {
    const edit = (ErrCode: number) =>
      mpsDetail({ TaskType: 'EditMediaTask', EditMediaTask: { Status: 'FINISH', ErrCode, Output: null } });
    const live = (ErrCode: number) =>
      mpsDetail({
        TaskType: 'LiveStreamProcessTask',
        LiveStreamProcessTask: { TaskId: 'l', Status: 'FINISH', ErrCode, Message: '', Url: 'rtmp://live' },
      });
    expect([edit(0), live(0)].map(failureIn)).toEqual([false, false]);
    expect([edit(60_000), live(60_000)].map(failureIn)).toEqual([true, true]);
  });

  it('ScheduleTask: an activity fails three levels down', () => {
    const schedule = (last: typeof good | typeof bad): Answered<MpsDetail> =>
      mpsDetail({
        TaskType: 'ScheduleTask',
        ScheduleTask: {
          Status: 'FINISH',
          ErrCode: 0,
          ActivityResultSet: [
            { ActivityType: 'input', ActivityResItem: null },
            { ActivityType: 'Transcode', ActivityResItem: { TranscodeTask: good, ReviewTask: null } },
            { ActivityType: 'AIAnalysis', ActivityResItem: { AnalysisTask: last, TranscodeTask: null } },
          ],
        },
      });
    expect(failureIn(schedule(good))).toBe(false);
    expect(failureIn(schedule(bad))).toBe(true);
  });

  it.each(['WAITING', 'PROCESSING', undefined])('has no outcome while its status is %s', (Status) => {
    expect(
      failureIn({ Status, WorkflowTask: { MediaProcessResultSet: [{ TranscodeTask: bad }] } }),
    ).toBeUndefined();
  });

  it('a structure nobody knew when this was written', () => {
    const detail = (part: object) => ({
      TaskType: 'HologramTask',
      Status: 'FINISH',
      HologramTask: { Stages: { Depth: [{ Render: part }] } },
    });
    expect(failureIn(detail(good))).toBe(false);
    expect(failureIn(detail(bad))).toBe(true);
    expect(failureIn(detail({ Status: 'FAILED' }))).toBe(true);
  });
});

describe('VOD', () => {
  const detail = (fields: Answered<VodDetail>): Answered<VodDetail> => ({
    Status: 'FINISH',
    ProcedureTask: null,
    EditMediaTask: null,
    WechatPublishTask: null,
    ...fields,
  });
  const procedure = (transcode: Answered<VodTranscode>): unknown =>
    detail({
      TaskType: 'Procedure',
      ProcedureTask: {
        Status: 'FINISH',
        ErrCode: 0,
        Message: '',
        MediaProcessResultSet: [{ Type: 'Transcode', TranscodeTask: transcode, CoverBySnapshotTask: null }],
        AiAnalysisResultSet: [],
      },
    });

  it('ProcedureTask: its own code says nothing, its parts do', () => {
    expect(failureIn(procedure(good))).toBe(false);
    expect(failureIn(procedure(bad))).toBe(true);
  });

  it('ComposeMedia, PullUpload and the structures of 2017, which have no status', () => {
    const tasks = (ErrCode: number): unknown[] => [
      detail({ ComposeMediaTask: { Status: 'FINISH', ErrCode } }),
      detail({ PullUploadTask: { Status: 'FINISH', ErrCode } }),
      detail({ TranscodeTask: { ErrCode, Message: '' } }),
    ];
    expect(tasks(0).map(failureIn)).toEqual([false, false, false]);
    expect(tasks(40_000).map(failureIn)).toEqual([true, true, true]);
  });

  it('ProcessMediaByMPS: codes are texts', () => {
    const task = (ErrCode: string, Status?: string) =>
      detail({
        ProcessMediaByMPSTask: {
          Status: 'FINISH',
          ErrCode: 0,
          SubTaskSet: [{ TaskType: 'AiAnalysis.DeLogo', ErrCode, ...(Status && { Status }) }],
        },
      });
    expect([task('0'), task(''), task('70000', 'SUCCESS')].map(failureIn)).toEqual([false, false, false]);
    expect([task('70000'), task('0', 'FAIL')].map(failureIn)).toEqual([true, true]);
  });

  it('WechatPublish: it has finished, but nothing was published', () => {
    const publication = (WechatStatus: string) =>
      detail({ WechatPublishTask: { Status: 'FINISH', ErrCode: 0, WechatStatus } });
    expect(failureIn(publication('SUCCESS'))).toBe(false);
    expect(failureIn(publication('FAIL'))).toBe(true);
  });

  it('ABORTED is no failure, and no success', () => {
    expect(failureIn({ Status: 'ABORTED', ProcedureTask: { ErrCode: 1 } })).toBeUndefined();
  });
});

describe('ECS', () => {
  it.each([
    [{ TaskStatus: 'Finished', FailedCount: 0, SuccessCount: 3 }, false],
    [{ TaskStatus: 'Finished', FailedCount: 1, SuccessCount: 2 }, true],
    [{ TaskStatus: 'Finished', FailedCount: '1' }, true],
    [{ TaskStatus: 'Failed', FailedCount: 0 }, true],
    [{ TaskStatus: 'Processing', FailedCount: 1 }, undefined],
  ])('%j', (detail, failed) => {
    expect(failureIn(detail)).toBe(failed);
  });
});

it.each([[null], [undefined], ['FINISH'], [[]], [7], [{}]])('%j has no outcome', (detail) => {
  expect(failureIn(detail)).toBeUndefined();
});

describe('the demo cloud', () => {
  const now = Date.now();
  let cloud: DemoCloud;
  beforeAll(async () => {
    cloud = await startDemoCloud({
      now: () => now,
      population: { mps: 400, vod: 200, ecs: 0 },
      requestsPerSecond: 10_000,
    });
  });
  afterAll(() => cloud.close());

  it.each([
    ['mps', mps],
    ['vod', vod],
  ] as const)('%s: every finished task turns out as the cloud meant it to', async (name, kind) => {
    const service = kind.create(
      serviceContext({
        cloud: 'tencent',
        config: { kind: name, endpoint: new URL(cloud.url) },
        credentials: cloud.credentials.tencent,
      }),
    );
    const tasks = [...cloud.model.storeOf(name).withStatus('FINISH').newestFirst()];
    const outcomes = await Promise.all(
      tasks.map(async ({ id }) => failureIn((await service.detail(id, new AbortController().signal)).value)),
    );
    expect(outcomes.filter((failed) => failed === true).length).toBeGreaterThan(3);
    expect(outcomes).toEqual(tasks.map(({ fails }) => fails));
  });
});
