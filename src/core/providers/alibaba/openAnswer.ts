import { isObject, type JsonObject, jsonOf, keysOf, textOf, unreadable } from '../../http/answer.ts';
import { memberSpan, parseJson } from '../../http/jsonText.ts';
import type { HttpAnswer } from '../../http/sendRequest.ts';
import { CloudError } from '../../model/errors.ts';
import { phrase } from '../../model/phrase.ts';
import { type Words, words } from '../../model/words.ts';
import { alibabaErrorKind } from './errorKind.ts';
import { withoutStringToSign } from './errorText.ts';

/** An answer that is not a failure, out of whatever it was wrapped in. */
export interface OpenedAnswer {
  /** All of it as it was sent; a wrapped answer that was a JSON text stands in it as JSON. */
  readonly text: string;
  /** The same, read. */
  readonly whole: JsonObject;
  /** What ECS itself has answered. */
  readonly payload: JsonObject;
  readonly requestId: string | undefined;
}

export interface AnswerContext {
  /** The permission it needs: `ecs:DescribeTasks`. */
  readonly action: string;
  /** The field that an answer to this action has: what holds it is the payload. */
  readonly field: string;
}

const wrappers = ['result', 'data', 'Result', 'Data', 'errorSample', 'Response'];
/** Where an error stands in an object of its own, or in a list, as in XML answers and those of other platforms. */
const errorFields = ['Error', 'error', 'Errors', 'errors'];
const deepest = 4;

/**
 * Reads an answer of ECS, of the gateway in front of it, or of the platform around both. Accepted are the native
 * answer, the same inside `result` or `data` (an object, or JSON as a text), and the same with the `asapi…` fields
 * of a stack beside it. Anything else is an error that names the keys there were.
 */
export function openAnswer(answer: HttpAnswer, context: AnswerContext): OpenedAnswer {
  const refusal = gatewayRefusal(answer, context);
  if (refusal !== undefined) {
    throw refusal;
  }
  const outermost = layerOf(answer.text, jsonOf(answer), deepest);
  const layers = valuesOf(outermost);
  const told = layers.flatMap((layer) => (context.field in layer ? [layer] : [layer, ...errorsIn(layer)]));
  const requestId = requestIdOf(told, answer);
  for (const layer of told) {
    const failure = context.field in layer ? undefined : failureIn(layer);
    if (failure !== undefined) {
      throw errorOf(failure, answer, context, requestId);
    }
  }
  const payload = layers.find((layer) => context.field in layer);
  if (payload === undefined || answer.status < 200 || answer.status > 299) {
    const what = words(phrase('The answer has no {0} in it ({1})'), context.field, keysOfAll(layers));
    throw unreadable(answer, what, requestId);
  }
  return { text: outermost.text, whole: outermost.value, payload, requestId };
}

interface Failure {
  readonly code: string;
  readonly message: string;
}

function gatewayRefusal(answer: HttpAnswer, context: AnswerContext): CloudError | undefined {
  const code = answer.header('x-ca-error-code');
  const message = answer.header('x-ca-error-message');
  if (code === undefined && message === undefined) {
    return undefined;
  }
  const text = withoutStringToSign(message ?? '');
  const failure = { code: code ?? (text === '' ? `HTTP ${answer.status}` : text), message: text };
  return errorOf(failure, answer, context, requestIdOf([], answer));
}

/** A body, or what is wrapped in one. */
interface Layer {
  readonly text: string;
  readonly value: JsonObject;
  readonly inner: Layer | undefined;
}

function layerOf(text: string, value: JsonObject, further: number): Layer {
  const key = further === 0 ? undefined : wrappers.find((name) => opened(value[name]) !== undefined);
  const wrapped = key === undefined ? undefined : opened(value[key]);
  const span = key === undefined ? undefined : memberSpan(text, key);
  if (key === undefined || wrapped === undefined || span === undefined) {
    return { text, value, inner: undefined };
  }
  const innerText = wrapped.text ?? text.slice(span.start, span.end);
  const inner = layerOf(innerText, wrapped.value, further - 1);
  return {
    text: `${text.slice(0, span.start)}${inner.text}${text.slice(span.end)}`,
    value: { ...value, [key]: inner.value },
    inner,
  };
}

/** An object, or one that comes as a JSON text. */
function opened(value: unknown): { readonly value: JsonObject; readonly text?: string } | undefined {
  if (isObject(value)) {
    return { value };
  }
  if (typeof value !== 'string' || !/^\s*\{/.test(value)) {
    return undefined;
  }
  try {
    const inner = parseJson(value);
    return isObject(inner) ? { value: inner, text: value } : undefined;
  } catch {
    return undefined;
  }
}

/** From the outside in. */
function valuesOf(layer: Layer): readonly JsonObject[] {
  return [layer.value, ...(layer.inner === undefined ? [] : valuesOf(layer.inner))];
}

function errorsIn(layer: JsonObject, further = deepest): readonly JsonObject[] {
  return errorFields.flatMap((field) => {
    const [error] = [layer[field]].flat();
    return isObject(error) && further > 0 ? [error, ...errorsIn(error, further - 1)] : [];
  });
}

function keysOfAll([first, ...inner]: readonly JsonObject[]): Words {
  const keys = keysOf(first ?? {});
  return inner.length === 0 ? keys : words(phrase('{0}, in which are {1}'), keys, keysOfAll(inner));
}

/** Where a layer can name its failure, and what says more about it. Each wrapper has a pair of its own. */
const failureFields: readonly (readonly [code: string, message: string])[] = [
  ['resultCode', 'resultMsg'],
  ['Code', 'Message'],
  ['code', 'message'],
  ['errorCode', 'errorMessage'],
  ['errorCode', 'errorMsg'],
  ['ErrorCode', 'ErrorMessage'],
  ['asapiErrorCode', 'asapiErrorMessage'],
];

const success = /^(0|200|ok|success(ful)?)$/i;

/** The first code that is no success names it; a wrapper's own success does not hide what the call has said. */
function failureIn(layer: JsonObject): Failure | undefined {
  const told = failureFields.map(([code, message]) => ({
    field: code,
    code: failing(layer[code]),
    message: failing(layer[message]),
  }));
  const failed = told.find(({ code }) => code !== undefined);
  const refused = [layer.success, layer.Success, layer.asapiSuccess].some(
    (flag) => flag === false || flag === 'false',
  );
  if (failed?.code === undefined && !refused) {
    return undefined;
  }
  const isNumbered = failed?.field === 'resultCode' && /^-?\d+$/.test(failed.code ?? '');
  const code = isNumbered ? `resultCode ${failed.code}` : failed?.code;
  const sameCode = told.filter(({ field }) => field === failed?.field);
  const message = [...sameCode, ...told].find((pair) => pair.message !== undefined)?.message;
  return { code: code ?? 'Unsuccessful', message: message ?? '' };
}

/** A code or message that does not say that all went well. */
function failing(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined || success.test(text) ? undefined : text;
}

function errorOf(
  { code, message }: Failure,
  answer: HttpAnswer,
  { action }: AnswerContext,
  requestId: string | undefined,
): CloudError {
  const text = withoutStringToSign(message);
  return new CloudError({
    kind: alibabaErrorKind(code, text, answer.status),
    code: withoutStringToSign(code),
    message: text === '' ? words(phrase('The service gave no message')) : text,
    requestId,
    action,
  });
}

/** `RequestId`, `RequestID` on stacks, `requestid` where tags are in lower case. */
const requestIdName = /^(asapi)?request_?id$/i;

function requestIdOf(layers: readonly JsonObject[], answer: HttpAnswer): string | undefined {
  for (const layer of layers) {
    const id = textOf(layer[Object.keys(layer).find((key) => requestIdName.test(key)) ?? '']);
    if (id !== undefined) {
      return id;
    }
  }
  return answer.header('x-ca-request-id') ?? answer.header('x-acs-request-id');
}
