import type { ModelField, Models } from '../../../sdkModels.ts';

/** A structure in a generated detail that says how it went, as its documentation has it. */
export interface Speaker {
  readonly pointer: string;
  readonly type: string;
  /** The object itself, to be changed by a test. */
  readonly value: Record<string, unknown>;
  readonly fields: readonly ModelField[];
}

export interface GeneratedDetail {
  /** The field of the answer that is not null. */
  readonly root: string;
  readonly detail: Record<string, unknown>;
  readonly speakers: readonly Speaker[];
}

export type Course = 'success' | 'running';

/** What was given to a task: its documentation has statuses and codes that are none of the outcome. */
const givens = /^(Input|InputInfo|InputInfos|MetaData|Metadatas|TaskNotifyConfig)$/;

/** An error code, by its documentation. */
export function isCode({ doc, type }: ModelField): boolean {
  return /错误码|ErrCode/.test(doc) && /^(string|number)$/.test(type);
}

/** The values of a field that its documentation calls failures. */
export function failingWords({ name, doc, type }: ModelField): readonly string[] {
  if (!/(Status|Result)$/.test(name) || type !== 'string') {
    return [];
  }
  const words = [...new Set(doc.match(/\b(FAIL|FAILED|Failed|Error|Rejected|AUDITNOTPASS)\b/g) ?? [])];
  // One structure asks "whether it was successful" and names no values.
  return words.length > 0 || !doc.includes('处理是否成功') ? words : ['Fail'];
}

/** The value of a field that its documentation calls good; `FINISH` where it has no better one. */
function goodWord({ doc }: ModelField): string {
  return (
    /\b(SUCCESS|Success|Pass|Normal)\b/.exec(doc)?.[0] ?? (doc.includes('FINISH') ? 'FINISH' : 'Success')
  );
}

/**
 * A detail for each structure that an answer can hold: all of its fields filled, lists with one item, and every
 * outcome the same.
 */
export function detailsOf(models: Models, response: string, course: Course): readonly GeneratedDetail[] {
  const fields = models.get(response) ?? [];
  const roots = fields.filter((field) => models.has(field.type) && !givens.test(field.name));
  return roots.map((root) => {
    const speakers: Speaker[] = [];
    const detail: Record<string, unknown> = {};
    for (const field of fields) {
      detail[field.name] = models.has(field.type) ? null : scalar(field, course);
    }
    detail.Status = course === 'success' ? 'FINISH' : 'PROCESSING';
    if (fields.some(isCode)) {
      speakers.push({ pointer: '', type: response, value: detail, fields });
    }
    detail[root.name] = filled(root, `/${root.name}`, course, models, speakers, [response]);
    return { root: root.name, detail, speakers };
  });
}

function filled(
  field: ModelField,
  pointer: string,
  course: Course,
  models: Models,
  speakers: Speaker[],
  above: readonly string[],
): unknown {
  const fields = models.get(field.type);
  if (field.isList) {
    return [filled({ ...field, isList: false }, `${pointer}/0`, course, models, speakers, above)];
  }
  if (fields === undefined) {
    return scalar(field, course);
  }
  if (above.includes(field.type)) {
    return null;
  }
  const value: Record<string, unknown> = {};
  if (!givens.test(field.name) && fields.some((each) => isCode(each) || failingWords(each).length > 0)) {
    speakers.push({ pointer, type: field.type, value, fields });
  }
  const into = givens.test(field.name) ? [] : speakers;
  for (const each of fields) {
    value[each.name] = filled(each, `${pointer}/${each.name}`, course, models, into, [...above, field.type]);
  }
  return value;
}

function scalar(field: ModelField, course: Course): unknown {
  const { name, type, doc } = field;
  if (isCode(field)) {
    return type === 'number' ? 0 : name === 'ErrCode' ? '0' : doc.length % 2 === 0 ? '' : 'SUCCESS';
  }
  if (/(Status|Result)$/.test(name) && type === 'string') {
    return course === 'running' && doc.includes('PROCESSING') ? 'PROCESSING' : goodWord(field);
  }
  if (name === 'Message') {
    return 'SUCCESS';
  }
  if (/Time$/.test(name) && type === 'string') {
    return '2026-05-19T09:00:00Z';
  }
  return type === 'number' ? (name === 'Progress' ? 45 : 7) : type === 'boolean' ? false : `some ${name}`;
}
