import * as v from 'valibot';
import type { Credentials } from '../clouds/service.ts';
import { isKeyText } from './credentials/keyPair.ts';

const keyText = v.pipe(v.string(), v.check(isKeyText));
const schema = v.object({ id: keyText, secret: keyText, token: v.optional(keyText) });

/** The text one account's key pair is stored as. */
export function credentialsToText({ id, secret, token }: Credentials): string {
  return JSON.stringify(token === undefined ? { id, secret } : { id, secret, token });
}

/** `undefined` when the text is none of ours, so that the keys are asked for again. */
export function credentialsFromText(text: string): Credentials | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : undefined;
}
