import { describe, expect, it } from 'vitest';
import { explain } from '../../../../../src/core/providers/explain/explain.ts';

const workflow = (task: object): object => ({
  TaskType: 'WorkflowTask',
  Status: 'FINISH',
  WorkflowTask: { Status: 'FINISH', ErrCode: 0, ...task },
});

describe('what it works on', () => {
  const mps = (InputInfo: object) => workflow({ InputInfo });
  const vod = (field: string, structure: object) => ({
    Status: 'FINISH',
    [field]: { Status: 'FINISH', ...structure },
  });
  it.each<[string, object, object]>([
    [
      'COS',
      mps({ CosInputInfo: { Object: '/in/lecture 01.mp4' } }),
      { name: 'lecture 01.mp4', source: '/in/lecture 01.mp4' },
    ],
    [
      'a signed URL',
      mps({ UrlInputInfo: { Url: 'https://me:pw@example.com/in/%E7%89%87.mp4?sign=SECRET#t' } }),
      { name: '片.mp4', source: 'https://example.com/in/%E7%89%87.mp4' },
    ],
    ['S3', mps({ S3InputInfo: { S3Object: 'a/b.mov', S3SecretKey: 'k' } }), { name: 'b.mov' }],
    ['VOD storage', mps({ VODInputInfo: { Object: 'x/c.flv' } }), { name: 'c.flv' }],
    [
      'an edit',
      {
        Status: 'FINISH',
        EditMediaTask: { Input: { FileInfoSet: [{ InputInfo: { CosInputInfo: { Object: '/d.mp4' } } }] } },
      },
      { name: 'd.mp4' },
    ],
    [
      'a live stream',
      {
        Status: 'PROCESSING',
        LiveStreamProcessTask: { Url: 'rtmp://live.example.com/live/room7?txSecret=abc&txTime=1' },
      },
      { name: 'room7', source: 'rtmp://live.example.com/live/room7' },
    ],
    [
      'an image',
      { Status: 'FINISH', InputInfo: { CosInputInfo: { Object: '/p/e.png' } } },
      { name: 'e.png' },
    ],
    [
      'a batch',
      { Status: 'FINISH', BatchTaskResult: { InputInfos: [{ CosInputInfo: { Object: '/f.mp4' } }] } },
      { name: 'f.mp4' },
    ],
    [
      'a procedure',
      vod('ProcedureTask', {
        FileId: '52',
        FileName: 'Holiday',
        FileUrl: 'https://cdn.example.com/52/f0.mp4',
      }),
      { name: 'Holiday', fileId: '52' },
    ],
    [
      'an upload',
      vod('PullUploadTask', { FileId: '53', FileUrl: 'https://x/y.mp4', MediaBasicInfo: { Name: 'Pulled' } }),
      { name: 'Pulled', fileId: '53' },
    ],
    [
      'a split',
      vod('SplitMediaTask', { FileInfoSet: [{ Input: { FileId: '54' } }] }),
      { name: undefined, fileId: '54' },
    ],
    [
      'an edit of VOD',
      vod('EditMediaTask', { Input: { FileInfoSet: [{ FileId: '55' }] }, Output: { MediaName: 'Cut' } }),
      { name: 'Cut', fileId: '55' },
    ],
    [
      'a composition',
      vod('ComposeMediaTask', {
        Input: {
          Tracks: [{ TrackItems: [{ VideoItem: { SourceMedia: '56' } }] }],
          Output: { FileName: 'Film' },
        },
      }),
      { name: 'Film', fileId: '56' },
    ],
    ['a review', vod('ReviewAudioVideoTask', { Input: { FileId: '57' } }), { name: undefined, fileId: '57' }],
    [
      'a watermark',
      vod('ExtractTraceWatermarkTask', { Input: { Url: 'https://x/w.mp4?t=1' } }),
      { name: 'w.mp4' },
    ],
    ['a copy for WeChat', vod('WechatPublishTask', { FileId: '58' }), { fileId: '58' }],
    ['a clip', vod('ClipTask', { SrcFileId: '59' }), { fileId: '59' }],
    ['a concat', vod('ConcatTask', { FileInfoSet: [{ FileUrl: 'https://x/g.mp4' }] }), { name: 'g.mp4' }],
    ['a prompt', vod('AigcImageTask', { Input: { Prompt: 'A red\nfox' } }), { name: 'A red fox' }],
    ['a voice', vod('CreateAigcCustomVoiceTask', { Input: { VoiceName: 'Anna' } }), { name: 'Anna' }],
    [
      'a subtask of MPS',
      vod('ProcessMediaByMPSTask', { SubTaskSet: [] }),
      { name: undefined, fileId: undefined },
    ],
    [
      'ECS',
      {
        TaskStatus: 'Finished',
        OperationProgressSet: {
          OperationProgress: [
            { RelatedItemSet: { RelatedItem: [{ Name: 'OSSObject', Value: 'img/win.vhd' }] } },
          ],
        },
      },
      { name: 'win.vhd' },
    ],
    [
      'ECS, an image',
      {
        TaskStatus: 'Finished',
        OperationProgressSet: {
          OperationProgress: [{ RelatedItemSet: { RelatedItem: [{ Name: 'ImageId', Value: 'm-1' }] } }],
        },
      },
      { name: 'm-1' },
    ],
    ['a list entry of ECS', { TaskStatus: 'Finished', ResourceId: 'd-7' }, { name: 'd-7' }],
    ['nothing', { Status: 'FINISH' }, { name: undefined, source: undefined, fileId: undefined }],
  ])('%s', (_, detail, subject) => {
    expect(explain(detail).subject).toMatchObject(subject);
  });

  it('has the session that it was started in', () => {
    expect(explain({ Status: 'FINISH', SessionId: 's1', SessionContext: 'c1' })).toMatchObject({
      sessionId: 's1',
      sessionContext: 'c1',
    });
    expect(explain(vod('ProcedureTask', { SessionId: 's2' }))).toMatchObject({ sessionId: 's2' });
  });
});
