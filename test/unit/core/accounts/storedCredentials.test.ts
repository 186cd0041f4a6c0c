import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credentialsFromText, credentialsToText } from '../../../../src/core/accounts/storedCredentials.ts';

describe('the stored text of a key pair', () => {
  it('gives back what was stored', () => {
    const key = fc.stringMatching(/^[\x21-\x7e]{1,80}$/);
    const credentials = fc.record({ id: key, secret: key, token: key }, { requiredKeys: ['id', 'secret'] });
    fc.assert(
      fc.property(credentials, (value) => {
        expect(credentialsFromText(credentialsToText(value))).toEqual(value);
      }),
    );
  });

  it.each(['', '{', 'null', '[]', '{"id":"a"}', '{"id":"a","secret":""}', '{"id":"a\\n","secret":"b"}'])(
    'counts as absent when it is %s',
    (text) => {
      expect(credentialsFromText(text)).toBeUndefined();
    },
  );
});
