import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { accountFields } from '../../../../../src/core/accounts/accountSettings.ts';
import { freeAccountId } from '../../../../../src/vscode/setup/addAccount/freeAccountId.ts';

describe('the id of a new account', () => {
  it.each([
    ['Production', 'production'],
    ['  Média / Zürich (2) ', 'media-zurich-2'],
    ['生产', 'tencent'],
  ])('is readable: %s becomes %s', (label, id) => {
    expect(freeAccountId(label, 'tencent', new Set())).toBe(id);
  });

  it('is fit for the settings and not taken, whatever the label', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.nat(30), (label, n) => {
        const taken = new Set<string>();
        for (let i = 0; i <= n; i += 1) {
          const id = freeAccountId(label, 'alibaba', taken);
          expect(v.is(accountFields.id, id)).toBe(true);
          expect(taken).not.toContain(id);
          taken.add(id);
        }
      }),
    );
  });
});
