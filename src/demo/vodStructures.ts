import type { MediaFailure } from './mediaFailures.ts';
import { mediaParts, type PartShape, type Progress } from './mediaParts.ts';
import type { Random } from './random.ts';
import { type DemoTask, statusOf } from './task.ts';

/** One task at a moment, in the pieces that its structure is made of. */
export interface VodRun {
  readonly task: DemoTask;
  readonly random: Random;
  readonly progress: Progress;
  readonly head: { readonly TaskId: string; readonly Status: string };
  readonly file: { readonly FileId: string; readonly FileName: string; readonly FileUrl: string };
  readonly session: { readonly SessionId: string; readonly SessionContext: string };
  readonly failure: MediaFailure;
  readonly succeeded: boolean;
  readonly percent: number;
  readonly metaData: object | null;
  /** A file it has made, once it has succeeded. */
  readonly output: {
    readonly FileType: string;
    readonly FileId: string;
    readonly FileUrl: string;
    readonly MediaName: string;
  };
}

/** By the field of the answer. Which of the fields of a failure a structure has differs from one to the next. */
export const vodStructures: Readonly<Record<string, (run: VodRun) => object>> = {
  ProcedureTask: procedure,
  EditMediaTask: ({ head, failure, percent, file, succeeded, output, metaData, session }) => ({
    ...head,
    ...failure,
    Progress: percent,
    Input: {
      InputType: 'File',
      FileInfoSet: [{ FileId: file.FileId, StartTimeOffset: 0, EndTimeOffset: 30 }],
    },
    Output: succeeded ? output : null,
    MetaData: succeeded ? metaData : null,
    ProcedureTaskId: '',
    ReviewAudioVideoTaskId: '',
    ...session,
  }),
  PullUploadTask: ({ head, failure, percent, file, succeeded, metaData, session }) => ({
    ...head,
    ...numbered(failure),
    FileId: file.FileId,
    MediaBasicInfo: succeeded
      ? { Name: file.FileName, Type: 'mp4', MediaUrl: file.FileUrl, Status: 'Normal' }
      : null,
    MetaData: succeeded ? metaData : null,
    FileUrl: succeeded ? file.FileUrl : '',
    ProcedureTaskId: '',
    ReviewAudioVideoTaskId: '',
    ...session,
    Progress: percent,
  }),
  ComposeMediaTask: ({ head, failure, percent, file, succeeded, output, metaData, session }) => ({
    ...head,
    ...numbered(failure),
    Progress: percent,
    Input: {
      Tracks: [
        {
          Type: 'Video',
          TrackItems: [{ Type: 'Video', VideoItem: { SourceMedia: file.FileId, Duration: 12 } }],
        },
      ],
      Canvas: { Color: 'Black', Width: 1280, Height: 720 },
      Output: { FileName: file.FileName, Container: 'mp4' },
    },
    Output: succeeded ? output : null,
    MetaData: succeeded ? metaData : null,
    ...session,
  }),
  SplitMediaTask: ({ head, failure, percent, file, succeeded, output, session }) => ({
    ...head,
    ...failure,
    FileInfoSet: [
      {
        Input: { FileId: file.FileId, StartTimeOffset: 0, EndTimeOffset: 30 },
        Output: succeeded ? { FileId: output.FileId, MediaBasicInfo: { Name: output.MediaName } } : null,
        ProcedureTaskId: '',
        ReviewAudioVideoTaskId: '',
      },
    ],
    ...session,
    Progress: percent,
  }),
  RemoveWatermarkTask: ({ head, failure, file, succeeded, output, session }) => ({
    ...head,
    ...failure,
    Input: { FileId: file.FileId },
    Output: succeeded ? output : null,
    ...session,
  }),
  // Its text code is its only one.
  ReviewAudioVideoTask: ({ head, failure, file, succeeded, random, session }) => ({
    ...head,
    ErrCodeExt: failure.ErrCodeExt,
    Message: failure.Message,
    Input: { FileId: file.FileId, Definition: random.pick([10, 20]), ReviewContents: ['Media'] },
    Output: succeeded
      ? { Suggestion: random.pick(['pass', 'review', 'block']), Label: '', Form: '', SegmentSet: [] }
      : null,
    ...session,
  }),
  WechatMiniProgramPublishTask: ({ head, failure, file, succeeded }) => ({
    ...head,
    ...numbered(failure),
    FileId: file.FileId,
    SourceDefinition: 0,
    PublishResult: succeeded ? 'Pass' : failure.ErrCode === 0 ? '' : 'Failed',
  }),
  // The structures of 2017 have no status.
  TranscodeTask: ({ head, failure, file, succeeded }) => ({
    TaskId: head.TaskId,
    ...numbered(failure),
    FileId: file.FileId,
    FileName: file.FileName,
    Duration: 63,
    CoverUrl: '',
    PlayInfoSet: succeeded
      ? [{ Url: file.FileUrl, Definition: 20, Bitrate: 512, Height: 360, Width: 640 }]
      : [],
  }),
  ConcatTask: ({ head, failure, file }) => ({
    TaskId: head.TaskId,
    FileInfoSet: [{ ...numbered(failure), FileId: file.FileId, FileUrl: file.FileUrl, FileType: 'mp4' }],
  }),
};

function numbered({ ErrCode, Message }: MediaFailure): object {
  return { ErrCode, Message };
}

/** The fields of `MediaProcessResultSet` items, by subtask type. All parts of VOD have progress and times. */
const parts: Readonly<Record<string, PartShape & { readonly field: string }>> = {
  Transcode: part('TranscodeTask', (Definition, random) => ({
    Url: `https://1500000001.vod2.example.com/v.f${Definition}.${random.pick(['mp4', 'm3u8'])}`,
    Definition,
    Size: random.integer(200_000, 900_000_000),
    Container: 'mp4',
  })),
  SampleSnapshot: part('SampleSnapshotTask', (Definition) => ({
    Definition,
    SampleType: 'Percent',
    Interval: 10,
    ImageUrlSet: ['https://1500000001.vod2.example.com/sample_0.jpg'],
    WaterMarkDefinition: [],
  })),
  ImageSprites: part('ImageSpriteTask', (Definition) => ({
    Definition,
    Height: 80,
    Width: 142,
    TotalCount: 100,
    ImageUrlSet: ['https://1500000001.vod2.example.com/sprite_0.jpg'],
    WebVttUrl: 'https://1500000001.vod2.example.com/sprite.vtt',
  })),
};

const classification = part('ClassificationTask', (_, random) => ({
  ClassificationSet: [{ Classification: 'sports', Confidence: random.integer(40, 99) }],
  ClassificationSetFileUrl: '',
  ClassificationSetFileUrlExpireTime: '',
}));

function part(field: string, output: PartShape['output']): PartShape & { readonly field: string } {
  return { field, progress: true, times: true, output };
}

/** The procedure itself is fine when a part of it is not. */
function procedure({ task, head, file, metaData, progress, random, session }: VodRun): object {
  const types = statusOf(task) === 'ABORTED' ? [] : task.template.subtypes.filter((type) => type in parts);
  const shapes = types.flatMap((type) => parts[type] ?? []);
  const results = mediaParts(shapes, progress, random);
  const empty = Object.fromEntries(Object.values(parts).map(({ field }) => [field, null]));
  const analysis =
    task.seq % 4 === 0 && types.length > 0
      ? mediaParts([classification], { ...progress, fails: false }, random)
      : [];
  return {
    ...head,
    ErrCode: 0,
    Message: '',
    ...file,
    MetaData: metaData,
    MediaProcessResultSet: shapes.map(({ field }, index) => ({
      Type: types[index],
      ...empty,
      [field]: results[index],
    })),
    AiContentReviewResultSet: [],
    AiAnalysisResultSet: analysis.map((ClassificationTask) => ({
      Type: 'Classification',
      ClassificationTask,
    })),
    AiRecognitionResultSet: [],
    TasksPriority: 0,
    TasksNotifyMode: 'Finish',
    Operator: '',
    OperationType: '',
    ...session,
  };
}
