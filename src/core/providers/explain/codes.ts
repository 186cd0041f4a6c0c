import { isObject, type JsonObject } from '../../http/answer.ts';
import type { Fault } from '../../model/explanation.ts';

/** The codes of a structure that say something went wrong. */
export interface FailureCode {
  readonly code: string | undefined;
  readonly numericCode: string | undefined;
}

/** Fields that hold a code, the telling one first. Image tasks of MPS put the text code into `ErrMsg`. */
const codeFields = ['ErrCodeExt', 'ErrCode', 'ErrMsg', 'ErrorCode'] as const;

/** `ErrMsg` and `ErrorCode` have other uses elsewhere: only what is spelt like a code is one. */
const spelling = /^[A-Za-z][\w.-]*$|^-?\d+$/;

/** Whether any field of a code is there, whatever it says. */
export function hasCode(structure: JsonObject): boolean {
  return codeFields.some(
    (field) => typeof structure[field] === 'number' || typeof structure[field] === 'string',
  );
}

export function failureCode(structure: JsonObject): FailureCode {
  const codes = codeFields.flatMap((field) => errorCode(structure, field) ?? []);
  const text = codes.find((code) => !isNumber(code));
  const number = codes.find(isNumber);
  return text === undefined ? { code: number, numericCode: undefined } : { code: text, numericCode: number };
}

function errorCode(structure: JsonObject, field: (typeof codeFields)[number]): string | undefined {
  const value = structure[field];
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (/^(0*|SUCCESS|OK)$/i.test(text)) {
    return undefined;
  }
  const strict = field === 'ErrMsg' || field === 'ErrorCode';
  return strict && (text === '200' || !spelling.test(text)) ? undefined : text;
}

function isNumber(code: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(code);
}

/**
 * Text codes tell by their prefix, and an unknown one tells nothing. Of the older numbers only two families tell:
 * 60000 is the file, 50000 and 5xxxx the provider. 40000 is said of requests and of files, 70000 of content that is
 * refused and of the service itself.
 */
export function faultOf(code: string | undefined): Fault {
  if (code === undefined) {
    return 'unknown';
  }
  if (/^Invalid(Input|Parameter)/i.test(code)) {
    return 'request';
  }
  if (/^SourceFileError/i.test(code)) {
    return 'file';
  }
  if (/^InternalError/i.test(code)) {
    return 'provider';
  }
  const family = /^([56])\d{4}$/.exec(code)?.[1];
  return family === '5' ? 'provider' : family === '6' ? 'file' : 'unknown';
}

/** The vendor's words for it; `undefined` where there are none, or only "SUCCESS". */
export function messageOf(structure: JsonObject): string | undefined {
  const { Message, ErrorMsg, ErrMsg } = structure;
  const words = [Message, ErrorMsg, typeof ErrMsg === 'string' && spelling.test(ErrMsg.trim()) ? '' : ErrMsg];
  const said = words.find((text) => typeof text === 'string' && !/^\s*(SUCCESS|OK)?\s*$/i.test(text));
  return typeof said === 'string' ? said : undefined;
}

/** An object, or the JSON of one in a text of moderate length, as VOD prints the inputs of MPS. */
export function objectIn(value: unknown, longest = 100_000): JsonObject | undefined {
  if (isObject(value)) {
    return value;
  }
  if (typeof value !== 'string' || value.length > longest || !value.trimStart().startsWith('{')) {
    return undefined;
  }
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
