import { beforeEach, describe, expect, it } from 'vitest';
import { findTasks } from '../../../../src/core/tasks/findTasks.ts';
import { FakeClock } from '../../fakeClock.ts';
import { FailingService, factsOfFailed, failedTask } from './failingService.ts';

const loaded = '2600000-WorkflowTask-0000aaaa1111';

let a: FailingService;
let b: FailingService;
beforeEach(async () => {
  const clock = new FakeClock();
  a = new FailingService('a', clock);
  b = new FailingService('b', clock);
  a.failed = [
    { ...failedTask(loaded, clock.now()), fileId: '5285890812345' },
    failedTask('other-1', clock.now()),
  ];
  await a.tasks.open();
  a.facts.learn(
    loaded,
    factsOfFailed(clock.now(), { name: 'Lecture 04943.mp4', source: '/in/2026/Lecture 04943.mp4' }),
  );
  b.facts.remember(
    'remembered-1',
    factsOfFailed(clock.now(), { name: 'launch.mov', sessionId: 'upload-0071' }),
  );
  b.facts.remember('remembered-2', factsOfFailed(clock.now(), { name: 'launch.mov', fileId: '777' }));
});

const search = (text: string, most = 100) => findTasks(text, [a, b], most).map(({ taskId }) => taskId);

describe('a search', () => {
  it.each([
    ['lecture', [loaded]],
    ['04943 lect', [loaded]],
    ['/2026/', [loaded]],
    ['0000AAAA', [loaded]],
    ['528589081', [loaded]],
    ['upload-0071', ['remembered-1']],
    ['777', ['remembered-2']],
    ['LAUNCH', ['remembered-2', 'remembered-1']],
    ['launch lecture', []],
  ])('for %j finds by file, path, any part of an id, file id and session', (text, ids) => {
    expect(search(text)).toEqual(ids);
  });

  it('lists loaded tasks before remembered ones, each once, and no more than asked for', () => {
    expect(search('')).toEqual([loaded, 'other-1', 'remembered-2', 'remembered-1']);
    expect(search('', 2)).toEqual([loaded, 'other-1']);
  });

  it('puts the task of that very id first, wherever it stands', () => {
    a.facts.learn('other-1', factsOfFailed(0, { name: 'remembered-1.mp4' }));
    expect(search(' remembered-1 ')[0]).toBe('remembered-1');
    expect(search('remembered-1')).toHaveLength(2);
    expect(search('remembered-1', 1)).toEqual(['remembered-1']);
  });

  it('finds what is known of besides, once', () => {
    const task = failedTask('seen-elsewhere-1', 0);
    const others = [task, failedTask(loaded, 0)].map((one) => {
      return { service: a, taskId: one.id, task: one, facts: undefined };
    });
    const ids = (text: string) => findTasks(text, [a, b], 100, others).map(({ taskId }) => taskId);
    expect(ids('elsewhere')).toEqual(['seen-elsewhere-1']);
    expect(ids('0000aaaa')).toEqual([loaded]);
  });

  it('tells where a task is, and what is known of it', () => {
    const [found] = findTasks('lecture', [a, b], 10);
    expect(found).toMatchObject({
      service: a,
      task: { type: 'WorkflowTask' },
      facts: { conclusion: 'failure' },
    });
  });
});
