/** Where a step stands among those that apply, for its title bar. */
export interface StepPlace {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

/** `again` asks the same step once more. */
export type StepOutcome = 'next' | 'back' | 'again' | 'cancel';

/** One question of a guided input. */
export interface Step<Draft> {
  /** Whether the answers so far call for this question; always, where absent. */
  readonly applies?: (draft: Draft) => boolean;
  /** Asks, offering what `draft` already says, and writes the answer into it. */
  readonly ask: (draft: Draft, place: StepPlace) => Promise<StepOutcome>;
}

/**
 * Asks one step after the other, going back where the person wants to; answers are kept on the way.
 * @param start The step to begin with; those before it can be gone back to.
 * @returns Whether the last step was answered; `false` when the person gave up.
 */
export async function runSteps<Draft>(
  steps: readonly Step<Draft>[],
  draft: Draft,
  title: string,
  start?: Step<Draft>,
): Promise<boolean> {
  const applies = (step: Step<Draft>): boolean => step.applies?.(draft) ?? true;
  let index = start === undefined ? 0 : Math.max(0, steps.indexOf(start));
  for (;;) {
    const step = steps[index];
    if (step === undefined) {
      return true;
    }
    if (!applies(step)) {
      index += 1;
      continue;
    }
    const before = steps.slice(0, index).filter(applies);
    const outcome = await step.ask(draft, {
      title,
      step: before.length + 1,
      totalSteps: steps.filter(applies).length,
      canGoBack: before.length > 0,
    });
    if (outcome === 'cancel') {
      return false;
    }
    const previous = before.at(-1);
    if (outcome === 'next') {
      index += 1;
    } else if (outcome === 'back' && previous !== undefined) {
      index = steps.indexOf(previous);
    }
  }
}
