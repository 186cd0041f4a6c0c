import { describe, expect, it } from 'vitest';
import { runSteps, type Step, type StepOutcome } from '../../../../../src/vscode/setup/addAccount/steps.ts';

interface Draft {
  skipB: boolean;
  asked: string[];
}

/** Steps a, b (unless skipped) and c that answer as scripted. */
function steps(...script: readonly StepOutcome[]): readonly Step<Draft>[] {
  const outcomes = [...script];
  const step = (name: string): Step<Draft> => ({
    ask: async (draft, { step: number, totalSteps, canGoBack }) => {
      draft.asked.push(`${name} ${number}/${totalSteps}${canGoBack ? ' back' : ''}`);
      return outcomes.shift() ?? 'cancel';
    },
  });
  return [step('a'), { ...step('b'), applies: ({ skipB }) => !skipB }, step('c')];
}

const draft = (skipB = false): Draft => ({ skipB, asked: [] });

describe('guided steps', () => {
  it('asks one after the other and counts them', async () => {
    const given = draft();
    expect(await runSteps(steps('next', 'next', 'next'), given, 'Add')).toBe(true);
    expect(given.asked).toEqual(['a 1/3', 'b 2/3 back', 'c 3/3 back']);
  });

  it('skips what does not apply, forwards and backwards', async () => {
    const given = draft(true);
    expect(await runSteps(steps('next', 'back', 'next', 'next'), given, 'Add')).toBe(true);
    expect(given.asked).toEqual(['a 1/2', 'c 2/2 back', 'a 1/2', 'c 2/2 back']);
  });

  it('asks a step again, and stays at the first one when there is no way back', async () => {
    const given = draft();
    await runSteps(steps('back', 'again', 'next', 'cancel'), given, 'Add');
    expect(given.asked).toEqual(['a 1/3', 'a 1/3', 'a 1/3', 'b 2/3 back']);
  });

  it('ends without a result when the person gives up', async () => {
    expect(await runSteps(steps('next', 'cancel'), draft(), 'Add')).toBe(false);
  });

  it('starts in the middle with the way back open', async () => {
    const given = draft();
    const all = steps('back', 'next', 'next');
    expect(await runSteps(all, given, 'Add', all[2])).toBe(true);
    expect(given.asked).toEqual(['c 3/3 back', 'b 2/3 back', 'c 3/3 back']);
  });
});
