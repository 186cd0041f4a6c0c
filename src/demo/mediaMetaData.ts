import type { Random } from './random.ts';

type Resolution = readonly [width: number, height: number];
const resolutions: readonly [Resolution, ...Resolution[]] = [
  [1920, 1080],
  [1280, 720],
  [3840, 2160],
  [1080, 1920],
];

/** `MediaMetaData`, the same in both media services. */
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
    AudioStreamSet: [{ Bitrate: 128_000, SamplingRate: 48_000, Codec: 'aac' }],
    VideoDuration: duration,
    AudioDuration: duration,
  };
}
