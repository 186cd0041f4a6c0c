import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { readSmallFile } from '../../files/readSmallFile.ts';

/** The parts of a machine that keys are looked for in. */
export interface CredentialPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  /** UTF-8 text of a small regular file; rejects as `node:fs` does, or with a `FileRefusal`. */
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
  readFile: (path, signal) => readSmallFile(path, signal),
  readFolder: (path) => readdir(path),
  now: Date.now,
};
