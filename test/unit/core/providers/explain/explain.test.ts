import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxParts } from '../../../../../src/core/model/explanation.ts';
import { explain } from '../../../../../src/core/providers/explain/explain.ts';

const workflow = (task: object, status = 'FINISH'): object => ({
  TaskType: 'WorkflowTask',
  Status: status,
  WorkflowTask: { Status: status, ErrCode: 0, Message: '', ...task },
});
const media = (...parts: readonly object[]): object => ({
  MediaProcessResultSet: parts.map((part) => ({ Type: 'Transcode', TranscodeTask: part })),
});
const good = { Status: 'SUCCESS', ErrCode: 0, ErrCodeExt: '', Message: 'SUCCESS' };
const bad = {
  Status: 'FAIL',
  ErrCode: 60_000,
  ErrCodeExt: 'SourceFileError.ContentMalformed',
  Message: 'broken',
};

describe('how a task turned out', () => {
  it.each([
    ['all went well', [good, good], 'success'],
    ['one of two failed', [good, bad], 'partial'],
    ['all failed', [bad, bad], 'failure'],
    ['a part still runs although the task has ended', [{ Status: 'PROCESSING', ErrCode: 0 }], 'unknown'],
    ['success in other letters', [{ Status: 'Success', ErrCode: '0' }], 'success'],
    ['failure in other letters', [{ Status: 'Error' }], 'failure'],
    ['a code behind a success', [{ ...good, ErrCode: 30_000 }], 'success'],
    ['a code beside ErrCode 0', [{ Status: 'FINISH', ErrCode: 0, ErrCodeExt: 'InternalError' }], 'failure'],
    ['a code in text', [{ ErrCode: '70000' }], 'failure'],
    ['a negative code', [{ ErrCode: -1 }], 'failure'],
    ['codes that say OK', [{ Status: 'FINISH', ErrCode: '000', ErrCodeExt: 'ok' }], 'success'],
  ])('%s', (_, parts, conclusion) => {
    expect(explain(workflow(media(...parts))).conclusion).toBe(conclusion);
  });

  it('is unknown where nothing has spoken', () => {
    const task = { Status: 'FINISH', MediaProcessResultSet: [{ Type: 'Transcode', TranscodeTask: null }] };
    expect(explain({ Status: 'FINISH', ReduceMediaBitrateTask: task }).conclusion).toBe('unknown');
  });

  it('takes nothing from what was given to the task', () => {
    const given = { Status: 'FAIL', ErrCode: 1 };
    const task = { InputInfo: given, MetaData: given, ...media({ ...good, Input: given }) };
    expect(explain(workflow(task)).conclusion).toBe('success');
  });

  it('is unknown where the type has no structure', () => {
    expect(explain({ TaskType: 'EvaluationTask', Status: 'FINISH' }).conclusion).toBe('unknown');
  });

  it.each(['WAITING', 'PROCESSING', 'Pending', 'Paused', 'SOMETHING'])(
    'is open while the status is %s',
    (status) => {
      expect(explain(workflow(media(bad), status)).conclusion).toBeUndefined();
    },
  );

  it('shows a part that has failed while the task runs, and how far the rest is', () => {
    const running = { Status: 'PROCESSING', ErrCode: 0, Progress: 40 };
    const { parts, progress, counts } = explain(workflow(media(bad, running), 'PROCESSING'));
    expect(parts.map(({ state }) => state)).toEqual(['failed', 'running']);
    expect(counts).toEqual({ failed: 1, running: 1, succeeded: 0 });
    expect(progress).toBe(70);
  });

  it('takes the whole as the part that failed where the source could not be read', () => {
    const { parts, conclusion } = explain(workflow({ ErrCode: 30_001, Message: 'no such object' }));
    expect(conclusion).toBe('failure');
    expect(parts).toMatchObject([
      { name: 'WorkflowTask', code: '30001', message: 'no such object', pointer: '/WorkflowTask' },
    ]);
  });

  it.each([
    ['WechatStatus', 'SUCCESS', 'success'],
    ['WechatStatus', 'FAIL', 'failure'],
    ['WechatStatus', 'AUDITNOTPASS', 'failure'],
    ['WechatStatus', 'NOTTRIGGERED', 'unknown'],
    ['PublishResult', 'Pass', 'success'],
    ['PublishResult', 'Failed', 'failure'],
    ['PublishResult', 'Rejected', 'failure'],
  ])('%s %s', (field, value, conclusion) => {
    const detail = { Status: 'FINISH', WechatPublishTask: { Status: 'FINISH', ErrCode: 0, [field]: value } };
    expect(explain(detail).conclusion).toBe(conclusion);
    expect(explain(detail).parts[0]?.code).toBe(conclusion === 'failure' ? value : undefined);
  });

  it('reads ErrCodeExt where it is the only code', () => {
    const task = {
      Status: 'FINISH',
      ErrCodeExt: 'SourceFileError.DownloadError',
      Message: 'not found',
      Output: null,
    };
    expect(explain({ Status: 'FINISH', ReviewAudioVideoTask: task })).toMatchObject({
      conclusion: 'failure',
      parts: [{ name: 'ReviewAudioVideoTask', code: 'SourceFileError.DownloadError', fault: 'file' }],
    });
  });

  it('reads the text codes that image tasks have in ErrMsg, and no sentence', () => {
    const image = (ErrMsg: string) => ({ Status: 'FINISH', ErrCode: 0, ErrMsg, Message: 'too large' });
    expect(explain(image('InvalidInput.Size'))).toMatchObject({
      conclusion: 'failure',
      parts: [{ code: 'InvalidInput.Size', fault: 'request', message: 'too large', pointer: '' }],
    });
    expect(explain(image('')).conclusion).toBe('success');
    expect(explain(image('all is well here')).conclusion).toBe('success');
  });
});

describe('ECS', () => {
  const operation = (OperationStatus: string, more: object = {}) => ({
    OperationStatus,
    ErrorCode: '',
    ErrorMsg: '',
    ...more,
  });
  const denied = { ErrorCode: 'InvalidParameter.Format', ErrorMsg: 'cannot be read' };
  const attribute = (TaskStatus: string, operations: readonly object[], more: object = {}) => ({
    TaskId: 't-1',
    TaskAction: 'ImportImage',
    TaskStatus,
    OperationProgressSet: { OperationProgress: operations },
    ...more,
  });

  it.each([
    [attribute('Finished', [operation('Success')]), 'success'],
    [attribute('Failed', [operation('Failed', denied)]), 'failure'],
    [attribute('Finished', [operation('Failed', denied), operation('Success')]), 'partial'],
    [{ TaskStatus: 'Finished', FailedCount: 1, SuccessCount: 2 }, 'partial'],
    [{ TaskStatus: 'Finished', FailedCount: '3' }, 'failure'],
    [{ TaskStatus: 'Finished', FailedCount: 0 }, 'success'],
    [{ TaskStatus: 'Failed' }, 'failure'],
    [{ TaskStatus: 'Finished' }, 'unknown'],
    [{ TaskStatus: 'Deleted', FailedCount: 1 }, 'cancelled'],
    [{ TaskStatus: 'Processing', FailedCount: 1 }, undefined],
  ])('%j', (detail, conclusion) => {
    expect(explain(detail).conclusion).toBe(conclusion);
  });

  it('names the operation that failed, not the task around it', () => {
    const { parts } = explain(attribute('Failed', [operation('Failed', denied)], { FailedCount: 1 }));
    expect(parts).toMatchObject([
      {
        name: 'OperationProgress',
        code: 'InvalidParameter.Format',
        message: 'cannot be read',
        fault: 'request',
        pointer: '/OperationProgressSet/OperationProgress/0',
      },
    ]);
  });

  it('reads percent', () => {
    expect(explain({ TaskStatus: 'Processing', TaskProcess: '45%' }).progress).toBe(45);
  });

  const failed = { TaskId: 't-2', TaskStatus: 'Failed', FailedCount: 1 };
  const entries = { TaskSet: { Task: [{ TaskId: 't-1', TaskStatus: 'Finished', FailedCount: 0 }, failed] } };
  it.each([
    ['data', { code: 200, data: failed }, '/data'],
    ['result', { resultCode: 0, result: failed }, '/result'],
    ['JSON in a text', { data: JSON.stringify(failed) }, '/data'],
    ['JSON in a text in a wrapper', { data: { result: JSON.stringify(entries) } }, '/data/result'],
    ['a list', entries, '/TaskSet/Task/1'],
    ['a list of lists', { TaskSet: [entries.TaskSet] }, '/TaskSet/0/Task/1'],
    ['a lone entry', { TaskSet: { Task: failed } }, '/TaskSet/Task'],
    ['a list in a wrapper', { data: entries }, '/data/TaskSet/Task/1'],
    ['an answer of Tencent', { Response: failed }, '/Response'],
  ])('finds the task in %s', (_, answer, pointer) => {
    expect(explain(answer, 't-2')).toMatchObject({
      conclusion: 'failure',
      status: 'Failed',
      parts: [{ pointer }],
    });
  });

  it('takes no other task of a list for it', () => {
    expect(explain(entries, 't-9').status).toBeUndefined();
    expect(explain(entries).status).toBeUndefined();
  });
});

describe('a part', () => {
  it('has its name, kind, template, times and results', () => {
    const part = {
      ...bad,
      Input: { Definition: 100_040 },
      Progress: 0,
      BeginProcessTime: '2026-05-19T09:00:00Z',
      FinishTime: '2026-05-19T09:02:00Z',
      Output: {
        Path: '/out/a.mp4',
        OutputStorage: { Type: 'COS', CosOutputStorage: { Bucket: 'media-125' } },
      },
    };
    expect(explain(workflow(media(good, part))).parts[1]).toEqual({
      name: 'TranscodeTask',
      kind: 'Transcode',
      template: '100040',
      state: 'failed',
      status: 'FAIL',
      code: 'SourceFileError.ContentMalformed',
      numericCode: '60000',
      message: 'broken',
      fault: 'file',
      progress: undefined,
      startedAt: Date.UTC(2026, 4, 19, 9),
      finishedAt: Date.UTC(2026, 4, 19, 9, 2),
      outputs: ['cos://media-125/out/a.mp4'],
      pointer: '/WorkflowTask/MediaProcessResultSet/1/TranscodeTask',
    });
  });

  it('is named by the activity around it', () => {
    const item = { ActivityType: 'AiQualityControl', ActivityResItem: { QualityControlTask: bad } };
    const { parts } = explain({
      Status: 'FINISH',
      ScheduleTask: { Status: 'FINISH', ErrCode: 0, ActivityResultSet: [item] },
    });
    expect(parts).toMatchObject([{ name: 'QualityControlTask', kind: 'AiQualityControl' }]);
  });

  it('is named by its type among the subtasks of MPS, whose input is a text', () => {
    const subtask = {
      TaskType: 'AiAnalysis.DeLogo',
      Status: 'FAIL',
      ErrCode: '70000',
      Message: 'no',
      Input: '{"Definition": 24}',
    };
    const { parts } = explain({
      Status: 'FINISH',
      ProcessMediaByMPSTask: { Status: 'FINISH', ErrCode: 0, SubTaskSet: [subtask] },
    });
    expect(parts).toMatchObject([{ name: 'AiAnalysis.DeLogo', template: '24', code: '70000' }]);
  });

  it.each([
    ['InvalidInput', 'request'],
    ['InvalidInput.TaskDuplicated', 'request'],
    ['InvalidParameterValue.BitRate', 'request'],
    ['SourceFileError.NoVideoMedia', 'file'],
    ['InternalError.UploadFail', 'provider'],
    ['RequestLimitExceeded', 'unknown'],
    [60_000, 'file'],
    [50_000, 'provider'],
    [51_234, 'provider'],
    [40_000, 'unknown'],
    [70_000, 'unknown'],
  ])('%s: the fault is the %s', (code, fault) => {
    const { parts } = explain(
      workflow(media({ Status: 'FAIL', [typeof code === 'number' ? 'ErrCode' : 'ErrCodeExt']: code })),
    );
    expect(parts[0]?.fault).toBe(fault);
  });

  it('has a pointer that leads to it, whatever the fields are called', () => {
    const { parts } = explain({ Status: 'FINISH', 'a/b~c': { '': [{ x: bad }] } });
    expect(parts[0]?.pointer).toBe('/a~1b~0c//0/x');
  });
});

describe('whatever comes', () => {
  it('never throws, and has no outcome where there is no status', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        explain(value);
        explain({ Status: 'FINISH', TaskStatus: value, X: value, Input: value, OperationProgressSet: value });
      }),
      { numRuns: 500 },
    );
    for (const value of [undefined, null, 7, '', 'FINISH', [], {}, () => 1, Symbol('x')]) {
      expect(explain(value).conclusion).toBeUndefined();
    }
  });

  it.each([5_000, 200_000])('reads a failure %i levels down', (depth) => {
    let inner: object = { Deep: bad };
    for (let level = 0; level < depth; level++) {
      inner = level % 2 === 0 ? { inner } : { list: [inner] };
    }
    expect(explain({ Status: 'FINISH', Task: inner }).conclusion).toBe('failure');
  });

  it('keeps a bounded number of parts and letters, failed ones first, in their order', () => {
    const long = 'x'.repeat(1_000_000);
    const many = [
      ...Array.from({ length: 5_000 }, () => good),
      { ...bad, Message: long, ErrCodeExt: long },
      good,
    ];
    const { parts, counts } = explain(workflow(media(...many)));
    expect(counts).toEqual({ succeeded: 5_001, failed: 1, running: 0 });
    expect(parts).toHaveLength(maxParts);
    expect(parts.at(-1)?.state).toBe('failed');
    expect(JSON.stringify(parts).length).toBeLessThan(200_000);
  });

  it('tells no secret of what was given', () => {
    const secret = 'hunter2hunter2';
    const url = `https://u:${secret}@h/a.mp4?token=${secret}`;
    const detail = workflow({
      InputInfo: { UrlInputInfo: { Url: url }, S3InputInfo: { S3SecretId: secret, S3SecretKey: secret } },
      ...media({ ...good, Output: { Url: url, FileUrl: url, Path: '/a' } }),
    });
    expect(JSON.stringify(explain(detail))).not.toContain(secret);
  });
});
