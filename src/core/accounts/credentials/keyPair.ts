import type { Credentials } from '../../providers/service.ts';
import { credentialsInvalid, credentialsMissing } from './credentialPlaces.ts';

/** One field of a place: what it is called there, and what was found. */
export interface FoundField {
  readonly name: string;
  readonly value: unknown;
}

export interface FoundKeys {
  readonly id: FoundField;
  readonly secret: FoundField;
  readonly token?: FoundField | undefined;
}

/** Whether a text can be a key or a token: they travel in headers, and an error about a bad header repeats it. */
export function isKeyText(text: string): boolean {
  return /^[\x21-\x7e]{1,8192}$/.test(text);
}

/**
 * The key pair found at a place.
 * @param place How a person finds it: `~/.tccli/default.credential`, `the environment`.
 * @throws CloudError `CredentialsMissing` or `CredentialsInvalid`, naming the place and the fields, never a value.
 */
export function keyPair(found: FoundKeys, place: string): Credentials {
  const id = textOf(found.id);
  const secret = textOf(found.secret);
  const token = found.token === undefined ? '' : textOf(found.token);
  const missing = [id === '' ? found.id.name : '', secret === '' ? found.secret.name : ''].filter(Boolean);
  if (missing.length > 0) {
    throw credentialsMissing(`There is no ${missing.join(' and no ')} in ${place}.`);
  }
  const broken = [found.id, found.secret, found.token].find(
    (field) => field !== undefined && textOf(field) !== '' && !isKeyText(textOf(field)),
  );
  if (broken !== undefined) {
    throw credentialsInvalid(`${broken.name} in ${place} holds characters that no key has.`);
  }
  return token === '' ? { id, secret } : { id, secret, token };
}

function textOf({ value }: FoundField): string {
  return typeof value === 'string' ? value.trim() : '';
}
