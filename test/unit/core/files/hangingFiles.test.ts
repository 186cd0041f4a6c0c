import type { PathLike } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readSmallFile } from '../../../../src/core/files/readSmallFile.ts';

const hanging = vi.hoisted(() => ({ asked: [] as string[], answers: [] as (() => void)[] }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    stat: async (path: PathLike) => {
      if (String(path).includes('hangs')) {
        hanging.asked.push(String(path));
        await new Promise<void>((resolve) => hanging.answers.push(resolve));
      }
      return await real.stat(path);
    },
  };
});

const never = new AbortController().signal;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloud-tasks-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('takes no more threads the longer a file system hangs, and recovers when it answers', async () => {
  const good = join(folder, 'good');
  await writeFile(good, 'text');
  const paths = Array.from({ length: 6 }, (_, index) => join(folder, `hangs${index}`));
  for (const path of paths) {
    await writeFile(path, 'late');
  }
  const [first = ''] = paths;

  await expect(readSmallFile(first, never, 20)).rejects.toMatchObject({ code: 'TimeOut' });
  for (let again = 0; again < 5; again += 1) {
    await expect(readSmallFile(first, never, 20)).rejects.toMatchObject({ code: 'TimeOut' });
  }
  expect(hanging.asked).toEqual([first]);
  expect(await readSmallFile(good, never)).toBe('text');

  const readings = await Promise.allSettled(paths.map((path) => readSmallFile(path, never, 20)));
  expect(readings.every(({ status }) => status === 'rejected')).toBe(true);
  expect(hanging.asked).toHaveLength(3);
  await expect(readSmallFile(good, never, 20)).rejects.toMatchObject({ code: 'TimeOut' });

  for (const answer of hanging.answers.splice(0)) {
    answer();
  }
  await expect.poll(() => readSmallFile(good, never).catch(() => '')).toBe('text');
  const late = readSmallFile(first, never);
  await vi.waitFor(() => expect(hanging.answers).toHaveLength(1));
  hanging.answers.pop()?.();
  expect(await late).toBe('late');
});
