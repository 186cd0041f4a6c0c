import { describe, expect, it } from 'vitest';
import { StepQueue } from '../../../../src/core/tasks/stepQueue.ts';
import { settled } from './listedCloud.ts';

type Step = 'urgent' | 'plain';

/** A queue whose steps end when the test says so. */
function queue(heedsAbort = true) {
  const begun: Step[] = [];
  const ended: Step[] = [];
  let finish: () => void = () => {};
  const steps = new StepQueue<Step>(
    ['urgent', 'plain'],
    (step, signal) =>
      new Promise((resolve, reject) => {
        begun.push(step);
        finish = resolve;
        if (heedsAbort) {
          signal.addEventListener('abort', () => reject(signal.reason));
        }
      }),
    (step) => ended.push(step),
  );
  return { steps, begun, ended, finish: () => finish() };
}

describe('a queue of steps', () => {
  it('runs one at a time, the most urgent first', async () => {
    const { steps, begun, finish } = queue();
    void steps.want('plain');
    void steps.want('plain');
    const later = steps.wantAnew('plain');
    void steps.want('urgent');
    expect(begun).toEqual(['plain']);
    finish();
    await settled();
    expect(begun).toEqual(['plain', 'urgent']);
    finish();
    await settled();
    finish();
    await later;
    expect(begun).toEqual(['plain', 'urgent', 'plain']);
  });

  it('joins whoever asks for a step that runs or waits', async () => {
    const { steps, begun, finish } = queue();
    const promises = [steps.want('plain'), steps.want('plain')];
    finish();
    await Promise.all(promises);
    expect(begun).toEqual(['plain']);
  });

  it('runs an interrupted step again, and its promise waits for that', async () => {
    const { steps, begun, ended, finish } = queue();
    let done = false;
    const promise = steps.want('plain').then(() => {
      done = true;
    });
    steps.interrupt('plain');
    expect(steps.expects('plain')).toBe(true);
    const urgent = steps.want('urgent');
    await settled();
    expect(begun).toEqual(['plain', 'urgent']);
    finish();
    await urgent;
    await settled();
    expect(done).toBe(false);
    finish();
    await promise;
    expect(begun).toEqual(['plain', 'urgent', 'plain']);
    expect(ended).toEqual(['urgent', 'plain']);
  });

  it('settles both promises of a step that was interrupted while another run of it was wanted', async () => {
    const { steps, finish } = queue();
    const promises = [steps.want('plain'), steps.wantAnew('plain')];
    steps.interrupt('plain');
    await settled();
    finish();
    await Promise.all(promises);
    expect(steps.expects('plain')).toBe(false);
  });

  it('keeps nobody waiting for a cancelled step, even if that does not stop', async () => {
    const { steps, begun, ended } = queue(false);
    const running = steps.want('plain');
    const waiting = steps.want('urgent');
    steps.cancel('plain');
    steps.cancel('urgent');
    await Promise.all([running, waiting]);
    expect(begun).toEqual(['plain']);
    expect(ended).toEqual([]);
  });

  it('begins nothing before a step that does not stop has ended', async () => {
    const { steps, begun, finish } = queue(false);
    void steps.want('plain');
    steps.interrupt('plain');
    void steps.want('urgent');
    await settled();
    expect(begun).toEqual(['plain']);
    finish();
    await settled();
    expect(begun).toEqual(['plain', 'urgent']);
  });

  it('does nothing more once disposed of', async () => {
    const { steps, begun, ended } = queue();
    const promises = [steps.want('plain'), steps.want('urgent')];
    steps.dispose();
    await Promise.all([...promises, steps.want('plain'), steps.wantAnew('urgent')]);
    expect(begun).toEqual(['plain']);
    expect(ended).toEqual([]);
    expect(steps.expects('plain')).toBe(false);
  });
});
