import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Fingerprints } from '../../../../src/core/accounts/fingerprints.ts';

describe('fingerprints of secrets', () => {
  it('tell a change from an event without one', () => {
    const seen = new Fingerprints();
    expect(seen.changed('a', 'one')).toBe(true);
    expect(seen.changed('a', 'one')).toBe(false);
    expect(seen.changed('b', 'one')).toBe(true);
    expect(seen.changed('a', 'two')).toBe(true);
    expect(seen.changed('a', undefined)).toBe(true);
    expect(seen.changed('a', undefined)).toBe(false);
  });

  it('let a later read not hide a change that has not been announced yet', () => {
    const seen = new Fingerprints();
    seen.first('a', 'one');
    seen.first('a', 'two');
    expect(seen.changed('a', 'two')).toBe(true);
  });

  it('do not keep the secret', () => {
    const seen = new Fingerprints();
    seen.changed('a', 'hunter2');
    expect(inspect(seen, { depth: 9, showHidden: true })).not.toContain('hunter2');
  });
});
