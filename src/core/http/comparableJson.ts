import { withoutSecretFields } from './hiddenFields.ts';
import { indentJson } from './indentJson.ts';

/** Members that differ between any two tasks: their own ids, those of their files and sessions, those of requests. */
const ownIds =
  /^(\s*"(?:TaskId|TaskID|RequestId|FileId|SessionId|SessionContext|FlowId)": )(?:"[^"]*"|-?\d+)(,?)$/;
const uuid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;
/** `2026-11-25T10:00:00Z`, `2026-11-25 10:00:00.123` */
const moment = /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g;
/** Seconds or milliseconds since 1970, of a member that is called a time. */
const epoch = /^(\s*"\w*(?:Time|Date|At|Timestamp)": )"?\d{10}(?:\d{3})?"?(,?)$/;
/** The query of an address, which is signed anew each time. */
const query = /([a-z][a-z\d+.-]*:\/\/[^\s?#"'<>\\]*)[?#][^\s"'<>\\]*/gi;

/**
 * A detail laid out for comparing it with that of another task: what always differs (ids, times, signed queries) reads
 * alike, so that what is left is how the tasks differ. Secrets are hidden.
 */
export function comparableJson(text: string, taskId: string): string {
  const lines = indentJson(withoutSecretFields(text)).split('\n');
  return `${lines.map((line) => comparableLine(line, taskId)).join('\n')}\n`;
}

function comparableLine(line: string, taskId: string): string {
  return line
    .replace(ownIds, '$1"<id>"$2')
    .replace(epoch, '$1"<time>"$2')
    .replaceAll(taskId, '<id>')
    .replace(query, '$1?<signed>')
    .replace(uuid, '<id>')
    .replace(moment, '<time>');
}
