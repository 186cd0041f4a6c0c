import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CloudError, type CloudErrorKind } from '../../../../src/core/model/errors.ts';
import type { Task } from '../../../../src/core/model/task.ts';
import type { TaskService } from '../../../../src/core/providers/service.ts';
import { vod } from '../../../../src/core/providers/tencent/vod.ts';
import { FileNames } from '../../../../src/core/tasks/fileNames.ts';
import { KnownFacts } from '../../../../src/core/tasks/knownFacts.ts';
import { type DemoCloud, startDemoCloud } from '../../../../src/demo/demoCloud.ts';
import { serviceContext } from '../providers/serviceContext.ts';

const { signal } = new AbortController();

function task(id: string, fileId?: string): Task {
  return {
    id,
    status: 'FINISH',
    type: 'Procedure',
    subtypes: [],
    createdAt: undefined,
    startedAt: undefined,
    finishedAt: undefined,
    failed: undefined,
    ...(fileId === undefined ? {} : { fileId }),
  };
}

/** A library whose files are called after their ids; those that begin with "gone" are not there. */
function library(failure?: CloudErrorKind) {
  const asked: (readonly string[])[] = [];
  const facts = new KnownFacts();
  const service = {
    names: async (fileIds: readonly string[]) => {
      asked.push(fileIds);
      if (failure !== undefined) {
        throw new CloudError({ kind: failure, code: 'X', message: 'x' });
      }
      return new Map(fileIds.filter((id) => !id.startsWith('gone')).map((id) => [id, `${id}.mp4`]));
    },
  } as unknown as TaskService;
  return { asked, facts, names: new FileNames(service, facts) };
}

describe('names of files', () => {
  it('are asked for twenty at once, each once, for all tasks of a file', async () => {
    const { asked, facts, names } = library();
    const tasks = Array.from({ length: 50 }, (_, index) => task(`t${index}`, `f${index >> 1}`));
    await names.read(tasks, signal);
    expect(asked).toEqual([Array.from({ length: 20 }, (_, index) => `f${index}`)]);
    expect(facts.get('t39')?.name).toBe('f19.mp4');
    expect(facts.get('t40')).toBeUndefined();
    await names.read(tasks, signal);
    expect(asked.map(({ length }) => length)).toEqual([20, 5]);
    expect(tasks.filter((each) => names.canName(each))).toEqual([]);
  });

  it('that are gone are asked for again only after twenty thousand others', async () => {
    const { asked, names } = library();
    const gone = [task('t', 'gone')];
    await names.read(gone, signal);
    for (let from = 0; names.canName(task('t', 'gone')) === false && from < 30_000; from += 20) {
      await names.read(
        Array.from({ length: 20 }, (_, index) => task(`t${from + index}`, `gone${from + index}`)),
        signal,
      );
    }
    expect(names.canName(task('t', 'gone'))).toBe(true);
    expect(asked.length).toBeGreaterThan(1000);
  });

  it('are not asked for again when the file is gone, nor for tasks without a file, or with a name', async () => {
    const { asked, facts, names } = library();
    facts.name('named', 'x');
    const tasks = [task('t', 'gone1'), task('u'), task('named', 'f9')];
    expect(tasks.map((each) => names.canName(each))).toEqual([true, false, false]);
    await names.read(tasks, signal);
    expect(asked).toEqual([['gone1']]);
    expect(names.canName(task('t', 'gone1'))).toBe(false);
    expect(facts.get('t')).toBeUndefined();
  });

  it.each(['permission', 'caller', 'answer'] as const)(
    'are given up where they are refused (%s)',
    async (kind) => {
      const { asked, names } = library(kind);
      expect(await names.read([task('t', 'f')], signal)).toBe(false);
      expect(names.canName(task('u', 'g'))).toBe(false);
      expect(asked).toHaveLength(1);
    },
  );

  it.each(['transient', 'throttled', 'credentials'] as const)(
    'are asked for later where that may help (%s)',
    async (kind) => {
      const { names } = library(kind);
      await expect(names.read([task('t', 'f')], signal)).rejects.toMatchObject({ kind });
      expect(names.canName(task('t', 'f'))).toBe(true);
    },
  );

  it('cannot be had of a service without a library', () => {
    const names = new FileNames({} as TaskService, new KnownFacts());
    expect(names.canName(task('t', 'f'))).toBe(false);
  });

  it('stay when a detail tells none, and give way to a detail that does', () => {
    const { facts } = library();
    facts.name('t', 'library.mp4');
    const detail = {
      source: undefined,
      failures: [],
      counts: { succeeded: 1, failed: 0, running: 0 },
      progress: undefined,
    };
    facts.learn('t', { ...detail, name: undefined, conclusion: 'success', readAt: 7 });
    expect(facts.get('t')).toMatchObject({ name: 'library.mp4', conclusion: 'success' });
    facts.learn('t', { ...detail, name: 'other.mp4', conclusion: 'success', readAt: 8 });
    expect(facts.get('t')?.name).toBe('other.mp4');
  });
});

describe('the library of VOD', () => {
  const now = Date.now();
  let cloud: DemoCloud;
  beforeAll(async () => {
    cloud = await startDemoCloud({ now: () => now, population: { mps: 0, vod: 200, ecs: 0 } });
  });
  afterAll(() => cloud.close());

  it('names the tasks of a page, as their details do', async () => {
    const service = vod.create(
      serviceContext({
        cloud: 'tencent',
        config: { kind: 'vod', endpoint: new URL(cloud.url) },
        credentials: cloud.credentials.tencent,
      }),
    );
    const { tasks } = await service.list({ status: 'FINISH', limit: 20 }, signal);
    const fileIds = tasks.flatMap(({ fileId }) => fileId ?? []);
    expect(fileIds).toHaveLength(20);
    const names = await service.names?.(fileIds, signal);
    expect(names?.size).toBeGreaterThan(15);
    for (const { id, fileId = '', type } of tasks.filter(({ type: each }) => each === 'Procedure')) {
      const { subject } = vod.explain((await service.detail(id, signal)).value);
      expect([type, names?.get(fileId) ?? subject.name]).toEqual([type, subject.name]);
    }
  });
});
