import { isObject } from '../http/answer.ts';
import type { Credentials } from '../providers/service.ts';
import { isKeyText } from './credentials/keyPair.ts';

/** The text one account's key pair is stored as. */
export function credentialsToText({ id, secret, token }: Credentials): string {
  return JSON.stringify(token === undefined ? { id, secret } : { id, secret, token });
}

/** `undefined` when the text is none of ours, so that the keys are asked for again. */
export function credentialsFromText(text: string): Credentials | undefined {
  const { id, secret, token } = fieldsOf(text);
  if (!isKey(id) || !isKey(secret)) {
    return undefined;
  }
  if (token === undefined) {
    return { id, secret };
  }
  return isKey(token) ? { id, secret, token } : undefined;
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && isKeyText(value);
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
