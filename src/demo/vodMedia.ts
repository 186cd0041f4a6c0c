import { ApiError } from './apiError.ts';
import { checkParameters } from './parameters.ts';
import { subApp, type VodContext } from './vodApps.ts';

const words = ['holiday', 'keynote', 'lecture', 'trailer', 'interview', 'match', 'concert', 'tutorial'];

/** The name of a file in the media library, from its id. */
export function fileName(fileId: string): string {
  return `${words[Number(fileId.slice(-1)) % words.length]}-${fileId.slice(-7)}.mp4`;
}

export function fileUrl(fileId: string): string {
  return `https://1500000001.vod2.example.com/${fileId.slice(-8)}/${fileName(fileId)}`;
}

/** `DescribeMediaInfos`: names of at most 20 files. One file in forty has been deleted since its task. */
export function describeMediaInfos(context: VodContext, given: Readonly<Record<string, unknown>>): object {
  const asked = checkParameters(given, {
    FileIds: { type: 'strings', required: true },
    SubAppId: { type: 'integer', min: 0 },
    Filters: { type: 'strings' },
  });
  subApp(context, asked.SubAppId);
  if (asked.FileIds.length > 20) {
    throw new ApiError('InvalidParameterValue.FileIds', 'There are more than 20 file ids.');
  }
  const isThere = (id: string) => /^528589\d{13}$/.test(id) && Number(id.slice(-4)) % 40 !== 0;
  const withBasicInfo = asked.Filters === undefined || asked.Filters.includes('basicInfo');
  return {
    MediaInfoSet: asked.FileIds.filter(isThere).map((FileId) => ({
      FileId,
      BasicInfo: withBasicInfo
        ? {
            Name: fileName(FileId),
            Description: '',
            Type: 'mp4',
            MediaUrl: fileUrl(FileId),
            Status: 'Normal',
          }
        : null,
    })),
    NotExistFileIdSet: asked.FileIds.filter((id) => !isThere(id)),
  };
}
