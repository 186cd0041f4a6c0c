import type { Random } from './random.ts';

/** How a part failed, as both media services number it. */
export interface MediaFailure {
  readonly ErrCode: number;
  readonly ErrCodeExt: string;
  readonly Message: string;
}

export const noFailure: MediaFailure = { ErrCode: 0, ErrCodeExt: '', Message: '' };

/** Most codes are published ones; the first is one of those that come without being on any page. */
const failures: readonly [MediaFailure, ...MediaFailure[]] = [
  {
    ErrCode: 40000,
    ErrCodeExt: 'InvalidParameterValue.BitRate',
    Message: 'input parameter invalid: bitrate is out of range',
  },
  {
    ErrCode: 40000,
    ErrCodeExt: 'InvalidInput.DefinitionNotExist',
    Message: 'input parameter invalid: template does not exist',
  },
  {
    ErrCode: 60000,
    ErrCodeExt: 'SourceFileError.ContentMalformed',
    Message: 'source file err, decode video frame failed',
  },
  {
    ErrCode: 60000,
    ErrCodeExt: 'SourceFileError.NoVideoMedia',
    Message: 'source file err, no video stream found',
  },
  {
    ErrCode: 70000,
    ErrCodeExt: 'InternalError',
    Message: 'internal error, upload result file failed',
  },
];

export function drawFailure(random: Random): MediaFailure {
  return random.pick(failures);
}
