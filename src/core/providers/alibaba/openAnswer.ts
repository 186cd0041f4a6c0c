import { isObject, type JsonObject, jsonOf, keysOf, textOf, unreadable } from '../../http/answer.ts';
import type { HttpAnswer } from '../../http/sendRequest.ts';
import { CloudError } from '../../model/errors.ts';
import { alibabaErrorKind } from './errorKind.ts';
import { safeErrorText } from './errorText.ts';

/** An answer that is not a failure, out of whatever it was wrapped in. */
export interface OpenedAnswer {
  /** All of it; JSON that was a text inside is opened. */
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
  /** Values of the request that no message may repeat. */
  readonly secrets: readonly string[];
}

const wrappers = ['result', 'data', 'Result', 'Data', 'errorSample'];
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
  const layers = layersOf(jsonOf(answer));
  const requestId = requestIdOf(layers, answer);
  for (const layer of layers) {
    const failure = context.field in layer ? undefined : failureIn(layer);
    if (failure !== undefined) {
      throw errorOf(failure, answer, context, requestId);
    }
  }
  const [whole] = layers;
  const payload = layers.find((layer) => context.field in layer);
  if (whole === undefined || payload === undefined || answer.status < 200 || answer.status > 299) {
    const keys = layers.map(keysOf).join(', in which are ');
    throw unreadable(answer, `The answer has no ${context.field} in it (${keys})`, requestId);
  }
  return { whole, payload, requestId };
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
  const text = safeErrorText(message ?? '', context.secrets);
  const failure = { code: code ?? (text === '' ? `HTTP ${answer.status}` : text), message: text };
  return errorOf(failure, answer, context, requestIdOf([], answer));
}

/** The body, and what is wrapped in it, from the outside in. */
function layersOf(body: JsonObject): readonly JsonObject[] {
  const key = wrappers.find((name) => isObject(body[name]) || isJsonText(body[name]));
  const value = key === undefined ? undefined : body[key];
  const inner: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  if (key === undefined || !isObject(inner)) {
    return [body];
  }
  const layers = layersOf(inner).slice(0, deepest);
  return [{ ...body, [key]: layers[0] }, ...layers];
}

function isJsonText(value: unknown): boolean {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) {
    return false;
  }
  try {
    return isObject(JSON.parse(value));
  } catch {
    return false;
  }
}

function failureIn(layer: JsonObject): Failure | undefined {
  const resultCode = textOf(layer.resultCode);
  const code = textOf(layer.Code ?? layer.code ?? layer.errorCode ?? layer.asapiErrorCode);
  const refused = [layer.success, layer.Success, layer.asapiSuccess].some(
    (flag) => flag === false || flag === 'false',
  );
  const message =
    textOf(layer.Message ?? layer.message ?? layer.resultMsg ?? layer.errorMessage ?? layer.errorMsg) ??
    textOf(layer.asapiErrorMessage) ??
    'The service gave no message';
  if (resultCode !== undefined && resultCode !== '0') {
    return { code: /^-?\d+$/.test(resultCode) ? `resultCode ${resultCode}` : resultCode, message };
  }
  if (refused || (code !== undefined && !/^(0|200|ok|success)$/i.test(code))) {
    return { code: code ?? 'Unsuccessful', message };
  }
  return undefined;
}

function errorOf(
  { code, message }: Failure,
  answer: HttpAnswer,
  { action, secrets }: AnswerContext,
  requestId: string | undefined,
): CloudError {
  const text = safeErrorText(message, secrets);
  const kind = alibabaErrorKind(code, text);
  const byStatus = answer.status >= 500 ? 'transient' : answer.status === 429 ? 'throttled' : kind;
  return new CloudError({
    kind: kind === 'caller' ? byStatus : kind,
    code: safeErrorText(code, secrets),
    message: text === '' ? 'The service gave no message' : text,
    requestId,
    action,
  });
}

function requestIdOf(layers: readonly JsonObject[], answer: HttpAnswer): string | undefined {
  for (const { RequestId, RequestID, requestId, requestID, asapiRequestId } of layers) {
    const id = textOf(RequestId ?? RequestID ?? requestId ?? requestID ?? asapiRequestId);
    if (id !== undefined) {
      return id;
    }
  }
  return answer.header('x-ca-request-id') ?? answer.header('x-acs-request-id');
}
