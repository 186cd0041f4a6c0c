import { describe, expect, it } from 'vitest';
import { idsWithStoredKeys, OrphanedKeys } from '../../../../src/core/accounts/orphanedKeys.ts';

describe('the ids whose stored keys are in use', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['no setting', undefined, []],
    [
      'entries',
      [
        { id: 'a', credentials: 'stored' },
        { id: 'b', credentials: 'tccli' },
      ],
      ['a'],
    ],
    [
      'entries that do not work',
      [{ id: 'a' }, { id: 'b', credentials: 7, cloud: 'nimbus' }, 7, null],
      ['a', 'b'],
    ],
  ])('are found: %s', (_what, setting, ids) => {
    expect([...(idsWithStoredKeys(setting) ?? [])]).toEqual(ids);
  });

  it.each([{}, 'x', null, 7])('are unknown where the setting is %j', (setting) => {
    expect(idsWithStoredKeys(setting)).toBeUndefined();
  });
});

describe('orphaned keys', () => {
  const unused = (...ids: readonly string[]) => new Map(ids.map((id) => [id, `keys of ${id}`]));

  it('are those that two looks in a row find', () => {
    const orphans = new OrphanedKeys();
    expect(orphans.look(unused('a', 'b'))).toEqual([]);
    expect(orphans.look(unused('b', 'c'))).toEqual(['b']);
    expect(orphans.look(unused('a', 'c'))).toEqual(['c']);
  });

  it('are not those that another window has just stored', () => {
    const orphans = new OrphanedKeys();
    orphans.look(unused('a'));
    expect(orphans.look(new Map([['a', 'other keys']]))).toEqual([]);
  });

  it('are not those whose entry was gone for a moment', () => {
    const orphans = new OrphanedKeys();
    orphans.look(unused('a'));
    orphans.look(unused());
    expect(orphans.look(unused('a'))).toEqual([]);
  });
});
