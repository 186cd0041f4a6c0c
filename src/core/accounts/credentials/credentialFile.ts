import { isAbsolute, join } from 'node:path';
import { readFailure } from '../../files/readSmallFile.ts';
import { phrase } from '../../model/phrase.ts';
import { words } from '../../model/words.ts';
import { credentialsError } from './credentialErrors.ts';
import type { CredentialPlaces } from './credentialPlaces.ts';

/** A file with keys, and how a person writes its path. */
export interface CredentialFile {
  readonly path: string;
  /** `~/.tccli/default.credential` */
  readonly shown: string;
}

export function homeFile(places: CredentialPlaces, ...segments: readonly string[]): CredentialFile {
  return { path: join(places.home, ...segments), shown: `~/${segments.join('/')}` };
}

/** The file that a variable of the vendor's names; `undefined` where it is not set. */
export function fileInVariable(name: string, { env }: CredentialPlaces): CredentialFile | undefined {
  const path = env[name];
  if (path === undefined || path === '') {
    return undefined;
  }
  // The folder that VS Code runs in is not the one the variable was set in.
  if (!isAbsolute(path)) {
    throw credentialsError('CredentialsInvalid', words(phrase('{0} is not an absolute path.'), name));
  }
  return { path, shown: path };
}

/** @throws CloudError `CredentialsMissing` when the file is not there or may not be read; the signal's reason. */
export async function readCredentialFile(
  file: CredentialFile,
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<string> {
  try {
    return await places.readFile(file.path, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw credentialsError(
      'CredentialsMissing',
      isAbsent(error)
        ? words(phrase('{0} does not exist.'), file.shown)
        : words(phrase('{0} cannot be read ({1}).'), file.shown, readFailure(error)),
    );
  }
}

/** The first of these files that exists: the places an SDK looks at, one after the other. */
export async function readFirstFile(
  [first, ...others]: readonly [CredentialFile, ...CredentialFile[]],
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<{ readonly file: CredentialFile; readonly text: string }> {
  for (const file of [first, ...others]) {
    try {
      return { file, text: await places.readFile(file.path, signal) };
    } catch (error) {
      signal.throwIfAborted();
      if (!isAbsent(error)) {
        return { file, text: await readCredentialFile(file, places, signal) };
      }
    }
  }
  return { file: first, text: await readCredentialFile(first, places, signal) };
}

/** @throws CloudError `CredentialsInvalid` when the text is not JSON. */
export function parseCredentialJson(text: string, file: CredentialFile): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    // The engine's own message quotes the text around the mistake, which is likely a key; so it is dropped.
    throw credentialsError('CredentialsInvalid', words(phrase('{0} is not valid JSON.'), file.shown));
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
