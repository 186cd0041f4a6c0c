import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../../src/core/http/answer.ts';
import { CloudError } from '../../../../../src/core/model/errors.ts';
import { pageOf, scrollTo } from '../../../../../src/core/providers/tencent/taskList.ts';

interface Example {
  readonly request: { readonly Status: string };
  readonly response: { readonly Response: JsonObject };
}

function examples(name: string): readonly Example[] {
  const file = readFileSync(new URL(`../../../../fixtures/${name}.json`, import.meta.url), 'utf8');
  return (JSON.parse(file) as { examples: Example[] }).examples;
}

const documented = Date.UTC(2018, 11, 27, 13, 57, 15);

describe('the answers of the reference pages', () => {
  const pages = (name: string) =>
    examples(name).map(({ request, response }) => pageOf(response.Response, request.Status));

  it('MPS, China', () => {
    const [first, last, running] = pages('mpsChina');
    expect(first?.tasks.map(({ id }) => id)).toEqual(['taskId1', 'taskId2', 'taskId3', 'taskId4', 'taskId5']);
    expect(first?.tasks[0]).toEqual({
      id: 'taskId1',
      status: 'FINISH',
      type: 'WorkflowTask',
      subtypes: [],
      createdAt: documented,
      startedAt: documented,
      finishedAt: documented,
      failed: undefined,
    });
    expect(first).toMatchObject({
      malformed: [],
      next: { key: 'taskId6' },
      requestId: '46311b39-10ce-47eb-b2b6-7ce82bb4476d',
    });
    expect(first?.total).toBeUndefined();
    expect(last?.next).toBeUndefined();
    expect(running?.tasks[0]).toMatchObject({
      status: 'PROCESSING',
      startedAt: documented,
      finishedAt: undefined,
    });
  });

  it('MPS, international: totals that contradict each other, a finished task without an end, a running one with it', () => {
    const [first, last, running] = pages('mpsInternational');
    expect(first?.tasks[0]?.subtypes).toEqual(['action-trans']);
    expect([first?.total, last?.total]).toEqual([12, 1]);
    expect(last?.tasks[0]).toMatchObject({ id: 'taskId7', status: 'FINISH', finishedAt: undefined });
    expect(last?.next).toBeUndefined();
    expect(running?.tasks[0]).toMatchObject({ status: 'PROCESSING', finishedAt: documented });
  });

  it('VOD: a last page with a token, and the year 1', () => {
    const [first, last, running] = pages('vodInternational');
    expect(first?.tasks).toHaveLength(5);
    expect(first?.tasks[0]).toMatchObject({ type: 'transcode', status: 'FINISH' });
    expect(last?.next?.key).toBe('token-test');
    expect(last?.total).toBeUndefined();
    expect(running?.tasks[0]).toMatchObject({ status: 'PROCESSING', finishedAt: undefined });
  });
});

describe('an item', () => {
  const read = (item: unknown) => pageOf({ TaskSet: [item] }, 'WAITING');

  it.each([
    ['null', null, 'not an object'],
    ['a number', 17, 'not an object'],
    ['a text', 'taskId1', 'not an object'],
    ['a list', [[{ TaskId: 'inner' }]], 'not an object'],
    ['no TaskId', { TaskType: 'WorkflowTask' }, 'no TaskId'],
    ['an empty TaskId', { TaskId: '' }, 'no TaskId'],
    ['a TaskId that is null', { TaskId: null }, 'no TaskId'],
    ['a TaskId that is an object', { TaskId: { Id: 1 } }, 'no TaskId'],
  ])('that is or has %s is kept as it came', (_, raw, reason) => {
    expect(read(raw)).toMatchObject({ tasks: [], malformed: [{ reason, raw }] });
  });

  it('with nothing but a TaskId is a task, and a TaskId may be a number', () => {
    const bare = {
      id: 'a',
      status: 'WAITING',
      type: '',
      subtypes: [],
      createdAt: undefined,
      startedAt: undefined,
      finishedAt: undefined,
      failed: undefined,
    };
    expect(read({ TaskId: 'a' }).tasks).toEqual([bare]);
    expect(read({ TaskId: 17 }).tasks).toEqual([{ ...bare, id: '17' }]);
  });

  it('keeps a status nobody knows, and takes the one asked for only where there is none', () => {
    expect(read({ TaskId: 'a', Status: 'SUSPENDED' }).tasks[0]?.status).toBe('SUSPENDED');
    expect(read({ TaskId: 'a', Status: '' }).tasks[0]?.status).toBe('WAITING');
  });

  it('has the subtypes that are texts', () => {
    expect(read({ TaskId: 'a', SubTaskTypes: ['action-trans', null, 7] }).tasks[0]?.subtypes).toEqual([
      'action-trans',
    ]);
    expect(read({ TaskId: 'a', SubTaskTypes: 'action-trans' }).tasks[0]?.subtypes).toEqual([]);
  });

  it('that is spoiled takes no other with it', () => {
    const page = pageOf({ TaskSet: [{ TaskId: 'a' }, null, { TaskId: 'b' }] }, 'WAITING');
    expect(page.tasks.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(page.malformed).toHaveLength(1);
  });

  it('is a task or unreadable, whatever it is', () => {
    const item = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          TaskId: fc.jsonValue(),
          Status: fc.jsonValue(),
          SubTaskTypes: fc.jsonValue(),
          CreateTime: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const page = pageOf({ TaskSet: items }, 'WAITING');
        expect(page.tasks.length + page.malformed.length).toBe(items.length);
        expect(page.tasks.every((task) => task.id !== '' && task.status !== '')).toBe(true);
      }),
    );
  });
});

describe('a TaskSet', () => {
  it.each([
    ['is null beside a total', { TaskSet: null, TotalCount: 5 }, 'TaskSet is null, not a list'],
    ['is absent', { TotalCount: 3 }, 'There is no list of TaskSet (keys TotalCount, RequestId)'],
    ['is an object', { TaskSet: { Tasks: [] } }, 'TaskSet is an object (keys Tasks), not a list'],
    ['is a text', { TaskSet: '[]' }, 'TaskSet is a text, not a list'],
    ['is a number', { TaskSet: 3 }, 'TaskSet is 3, not a list'],
  ])('that %s is an error that says so, with the RequestId', (_, response, message) => {
    const read = () => pageOf({ ...response, RequestId: 'r-1' }, 'WAITING');
    expect(read).toThrow(CloudError);
    try {
      read();
    } catch (error) {
      expect(error).toMatchObject({ kind: 'answer', message, requestId: 'r-1' });
    }
  });

  it('that is empty is a page with nothing on it', () => {
    expect(pageOf({ TaskSet: [], ScrollToken: 'again' }, 'WAITING')).toMatchObject({
      tasks: [],
      next: { key: 'again' },
    });
  });
});

describe('where a list goes on', () => {
  const next = (ScrollToken: unknown) => pageOf({ TaskSet: [], ScrollToken }, 'WAITING').next;

  it.each(['', null, undefined, {}, false])('nowhere after the token %j', (token) => {
    expect(next(token)).toBeUndefined();
  });

  it('at its token, which is sent as it came, or as text if it was a number', () => {
    expect(scrollTo(next('a b+/='))).toEqual({ ScrollToken: 'a b+/=' });
    expect(scrollTo(next(42))).toEqual({ ScrollToken: '42' });
    expect(scrollTo(undefined)).toEqual({});
    expect(scrollTo({ key: 'page 2' })).toEqual({});
  });
});

describe('a total', () => {
  it.each([
    [12, 12],
    ['12', 12],
    [0, 0],
    [-1, undefined],
    ['many', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('%j is %j', (TotalCount, total) => {
    const page = pageOf({ TaskSet: [{ TaskId: 'a' }], TotalCount }, 'WAITING');
    expect(page.total).toBe(total);
  });
});
