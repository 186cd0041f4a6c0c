import { join } from 'node:path';
import { type CredentialPlaces, credentialsInvalid, credentialsMissing } from './credentialPlaces.ts';

/** A file below the home folder, and how a person writes its path. */
export interface HomeFile {
  readonly path: string;
  /** `~/.tccli/default.credential` */
  readonly shown: string;
}

export function homeFile(places: CredentialPlaces, ...segments: readonly string[]): HomeFile {
  return { path: join(places.home, ...segments), shown: `~/${segments.join('/')}` };
}

/** @throws CloudError `CredentialsMissing` when the file is not there or may not be read; the signal's reason. */
export async function readCredentialFile(
  file: HomeFile,
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<string> {
  try {
    return await places.readFile(file.path, signal);
  } catch (error) {
    signal.throwIfAborted();
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw credentialsMissing(
      code === 'ENOENT' ? `${file.shown} does not exist.` : `${file.shown} cannot be read (${code}).`,
    );
  }
}

/** @throws CloudError `CredentialsInvalid` when the text is not JSON. */
export function parseCredentialJson(text: string, file: HomeFile): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    // The engine's own message quotes the text around the mistake, which is likely a key; so it is dropped.
    throw credentialsInvalid(`${file.shown} is not valid JSON.`);
  }
}
