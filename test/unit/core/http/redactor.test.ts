import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redactor } from '../../../../src/core/http/redactor.ts';
import { CloudError } from '../../../../src/core/model/errors.ts';
import { phrase } from '../../../../src/core/model/phrase.ts';
import { words } from '../../../../src/core/model/words.ts';

/** What keys, tokens, signatures and header values are made of, and what has to be escaped somewhere. */
const secret = fc
  .stringMatching(/^[A-Za-z0-9+/=_.:@ "'&<>\\-]{8,80}$/)
  .filter((value) => value.trim() === value && !value.includes('…'));

const spellings: readonly ((value: string) => string)[] = [
  (value) => value,
  (value) => value.toUpperCase(),
  (value) => value.toLowerCase(),
  encodeURIComponent,
  (value) => encodeURIComponent(value).toLowerCase(),
  (value) => encodeURIComponent(encodeURIComponent(value)),
  (value) => encodeURIComponent(value).replaceAll('%20', '+'),
  (value) => JSON.stringify(value).slice(1, -1),
  (value) => JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/'),
  (value) =>
    value
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&apos;'),
];
const spelling = fc.constantFrom(...spellings);

describe('a redactor', () => {
  it('leaves nothing of a secret, however it is spelt and wherever it stands', () => {
    const around = fc.stringMatching(/^[A-Za-z ,:'"{}]{0,12}$/);
    fc.assert(
      fc.property(secret, spelling, around, around, (value, spelt, before, after) => {
        const safe = new Redactor([value]).text(`${before}${spelt(value)}${after}`).toLowerCase();
        expect(safe).not.toContain(spelt(value).toLowerCase());
        expect(safe).not.toContain(value.toLowerCase());
      }),
    );
  });

  it('leaves no beginning of eight or more characters', () => {
    fc.assert(
      fc.property(secret, fc.nat(), (value, at) => {
        const beginning = value.slice(0, 8 + (at % (value.length - 7)));
        const safe = new Redactor([value]).text(`<${beginning}…`);
        expect(safe).not.toContain(beginning);
      }),
    );
  });

  it('leaves no secret of several, also where one begins like another', () => {
    fc.assert(
      fc.property(secret, secret, (one, other) => {
        const secrets = [one, one.slice(0, 8) + other, other];
        const safe = new Redactor(secrets).text(secrets.join('|'));
        for (const value of secrets) {
          expect(safe).not.toContain(value);
        }
      }),
    );
  });

  it('takes a short value out as a word, and leaves a very short one: it is everywhere', () => {
    const redactor = new Redactor(['', 'key', 'abcd']);
    expect(redactor.text('The key abcd and ABCD=abcd; abcde xabcd')).toBe('The key … and …=…; abcde xabcd');
  });

  it('keeps place where lower case has other lengths', () => {
    expect(new Redactor(['s3cretS3cret']).text('İİİ S3CRETs3cret İ')).toBe('İİİ … İ');
  });

  it('takes time that grows with the text only', () => {
    const text = 's3cretS3'.repeat(500_000);
    expect(new Redactor(['s3cretS3cret']).text(text)).not.toContain('s3cret');
  });

  it('leaves no secret in any text of an error, its words and its causes', () => {
    fc.assert(
      fc.property(secret, spelling, (value, spelt) => {
        const said = `x ${spelt(value)} y`;
        const network = Object.assign(new Error(said), { code: 'EPROTO', headers: said });
        const redactor = new Redactor([value]);
        for (const message of [said, words(phrase('The connection to {0} failed'), said)]) {
          const error = redactor.error(
            new CloudError({
              kind: 'transient',
              code: said,
              message,
              requestId: said,
              action: said,
              cause: new Error(said, { cause: new AggregateError([network], said) }),
            }),
          );
          const shown = everythingIn(error).join('\n').toLowerCase();
          expect(shown).not.toContain(spelt(value).toLowerCase());
          expect(shown).not.toContain(value.toLowerCase());
        }
      }),
    );
  });

  it('lets anything else pass as it is, such as the reason of an abort', () => {
    const closed = new Error('closed');
    expect(new Redactor(['s3cretS3cret']).error(closed)).toBe(closed);
  });
});

/** All strings that can be reached from an error, as `console.log` or a debugger would. */
function everythingIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (typeof value !== 'object' || value === null || depth > 8) {
    return [];
  }
  return Object.getOwnPropertyNames(value).flatMap((name) =>
    everythingIn(Reflect.get(value, name), depth + 1),
  );
}
