import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressIn, taskPath } from '../../../../src/vscode/documents/taskPath.ts';

const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
      fc.constantFrom(
        '/',
        '..',
        '\\',
        '%',
        '%2F',
        '%25',
        '%u002f',
        '\u2215',
        '\uff05',
        '\ud800',
        '\u202e',
        '\n',
        '.json',
      ),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe('the path of a task', () => {
  it.each([
    ['2600000-WorkflowTask-host000', '/host/mps/2600000-WorkflowTask-host000.json'],
    ['125-Live:a=b+c d', '/host/mps/125-Live:a=b+c d.json'],
    ['任务-1', '/host/mps/任务-1.json'],
    ['a/../b', '/host/mps/a\u2215..\u2215b.json'],
    ['100%', '/host/mps/100\uff05.json'],
    ['a%2Fb', '/host/mps/a\uff052Fb.json'],
    ['\ud800', '/host/mps/%ud800.json'],
  ])('of %j can be read in a tab', (taskId, path) => {
    expect(taskPath({ account: 'host', service: 'mps', taskId })).toBe(path);
  });

  it('leads back to the task, whatever its id', () => {
    fc.assert(
      fc.property(text, text, text, (account, service, taskId) => {
        const path = taskPath({ account, service, taskId });
        expect(addressIn(path)).toEqual({ account, service, taskId });
        expect(path.split('/')).toHaveLength(4);
        expect(() => encodeURIComponent(path)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  it('is understood as earlier versions wrote it', () => {
    expect(addressIn('/host/ecs%3Acn-beijing/a%2F..%2Fb.json')).toEqual({
      account: 'host',
      service: 'ecs:cn-beijing',
      taskId: 'a/../b',
    });
  });

  it.each([
    '',
    '/',
    '//',
    '/host/mps',
    '/host/mps/',
    '/host/mps/.json',
    '//mps/a.json',
    '/host//a.json',
    '/host/mps/a.txt',
    '/host/mps/a/b.json',
    '/host/mps/.vscode/settings.json',
    'host/mps/a.json',
  ])('is not %j', (path) => {
    expect(addressIn(path)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(text, (path) => {
        addressIn(path);
        addressIn(`/${path}/%zz/%${path}%ff.json`);
      }),
    );
  });
});
