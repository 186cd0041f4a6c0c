import { describe, expect, it } from 'vitest';
import { DemoModel } from '../../../src/demo/demoModel.ts';
import { mps } from '../../../src/demo/mps.ts';
import { mpsDetail } from '../../../src/demo/mpsDetail.ts';
import { ScrollTokens } from '../../../src/demo/scrollToken.ts';
import type { DemoTask } from '../../../src/demo/task.ts';
import { vod } from '../../../src/demo/vod.ts';
import { vodDetail } from '../../../src/demo/vodDetail.ts';
import { type Models, sdkModels } from '../sdkModels.ts';

const now = Date.UTC(2026, 4, 19, 9);
const model = new DemoModel({ now: () => now, seed: 7, population: { mps: 3_000, vod: 1_500, ecs: 0 } });

/** Every field of an answer that the SDK's structure lacks, or that is of another type there. */
function strangers(
  value: unknown,
  type: string,
  isList: boolean,
  models: Models,
  found: Set<string>,
  path: string,
): void {
  if (value === null || value === undefined) {
    return;
  }
  if (isList) {
    if (Array.isArray(value)) {
      for (const item of value) {
        strangers(item, type, false, models, found, path);
      }
    } else {
      found.add(`${path} is no list`);
    }
    return;
  }
  const fields = models.get(type);
  if (fields === undefined) {
    if (!type.split(' | ').includes(typeof value)) {
      found.add(`${path} is a ${typeof value}, not a ${type}`);
    }
    return;
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    found.add(`${path} is no ${type}`);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const field = fields.find((each) => each.name === name);
    if (field === undefined) {
      found.add(`${type} has no ${name}`);
    } else {
      strangers(inner, field.type, field.isList, models, found, `${type}.${name}`);
    }
  }
}

describe.each([
  ['mps', model.mps, mpsDetail],
  ['vod', model.storeOf('vod'), vodDetail],
] as const)('the details of the demo %s', (product, store, detailOf) => {
  const models = sdkModels(product);
  const tasks: readonly DemoTask[] = [...store.all().newestFirst()];
  const courses: readonly DemoTask[] = tasks.flatMap((task) =>
    task.course.map((_, step) => ({ ...task, step })),
  );

  it('have only fields that the official SDK knows, of the types that it knows', () => {
    const found = new Set<string>();
    for (const task of courses) {
      const at = task.times[task.step] ?? now;
      strangers(detailOf(task, 7, at), 'DescribeTaskDetailResponse', false, models, found, product);
    }
    expect([...found]).toEqual([]);
  });

  it('hold the structure of every type of task, whatever its status', () => {
    const empty = courses.filter((task) => {
      const detail = detailOf(task, 7, task.times[task.step] ?? now);
      return !Object.entries(detail).some(
        ([name, value]) => name.endsWith('Task') && typeof value === 'object' && value !== null,
      );
    });
    expect(empty.map(({ template }) => template.type)).toEqual([]);
  });
});

describe('the other answers of the demo', () => {
  const context = { tokens: new ScrollTokens(), seed: 7, now: () => now };
  const services = {
    mps: mps({ ...context, stores: { international: model.mps, china: model.mpsChina } }),
    vod: vod({ ...context, subApps: model.subApps }),
  };
  const models = { mps: sdkModels('mps'), vod: sdkModels('vod') };
  const FileIds = [...model.storeOf('vod').all().newestFirst()].slice(0, 20).map(({ subject }) => subject);

  it.each([
    ['mps', 'DescribeTasks', { Status: 'FINISH', Limit: 100 }],
    ['mps', 'DescribeTasks', { Status: 'PROCESSING', Limit: 100 }],
    ['vod', 'DescribeTasks', { Limit: 100 }],
    ['vod', 'DescribeSubAppIds', {}],
    ['vod', 'DescribeMediaInfos', { FileIds, Filters: ['basicInfo'] }],
  ] as const)('%s %s', (product, action, given) => {
    const answer = services[product].actions[action]?.(given, { site: 'international' });
    const found = new Set<string>();
    strangers(answer, `${action}Response`, false, models[product], found, product);
    expect(Object.values(answer ?? {}).flat().length).toBeGreaterThan(1);
    expect([...found]).toEqual([]);
  });

  it('name the files that tasks work on, except the few that are gone, and no more than twenty at once', () => {
    const names = (ids: readonly string[]) =>
      services.vod.actions.DescribeMediaInfos?.({ FileIds: ids }, { site: 'china' });
    const answer = names(FileIds);
    expect(answer).toHaveProperty('MediaInfoSet.0.BasicInfo.Name');
    expect(names(['5285891234567890040', 'none'])).toMatchObject({
      MediaInfoSet: [],
      NotExistFileIdSet: ['5285891234567890040', 'none'],
    });
    expect(() => names([...FileIds, 'one more'])).toThrow('20');
  });
});
