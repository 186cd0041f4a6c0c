import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/core/providers/explain/explain.ts';
import { KnownFacts } from '../../../../src/core/tasks/knownFacts.ts';
import { factsOf, type TaskFacts } from '../../../../src/core/tasks/taskFacts.ts';

const now = Date.UTC(2026, 4, 19, 9);
const bad = { Status: 'FAIL', ErrCodeExt: 'SourceFileError', Message: 'm'.repeat(5_000) };

function facts(Status: string, parts: readonly object[], more: object = {}): TaskFacts {
  return factsOf(explain({ Status, WorkflowTask: { Status, ErrCode: 0, Parts: parts, ...more } }), now);
}

function listening(): { known: KnownFacts; changed: string[]; learned: string[] } {
  const known = new KnownFacts();
  const changed: string[] = [];
  const learned: string[] = [];
  known.events.on('changed', (id) => changed.push(id)).on('learned', (id) => learned.push(id));
  return { known, changed, learned };
}

describe('what is kept of a detail', () => {
  it('is the name, the outcome, and why', () => {
    const input = { InputInfo: { CosInputInfo: { Object: '/in/a.mp4' } } };
    expect(facts('FINISH', [bad, { Status: 'SUCCESS' }], input)).toMatchObject({
      name: 'a.mp4',
      conclusion: 'partial',
      counts: { failed: 1, succeeded: 1 },
      failures: [{ code: 'SourceFileError', fault: 'file', pointer: '/WorkflowTask/Parts/0' }],
      readAt: now,
    });
  });

  it('is bounded', () => {
    expect(
      JSON.stringify(
        facts(
          'FINISH',
          Array.from({ length: 1_000 }, () => bad),
        ),
      ).length,
    ).toBeLessThan(10_000);
  });
});

describe('known facts', () => {
  it('tell of changes of what is shown, and of no others', () => {
    const { known, changed } = listening();
    const running = (Progress: number) => facts('PROCESSING', [{ Status: 'PROCESSING', Progress }]);
    known.learn('t', running(10));
    known.learn('t', { ...running(10), readAt: now + 1 });
    known.learn('t', running(20));
    expect(changed).toEqual(['t', 't']);
    expect(known.get('t')?.progress).toBe(20);
  });

  it('keep a name that a later detail no longer tells', () => {
    const { known } = listening();
    known.learn('t', { ...facts('PROCESSING', []), name: 'a.mp4' });
    known.learn('t', facts('FINISH', [bad]));
    expect(known.get('t')).toMatchObject({ name: 'a.mp4', conclusion: 'failure' });
  });

  it('take what is remembered only where nothing is known, and do not learn it', () => {
    const { known, changed, learned } = listening();
    known.learn('t', facts('FINISH', [bad]));
    known.remember('t', facts('FINISH', []));
    known.remember('u', facts('FINISH', [bad]));
    expect(known.get('t')?.conclusion).toBe('failure');
    expect(changed).toEqual(['t', 'u']);
    expect(learned).toEqual(['t']);
  });

  it('are bounded: those that were learned first go first', () => {
    const { known } = listening();
    const fact = facts('FINISH', [bad]);
    for (let index = 0; index < 20_010; index++) {
      known.learn(`t${index}`, fact);
    }
    expect(known.size).toBe(20_000);
    expect(known.get('t0')).toBeUndefined();
    expect(known.get('t20009')).toBeDefined();
  });
});
