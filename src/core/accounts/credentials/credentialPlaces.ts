import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { CloudError } from '../../model/errors.ts';

/** The parts of a machine that keys are looked for in. */
export interface CredentialPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  /** UTF-8 text of a file; rejects as `node:fs` does. */
  readonly readFile: (path: string, signal: AbortSignal) => Promise<string>;
  /** Names in a folder; rejects as `node:fs` does. */
  readonly readFolder: (path: string) => Promise<readonly string[]>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** This machine: the environment and home folder of the process, read anew each time. */
export const thisMachine: CredentialPlaces = {
  env: process.env,
  home: homedir(),
  readFile: (path, signal) => readFile(path, { encoding: 'utf8', signal }),
  readFolder: (path) => readdir(path),
  now: Date.now,
};

export function credentialsMissing(message: string): CloudError {
  return new CloudError({ kind: 'credentials', code: 'CredentialsMissing', message });
}

export function credentialsInvalid(message: string): CloudError {
  return new CloudError({ kind: 'credentials', code: 'CredentialsInvalid', message });
}

export function credentialsExpired(message: string): CloudError {
  return new CloudError({ kind: 'credentials', code: 'CredentialsExpired', message });
}

export function credentialsUnsupported(message: string): CloudError {
  return new CloudError({ kind: 'credentials', code: 'CredentialsUnsupported', message });
}
