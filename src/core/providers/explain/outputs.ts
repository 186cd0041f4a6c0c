import { isObject, type JsonObject, textOf } from '../../http/answer.ts';
import { cut, withoutQuery } from './texts.ts';

const maxOutputs = 10;

/**
 * Where the results of a part are: MPS says a path and a bucket, VOD an address or a file id, once or in a list.
 * At most ten, without queries: those of signed addresses are secrets.
 */
export function outputsOf(output: unknown): readonly string[] {
  const found = new Set<string>();
  for (const item of Array.isArray(output) ? output.slice(0, maxOutputs) : [output]) {
    if (isObject(item)) {
      collect(item, found);
    }
  }
  return [...found].slice(0, maxOutputs);
}

function collect(output: JsonObject, found: Set<string>): void {
  const storage = bucketOf(output.OutputStorage ?? output.Storage);
  for (const path of [output.Path, ...listOf(output.ImagePathSet), output.WebVttPath]) {
    if (typeof path === 'string' && path !== '') {
      found.add(cut(storage === undefined ? withoutQuery(path) : `${storage}/${path.replace(/^\//, '')}`));
    }
  }
  const files = [output, ...listOf(output.OutputFiles), ...listOf(output.FileInfos)].filter(isObject);
  for (const { FileUrl, Url, FileId } of files) {
    const place = textOf(FileUrl) ?? textOf(Url) ?? textOf(FileId);
    if (place !== undefined) {
      found.add(cut(withoutQuery(place)));
    }
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, maxOutputs) : [];
}

/** `cos://bucket`, `s3://bucket` */
function bucketOf(storage: unknown): string | undefined {
  if (!isObject(storage)) {
    return undefined;
  }
  const { CosOutputStorage: cos, S3OutputStorage: s3, VODOutputStorage: vod } = storage;
  const bucket = isObject(cos) ? textOf(cos.Bucket) : isObject(vod) ? textOf(vod.Bucket) : undefined;
  const s3Bucket = isObject(s3) ? textOf(s3.S3Bucket) : undefined;
  return bucket !== undefined ? `cos://${bucket}` : s3Bucket === undefined ? undefined : `s3://${s3Bucket}`;
}
