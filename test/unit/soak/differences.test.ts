import { describe, expect, it } from 'vitest';
import { missingIn } from '../../soak/differences.ts';
import type { TreeRow } from '../../soak/treeRows.ts';

/** `a ? c`: tasks and unreadable entries, in their order. */
function rows(text: string): readonly TreeRow[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({
      level: 3,
      text: word === '?' ? 'Unreadable entry no TaskId' : `Workflow 1 min · ${idOf(word)}`,
      expanded: undefined,
    })) as unknown as readonly TreeRow[];
}

function idOf(word: string): string {
  return `task-${word}`;
}

describe('what the tree misses', () => {
  it.each([
    { shown: 'a b c d', missing: [] },
    { shown: 'a ? c d', missing: [] },
    { shown: 'a b c ?', missing: [] },
    { shown: '? b c d', missing: [] },
    { shown: 'a ? ? d', missing: [] },
    { shown: 'a d ? ?', missing: ['b', 'c'] },
    { shown: '? a b d', missing: ['c'] },
    { shown: 'a ? d', missing: ['c'] },
    { shown: '', missing: ['a', 'b', 'c', 'd'] },
  ])('of a b c d in "$shown" is $missing', ({ shown, missing }) => {
    expect(missingIn(rows(shown), ['a', 'b', 'c', 'd'].map(idOf))).toEqual(missing.map(idOf));
  });
});
