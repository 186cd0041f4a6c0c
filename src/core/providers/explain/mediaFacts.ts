import { isObject, type JsonObject, textOf } from '../../http/answer.ts';
import { cut, shortest } from './texts.ts';

/** What a detail tells of the media that a task works on. */
export interface MediaFacts {
  readonly bytes: number | undefined;
  readonly seconds: number | undefined;
  /** Bits a second, of all streams. */
  readonly bitrate: number | undefined;
  readonly video: { readonly width: number; readonly height: number } | undefined;
  readonly videoCodec: string | undefined;
  readonly framesPerSecond: number | undefined;
  readonly audioCodec: string | undefined;
  /** Hertz */
  readonly samplingRate: number | undefined;
}

/** `MediaMetaData` of MPS and VOD, in the one structure of a task; `undefined` where there is none. */
export function mediaFactsIn(detail: unknown): MediaFacts | undefined {
  const structures = isObject(detail)
    ? [detail, ...Object.values(detail).filter(isObject).slice(0, 100)]
    : [];
  const metaData = structures.map(({ MetaData }) => MetaData).find(isObject);
  return metaData && factsOf(metaData);
}

function factsOf(data: JsonObject): MediaFacts {
  const video = firstOf(data.VideoStreamSet);
  const audio = firstOf(data.AudioStreamSet);
  const width = positive(video.Width ?? data.Width);
  const height = positive(video.Height ?? data.Height);
  return {
    bytes: positive(data.Size),
    seconds: positive(data.Duration),
    bitrate: positive(data.Bitrate),
    video: width === undefined || height === undefined ? undefined : { width, height },
    videoCodec: cut(textOf(video.Codec), shortest),
    framesPerSecond: positive(video.Fps),
    audioCodec: cut(textOf(audio.Codec), shortest),
    samplingRate: positive(audio.SamplingRate),
  };
}

function firstOf(streams: unknown): JsonObject {
  const first: unknown = Array.isArray(streams) ? streams[0] : undefined;
  return isObject(first) ? first : {};
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : undefined;
}
