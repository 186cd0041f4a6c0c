import { phrase } from '../../model/phrase.ts';
import { type Words, words } from '../../model/words.ts';
import type { Credentials } from '../../providers/service.ts';
import { credentialsError } from './credentialErrors.ts';

/** One field of a place: what it is called there, and what was found. */
export interface FoundField {
  readonly name: string;
  readonly value: unknown;
}

export interface FoundKeys {
  readonly id: FoundField;
  readonly secret: FoundField;
  /** Absent where the place has no room for one. */
  readonly token?: FoundField | undefined;
  /** The place says that the keys are temporary, so that they are worth nothing without their token. */
  readonly temporary?: boolean | undefined;
}

/** What can be seen of a text that is no key. */
export type KeyFlaw = 'characters' | 'quotes' | 'fieldName';

const fieldName =
  /^(secret_?(id|key)|access_?key_?(id|secret)?|app_?(key|secret)|((security|session|sts)_?)?token)\s*[:=]/i;

/** Whether a text can be a key or a token: they travel in headers, and an error about a bad header repeats it. */
export function isKeyText(text: string): boolean {
  return /^[\x21-\x7e]{1,8192}$/.test(text);
}

/** Why a text is no key, where that can be seen: the cloud would only say that it knows no such key. */
export function keyFlaw(text: string): KeyFlaw | undefined {
  if (fieldName.test(text)) {
    return 'fieldName';
  }
  if (/^["'`]|["'`]$/.test(text)) {
    return 'quotes';
  }
  return isKeyText(text) ? undefined : 'characters';
}

/** Whether a key id is one of temporary keys: those of Alibaba's STS, and Tencent's, which are much longer than others. */
export function isTemporaryId(id: string): boolean {
  return /^STS\.|^AKID[\w-]{46}/.test(id);
}

/**
 * The key pair found at a place.
 * @param place How a person finds it: `~/.tccli/default.credential`, `the environment`.
 * @throws CloudError `CredentialsMissing` or `CredentialsInvalid`, naming the place and the fields, never a value.
 */
export function keyPair(found: FoundKeys, place: string | Words): Credentials {
  const id = textOf(found.id);
  const secret = textOf(found.secret);
  const token = found.token === undefined ? '' : textOf(found.token);
  if (id === '' && secret === '') {
    throw credentialsError(
      'CredentialsMissing',
      words(phrase('There is no {0} and no {1} in {2}.'), found.id.name, found.secret.name, place),
    );
  }
  if (id === '' || secret === '') {
    const { name } = id === '' ? found.id : found.secret;
    throw credentialsError('CredentialsMissing', words(phrase('There is no {0} in {1}.'), name, place));
  }
  for (const field of [found.id, found.secret, found.token]) {
    refuseFlaw(field, place);
  }
  if (token === '' && found.token !== undefined && (found.temporary === true || isTemporaryId(id))) {
    throw credentialsError(
      'CredentialsMissing',
      words(
        phrase('The keys in {1} are temporary, and their session token ({0}) is not there.'),
        found.token.name,
        place,
      ),
    );
  }
  return token === '' ? { id, secret } : { id, secret, token };
}

function refuseFlaw(field: FoundField | undefined, place: string | Words): void {
  const text = field === undefined ? '' : textOf(field);
  if (field === undefined || text === '') {
    return;
  }
  switch (keyFlaw(text)) {
    case 'characters':
      throw credentialsError(
        'CredentialsInvalid',
        words(phrase('{0} in {1} holds characters that no key has.'), field.name, place),
      );
    case 'quotes':
      throw credentialsError(
        'CredentialsInvalid',
        words(phrase('{0} in {1} has quotes around it; remove them.'), field.name, place),
      );
    case 'fieldName':
      throw credentialsError(
        'CredentialsInvalid',
        words(phrase('{0} in {1} begins with the name of a field; write only the key.'), field.name, place),
      );
    case undefined:
      return;
  }
}

function textOf({ value }: FoundField): string {
  return typeof value === 'string' ? value.trim() : '';
}
