import type { PartShape } from './mediaParts.ts';
import type { Random } from './random.ts';

/** A part of an MPS task: where its structure stands, and what is in it. */
export interface MpsPart extends PartShape {
  /** Its list in a `WorkflowTask`. */
  readonly set:
    | 'MediaProcessResultSet'
    | 'AiContentReviewResultSet'
    | 'AiAnalysisResultSet'
    | 'AiRecognitionResultSet';
  /** `Type` of its item there. */
  readonly type: string;
  /** The field of the item that holds it. */
  readonly field: string;
}

const storage = {
  Type: 'COS',
  CosOutputStorage: { Bucket: 'media-1250000000', Region: 'ap-guangzhou' },
};

const media = (type: string, field: string, output: PartShape['output'], progress = false): MpsPart => ({
  set: 'MediaProcessResultSet',
  type,
  field,
  output,
  progress,
  times: !progress,
});

const finding = (set: MpsPart['set'], type: string, output: PartShape['output']): MpsPart => ({
  set,
  type,
  field: `${type}Task`,
  output,
  progress: false,
  times: false,
});

const imagePaths = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `/output/${name}_${index}.jpg`);

function review(random: Random): object {
  const Suggestion = random.pick(['pass', 'review', 'block']);
  return { Confidence: random.integer(40, 99), Suggestion, Label: 'normal', SegmentSet: [] };
}

/** By the subtask types of lists. Only transcoding has a progress, and no times. */
export const mpsParts: Readonly<Record<string, readonly MpsPart[]>> = {
  'action-trans': [
    media(
      'Transcode',
      'TranscodeTask',
      (Definition, random) => ({
        OutputStorage: storage,
        Path: `/output/transcode_${Definition}.${random.pick(['mp4', 'm3u8', 'webm'])}`,
        Definition,
        Size: random.integer(200_000, 900_000_000),
      }),
      true,
    ),
  ],
  'action-sample': [
    media('SampleSnapshot', 'SampleSnapshotTask', (Definition, random) => ({
      Definition,
      SampleType: 'Percent',
      Interval: 10,
      Storage: storage,
      ImagePathSet: imagePaths(`sample_${Definition}`, random.integer(2, 10)),
      WaterMarkDefinition: [],
    })),
  ],
  'action-sprite': [
    media('ImageSprites', 'ImageSpriteTask', (Definition) => ({
      Definition,
      Height: 80,
      Width: 142,
      TotalCount: 100,
      ImagePathSet: imagePaths(`sprite_${Definition}`, 1),
      WebVttPath: `/output/sprite_${Definition}.vtt`,
      Storage: storage,
    })),
  ],
  'action-snapshot': [
    media('SnapshotByTimeOffset', 'SnapshotByTimeOffsetTask', (Definition) => ({
      Definition,
      PicInfoSet: [{ TimeOffset: 3, Path: `/output/snapshot_${Definition}_0.jpg`, WaterMarkDefinition: [] }],
      Storage: storage,
    })),
  ],
  'action-gif': [
    media('AnimatedGraphics', 'AnimatedGraphicTask', (Definition, random) => ({
      Storage: storage,
      Path: `/output/animated_${Definition}.gif`,
      Definition,
      Container: 'gif',
      Size: random.integer(20_000, 9_000_000),
    })),
  ],
  'action-adaptive': [
    media('AdaptiveDynamicStreaming', 'AdaptiveDynamicStreamingTask', (Definition) => ({
      Definition,
      Package: 'hls',
      Path: `/output/adaptive_${Definition}.m3u8`,
      Storage: storage,
    })),
  ],
  'ai-review': [
    finding('AiContentReviewResultSet', 'Porn', (_, random) => review(random)),
    finding('AiContentReviewResultSet', 'Terrorism', (_, random) => review(random)),
  ],
  'ai-analysis': [
    finding('AiAnalysisResultSet', 'Classification', (_, random) => ({
      ClassificationSet: [{ Classification: 'sports', Confidence: random.integer(40, 99) }],
    })),
    finding('AiAnalysisResultSet', 'Cover', (Definition, random) => ({
      CoverSet: [{ CoverPath: `/output/cover_${Definition}.jpg`, Confidence: random.integer(40, 99) }],
      OutputStorage: storage,
    })),
  ],
  'ai-recognition': [
    { ...finding('AiRecognitionResultSet', 'FaceRecognition', () => ({ ResultSet: [] })), field: 'FaceTask' },
  ],
};

/** The activities of a schedule, by subtask type: the name of the activity, and the field of its item. */
export const scheduleActivities: Readonly<Record<string, PartShape & { activity: string; field: string }>> = {
  'action-trans': {
    activity: 'Transcode',
    field: 'TranscodeTask',
    progress: true,
    times: false,
    output: (Definition) => ({
      OutputStorage: storage,
      Path: `/output/schedule_${Definition}.mp4`,
      Definition,
    }),
  },
  'ai-quality-control': {
    activity: 'AiQualityControl',
    field: 'QualityControlTask',
    progress: true,
    times: false,
    output: (_, random) => ({
      NoAudio: false,
      NoVideo: false,
      QualityEvaluationScore: random.integer(30, 100),
      QualityControlResultSet: [],
    }),
  },
};

export const liveRecord: PartShape = {
  progress: false,
  times: true,
  output: (_, random) => ({
    OutputStorage: storage,
    FileList: [{ Url: `https://media.example.com/record/${random.hex(8)}.m3u8`, Duration: 1800 }],
  }),
};
