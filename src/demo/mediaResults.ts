import { isoTime } from './mediaTimes.ts';
import type { Random } from './random.ts';

/** A running task at a moment: where its parts are. */
export interface Progress {
  /** When it began, ms; `undefined` while it waits, or when it was aborted while waiting. */
  readonly begunAt: number | undefined;
  /** When it will have ended, ms. */
  readonly endsAt: number;
  readonly now: number;
  readonly fails: boolean;
}

/** How a part failed, as both media services number it. */
export interface Failure {
  readonly ErrCode: number;
  readonly ErrCodeExt: string;
  readonly Message: string;
}

const failures: readonly [Failure, ...Failure[]] = [
  {
    ErrCode: 40000,
    ErrCodeExt: 'InvalidParameterValue.BitRate',
    Message: 'input parameter invalid: bitrate is out of range',
  },
  {
    ErrCode: 60000,
    ErrCodeExt: 'SourceFileError.DecodeFail',
    Message: 'source file err, decode video frame failed',
  },
  {
    ErrCode: 60000,
    ErrCodeExt: 'SourceFileError.NoVideoStream',
    Message: 'source file err, no video stream found',
  },
  {
    ErrCode: 70000,
    ErrCodeExt: 'InternalError.UploadFail',
    Message: 'internal error, upload result file failed',
  },
];

export function drawFailure(random: Random): Failure {
  return random.pick(failures);
}

/** The structure of a result item, by its `Type`. `SnapshotByTimeOffset` is the one that is not merely `…Task`. */
const structures: Readonly<Record<string, string>> = {
  Transcode: 'TranscodeTask',
  AnimatedGraphics: 'AnimatedGraphicTask',
  SnapshotByTimeOffset: 'SnapshotByTimeOffsetTask',
  SampleSnapshot: 'SampleSnapshotTask',
  ImageSprites: 'ImageSpriteTask',
  AdaptiveDynamicStreaming: 'AdaptiveDynamicStreamingTask',
};

/** `MediaProcessResultSet`: one item per part, each with the structure of its type and null for the others. */
export function mediaProcessResults(types: readonly string[], progress: Progress, random: Random): object[] {
  const failing = progress.fails ? random.integer(0, types.length - 1) : -1;
  return types.map((type, index) => {
    const structure = structures[type] ?? `${type}Task`;
    const empty = Object.fromEntries(Object.values(structures).map((name) => [name, null]));
    return {
      Type: type,
      ...empty,
      [structure]: part(type, index, types.length, index === failing, progress, random),
    };
  });
}

function part(
  type: string,
  index: number,
  count: number,
  fails: boolean,
  { begunAt, endsAt, now }: Progress,
  random: Random,
): object {
  const definition = random.pick([10, 20, 30, 100040, 100240]);
  const input = { Definition: definition };
  const failure = drawFailure(random);
  const container = random.pick(['mp4', 'hls', 'webm']);
  const size = random.integer(200_000, 900_000_000);
  const unfinished = {
    Status: 'PROCESSING',
    ErrCodeExt: '',
    ErrCode: 0,
    Message: '',
    Input: input,
    Output: null,
  };
  if (begunAt === undefined) {
    return { ...unfinished, Progress: 0 };
  }
  const span = (endsAt - begunAt) / count;
  const from = begunAt + span * index;
  const to = from + span;
  const times = {
    BeginProcessTime: isoTime(from),
    FinishTime: now >= to ? isoTime(to) : '0000-00-00T00:00:00Z',
  };
  if (now < to) {
    const percent = Math.max(0, Math.floor(((now - from) / span) * 100));
    return { ...unfinished, Progress: percent, ...times };
  }
  if (fails) {
    return { Status: 'FAIL', ...failure, Input: input, Output: null, Progress: 100, ...times };
  }
  return {
    Status: 'SUCCESS',
    // Both spellings of "nothing wrong" are in use.
    ErrCodeExt: random.pick(['', 'SUCCESS']),
    ErrCode: 0,
    Message: 'SUCCESS',
    Input: input,
    Output: {
      Path: `/output/${type.toLowerCase()}_${definition}.${container}`,
      Definition: definition,
      Size: size,
    },
    Progress: 100,
    ...times,
  };
}

/** `AiAnalysisResultSet` and its like: an item per kind of finding. */
export function findings(types: readonly string[], progress: Progress, random: Random): object[] {
  const done = progress.begunAt !== undefined && progress.now >= progress.endsAt;
  return types.map((type) => ({
    Type: type,
    [`${type}Task`]: {
      Status: done ? 'SUCCESS' : 'PROCESSING',
      ErrCodeExt: '',
      ErrCode: 0,
      Message: done ? 'SUCCESS' : '',
      Progress: done ? 100 : 0,
      Output: done
        ? { Confidence: random.integer(40, 99), Suggestion: random.pick(['pass', 'review', 'block']) }
        : null,
    },
  }));
}

type Resolution = readonly [width: number, height: number];
const resolutions: readonly [Resolution, ...Resolution[]] = [
  [1920, 1080],
  [1280, 720],
  [3840, 2160],
  [1080, 1920],
];

export function metaData(random: Random): object {
  const duration = random.integer(4, 7_200);
  const bitrate = random.integer(400_000, 8_000_000);
  const [width, height] = random.pick(resolutions);
  return {
    Size: Math.round((duration * bitrate) / 8),
    Container: 'mov,mp4,m4a,3gp,3g2,mj2',
    Bitrate: bitrate,
    Height: height,
    Width: width,
    Duration: duration,
    Rotate: 0,
    VideoStreamSet: [
      {
        Bitrate: bitrate - 128_000,
        Height: height,
        Width: width,
        Codec: 'h264',
        Fps: random.pick([24, 25, 30, 60]),
      },
    ],
    AudioStreamSet: [{ Bitrate: 128_000, SamplingRate: 48_000, Codec: 'aac', Channel: 2 }],
    VideoDuration: duration,
    AudioDuration: duration,
  };
}
