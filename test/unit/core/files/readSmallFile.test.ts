import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readFailure, readSmallFile } from '../../../../src/core/files/readSmallFile.ts';

const never = new AbortController().signal;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloud-tasks-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a small file', () => {
  it.each([
    ['empty', ''],
    ['short', 'secret_id = é漢\n'],
    ['1 MB', 'x'.repeat(1_000_000)],
  ])('is read whole: %s', async (name, text) => {
    const path = join(folder, name);
    await writeFile(path, text);
    expect(await readSmallFile(path, never)).toBe(text);
  });

  it('is read through a link', async () => {
    await writeFile(join(folder, 'target'), 'text');
    await symlink(join(folder, 'target'), join(folder, 'link'));
    expect(await readSmallFile(join(folder, 'link'), never)).toBe('text');
  });

  it('that is not there rejects with the code of the system', async () => {
    const error: unknown = await readSmallFile(join(folder, 'absent'), never).catch((reason) => reason);
    expect(error).toMatchObject({ code: 'ENOENT' });
    expect(readFailure(error)).toBe('ENOENT');
  });

  it('is not read for a signal that is aborted', async () => {
    const path = join(folder, 'aborted');
    await writeFile(path, 'text');
    await expect(readSmallFile(path, AbortSignal.abort('enough'))).rejects.toBe('enough');
    const stop = new AbortController();
    const reading = readSmallFile(path, stop.signal);
    stop.abort('changed my mind');
    await expect(reading).rejects.toBe('changed my mind');
  });

  it('is given up after the time-out, and only asked for again once the file system has answered', async () => {
    const paths = ['slow', 'slower', 'fast'].map((name) => join(folder, name));
    await Promise.all(paths.map((path) => writeFile(path, 'x'.repeat(1_000_000))));
    const [slow = '', slower = '', fast = ''] = paths;
    const late = { code: 'TimeOut' };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const reading = readSmallFile(slow, never);
    // All of it passes before the file system can have said anything.
    vi.advanceTimersByTime(5_000);
    const again = readSmallFile(slow, never);
    const another = readSmallFile(slower, never);
    vi.advanceTimersByTime(5_000);
    const third = readSmallFile(fast, never);
    vi.useRealTimers();
    for (const given of [reading, again, another, third]) {
      await expect(given).rejects.toMatchObject(late);
    }
    await expect.poll(() => readSmallFile(slow, never).catch(() => '')).toHaveLength(1_000_000);
    await expect.poll(() => readSmallFile(fast, never).catch(() => '')).toHaveLength(1_000_000);
  });
});

describe('refused', () => {
  it('is one byte more than 1 MB', async () => {
    const path = join(folder, 'large');
    await writeFile(path, 'x'.repeat(1_000_001));
    await expect(readSmallFile(path, never)).rejects.toMatchObject({ code: 'TooLarge' });
  });

  it('is a sparse file of 300 GB', async () => {
    const path = join(folder, 'sparse');
    await writeFile(path, '');
    await truncate(path, 300_000_000_000);
    await expect(readSmallFile(path, never)).rejects.toMatchObject({ code: 'TooLarge' });
  });

  it('is a folder', async () => {
    await mkdir(join(folder, 'folder'));
    await expect(readSmallFile(join(folder, 'folder'), never)).rejects.toMatchObject({ code: 'NotAFile' });
  });

  it.skipIf(process.platform === 'win32')('is a pipe, however many, and files are still read', async () => {
    const regular = join(folder, 'regular');
    await writeFile(regular, 'text');
    const pipes = Array.from({ length: 8 }, (_, index) => join(folder, `pipe${index}`));
    execFileSync('mkfifo', [...pipes]);
    const readings = await Promise.allSettled(pipes.map((pipe) => readSmallFile(pipe, never)));
    for (const reading of readings) {
      expect(reading).toMatchObject({ status: 'rejected', reason: { code: 'NotAFile' } });
    }
    expect(await readSmallFile(regular, never)).toBe('text');
  });

  it.skipIf(process.platform === 'win32').each(['/dev/zero', '/dev/null'])(
    'is the device %s',
    async (path) => {
      await expect(readSmallFile(path, never)).rejects.toMatchObject({ code: 'NotAFile' });
    },
  );
});
