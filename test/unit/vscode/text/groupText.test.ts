import { describe, expect, it, vi } from 'vitest';
import type { ListEnd } from '../../../../src/core/tasks/listEnd.ts';
import type { StatusList } from '../../../../src/core/tasks/statusList.ts';
import { endText } from '../../../../src/vscode/text/endText.ts';
import { groupCount, loadedText, loadMoreText } from '../../../../src/vscode/text/groupText.ts';

vi.mock('vscode', () => ({
  env: { language: 'en' },
  l10n: {
    t: (english: string, ...values: unknown[]) =>
      english.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
  },
}));

interface Loaded {
  readonly rows: number;
  readonly total?: number;
  readonly hasMore: boolean;
  readonly end?: ListEnd;
}

const group = ({ rows, ...loaded }: Loaded) =>
  ({ phase: 'loaded', readAt: 1, rows: { size: rows }, ...loaded }) as unknown as StatusList;

describe('what a group and its pager say', () => {
  it.each<[Loaded, string, string, string]>([
    [{ rows: 50, total: 3821, hasMore: true }, '3,821', '50 of 3,821 loaded', 'Load 50 more'],
    [{ rows: 66, total: 266, hasMore: true }, '266', '66 of 266 loaded', 'Load 50 more'],
    [{ rows: 260, total: 266, hasMore: true }, '266', '260 of 266 loaded', 'Load 6 more'],
    [{ rows: 50, hasMore: true }, '50+', '50 loaded', 'Load more'],
    // A total that is less than what is there is none.
    [{ rows: 66, total: 46, hasMore: true }, '66+', '66 loaded', 'Load more'],
    [{ rows: 66, total: 66, hasMore: true }, '66+', '66 loaded', 'Load more'],
  ])('%o', (loaded, count, of, more) => {
    expect(groupCount(group(loaded))).toBe(count);
    expect(loadedText(group(loaded))).toBe(of);
    expect(loadMoreText(group(loaded), 50)).toBe(more);
  });

  it.each<[Loaded, string]>([
    [{ rows: 24, hasMore: false, end: 'complete' }, '24'],
    [{ rows: 24, total: 3821, hasMore: false, end: 'complete' }, '24'],
    [{ rows: 0, hasMore: false, end: 'complete' }, '0'],
  ])('has no plus at the end of a list: %o', (loaded, count) => {
    expect(groupCount(group(loaded))).toBe(count);
    expect(endText(group(loaded))).toBeUndefined();
  });

  it.each<[Loaded, string]>([
    [{ rows: 20, total: 45, hasMore: false, end: 'short' }, 'The list ended at 20 of 45 tasks'],
    [{ rows: 100, hasMore: true, end: 'inDoubt' }, 'The list may go on: the cloud sent empty pages'],
  ])('says that an end is in doubt: %o', (loaded, text) => {
    expect(endText(group(loaded))).toBe(text);
  });
});
