import type { Stats } from 'node:fs';
import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { waitFor } from '../model/waitFor.ts';

/** Why a file was not read although it is there. `code` and `message` are fit to be shown. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';
  readonly code: 'NotAFile' | 'TooLarge' | 'TimeOut';

  constructor(code: FileRefusal['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const maxBytes = 1_000_000;
const defaultTimeoutMs = 5_000;
/** Without it, opening a pipe waits for somebody to write into it, and holds one of four threads for file access. */
const readWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Of the four threads for file access, which a file system that hangs does not give back. */
const mostReads = 3;
let reads = 0;
const waiting: (() => void)[] = [];
/** Files whose file system has not answered in time, and has not yet. */
const stuck = new Set<string>();
const mostStuck = 2;

/**
 * The text (UTF-8) of a regular file of up to 1 MB: keys, certificates, settings of other tools. Links are followed.
 * Rejects with a {@link FileRefusal} for pipes, devices, folders, larger files and after `timeoutMs`, with the
 * system's error where the file is not there, or with the signal's reason once it is aborted. A file whose file system
 * hangs is not asked for again before it has answered.
 */
export function readSmallFile(
  path: string,
  signal: AbortSignal,
  timeoutMs = defaultTimeoutMs,
): Promise<string> {
  let started = false;
  const late = (): FileRefusal => {
    if (started) {
      stuck.add(path);
    }
    return tooSlow();
  };
  const start = async (stop: AbortSignal): Promise<string> => {
    if (stuck.has(path) || stuck.size >= mostStuck) {
      throw late();
    }
    while (reads >= mostReads) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    if (stop.aborted) {
      waiting.shift()?.();
      throw stop.reason;
    }
    reads += 1;
    started = true;
    try {
      return await read(path, stop);
    } finally {
      reads -= 1;
      stuck.delete(path);
      waiting.shift()?.();
    }
  };
  return waitFor(start, timeoutMs, signal, late);
}

/** In a few words, for a message: `it is not a regular file`, `ENOENT`. */
export function readFailure(error: unknown): string {
  if (error instanceof FileRefusal) {
    return error.message;
  }
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

async function read(path: string, stop: AbortSignal): Promise<string> {
  // Opening a device, or a pipe that somebody waits to write into, already does something to it.
  check(await stat(path));
  const file = await open(path, readWithoutWaiting);
  try {
    stop.throwIfAborted();
    check(await file.stat());
    return await readBounded(file, stop);
  } finally {
    await file.close();
  }
}

function check(stats: Stats): void {
  if (!stats.isFile()) {
    throw new FileRefusal('NotAFile', 'it is not a regular file');
  }
  if (stats.size > maxBytes) {
    throw tooLarge();
  }
}

/** A file can grow while it is read, and some say 0 of their size. */
async function readBounded(file: FileHandle, stop: AbortSignal): Promise<string> {
  const bytes = Buffer.alloc(maxBytes + 1);
  for (let length = 0; ; ) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length);
    stop.throwIfAborted();
    length += bytesRead;
    if (length > maxBytes) {
      throw tooLarge();
    }
    if (bytesRead === 0) {
      return bytes.toString('utf8', 0, length);
    }
  }
}

function tooSlow(): FileRefusal {
  return new FileRefusal('TimeOut', 'it could not be read in time');
}

function tooLarge(): FileRefusal {
  return new FileRefusal('TooLarge', 'it is larger than 1 MB');
}
