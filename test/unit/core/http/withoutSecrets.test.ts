import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutSecrets } from '../../../../src/core/http/withoutSecrets.ts';

it('leaves none of the secrets in a text, plain or percent-encoded', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 4 }), { maxLength: 3 }),
      fc.array(fc.string()),
      (secrets, words) => {
        const shown = withoutSecrets(
          words.flatMap((word) => [word, ...secrets, ...secrets.map(encodeURIComponent)]).join(' '),
          secrets,
        );
        expect(secrets.some((secret) => secret !== '…' && shown.includes(secret))).toBe(false);
      },
    ),
  );
});

it('leaves other texts as they are, unless they are endless', () => {
  expect(withoutSecrets('The SecretId is not found.', ['', 'key'])).toBe('The SecretId is not found.');
  expect(withoutSecrets('x'.repeat(1_000_000), [])).toHaveLength(501);
});
