import { isObject, type JsonObject, textOf } from '../../http/answer.ts';
import type { Subject } from '../../model/explanation.ts';
import { cut, lastSegment, shortest, withoutQuery } from './texts.ts';

/** What a structure names as the thing it works on, each where the first that is there counts. */
interface Named {
  /** Paths and addresses; a name is their last segment. */
  readonly addresses: readonly unknown[];
  /** Names as they stand. */
  readonly names: readonly unknown[];
  readonly fileIds: readonly unknown[];
}

/**
 * What a task works on. It stands in the one structure of the task, under `InputInfo`, under `Input`, or, for what
 * only has its results, beside them. What was given goes before what was made.
 */
export function subjectOf(top: JsonObject): Subject {
  const holders = [top, ...Object.values(top).filter(isObject)].slice(0, 100);
  const named = holders.flatMap((holder) => [
    ...inputInfosOf(holder).map(ofInputInfo),
    ofStructure(holder),
    ...listOf(holder.FileInfoSet).map(ofFileInfo),
    ...(isObject(holder.Input) ? ofInput(holder.Input) : []),
    ofResult(holder),
    ofRelatedItems(holder),
  ]);
  const address = firstText(named.flatMap(({ addresses }) => addresses));
  const name = firstText(named.flatMap(({ names }) => names));
  const fileId = firstText(named.flatMap(({ fileIds }) => fileIds));
  // A file name given by a person says more than an address that the media library made.
  const shown = name ?? (address === undefined ? undefined : lastSegment(address));
  return {
    name: cut(shown?.replace(/\s+/g, ' ').trim(), shortest),
    source: cut(address === undefined ? undefined : withoutQuery(address)),
    fileId: cut(fileId, shortest),
  };
}

/** MPS: `InputInfo`; a batch has several, and the editing of media has them one level down. */
function inputInfosOf(holder: JsonObject): readonly JsonObject[] {
  const input = isObject(holder.Input) ? holder.Input : {};
  const edited = listOf(input.FileInfoSet).map((file) => file.InputInfo);
  return [holder.InputInfo, ...listOf(holder.InputInfos), ...edited].filter(isObject);
}

function ofInputInfo(info: JsonObject): Named {
  const cos = objectOf(info.CosInputInfo);
  const s3 = objectOf(info.S3InputInfo);
  const vod = objectOf(info.VODInputInfo);
  return {
    addresses: [cos.Object, objectOf(info.UrlInputInfo).Url, s3.S3Object, vod.Object, info.Url],
    names: [],
    fileIds: [vod.FileId, info.FileId],
  };
}

/** Fields beside the results: VOD's file, or the stream of a live task. */
function ofStructure({ FileName, MediaBasicInfo, Url, FileUrl, FileId, SrcFileId }: JsonObject): Named {
  return {
    addresses: [Url, FileUrl],
    names: [FileName, objectOf(MediaBasicInfo).Name],
    fileIds: [FileId, SrcFileId],
  };
}

function ofFileInfo({ Input, FileUrl, FileId }: JsonObject): Named {
  return { addresses: [FileUrl], names: [], fileIds: [FileId, objectOf(Input).FileId] };
}

function ofInput(input: JsonObject): readonly Named[] {
  const tracks = listOf(input.Tracks).flatMap((track) => listOf(track.TrackItems));
  const media = tracks.flatMap((item) =>
    Object.values(item)
      .filter(isObject)
      .map(({ SourceMedia }) => SourceMedia),
  );
  const isAddress = (text: unknown) => typeof text === 'string' && /^https?:/i.test(text);
  return [
    {
      addresses: [input.Url, ...media.filter(isAddress)],
      names: [input.ElementName, input.VoiceName, input.SubjectName, objectOf(input.Output).FileName],
      fileIds: [input.FileId, ...media.filter((text) => !isAddress(text))],
    },
    ...listOf(input.FileInfoSet).map(ofFileInfo),
    { addresses: [], names: [input.Prompt, input.Text], fileIds: [] },
    ...listOf(input.FileInfos).map(({ Url, FileId }) => ({ addresses: [Url], names: [], fileIds: [FileId] })),
  ];
}

function ofResult({ Output }: JsonObject): Named {
  return { addresses: [], names: [objectOf(Output).MediaName], fileIds: [] };
}

/** ECS: the images, disks and objects that an operation has to do with, else the resource of a list entry. */
function ofRelatedItems({ OperationProgressSet, ResourceId }: JsonObject): Named {
  const operations = listIn(OperationProgressSet, 'OperationProgress');
  const items = operations.flatMap((operation) => listIn(operation.RelatedItemSet, 'RelatedItem'));
  const relatedTo = (name: RegExp) =>
    textOf(items.find((item) => name.test(String(item.Name)) && textOf(item.Value) !== undefined)?.Value);
  const object = relatedTo(/^OSSObject$/i);
  return {
    addresses: [object],
    names: [object && lastSegment(object), relatedTo(/^ImageId$/i), relatedTo(/./), ResourceId],
    fileIds: [],
  };
}

function firstText(values: readonly unknown[]): string | undefined {
  return values.map(textOf).find((text) => text !== undefined);
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.slice(0, 100).filter(isObject) : [];
}

/** A list, also where it is wrapped in an object of one field, as XML answers are, or the object itself. */
function listIn(set: unknown, field: string): readonly JsonObject[] {
  const inner = isObject(set) ? set[field] : set;
  return isObject(inner) ? [inner] : listOf(inner);
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
