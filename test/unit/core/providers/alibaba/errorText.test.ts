import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signApiGateway } from '../../../../../src/core/providers/alibaba/apiGateway.ts';
import { safeErrorText } from '../../../../../src/core/providers/alibaba/errorText.ts';

const echoes = [
  'Invalid Signature, Server StringToSign:`POST#application/json##form#x-ca-key:K#/p?a=1`',
  'Invalid Signature, server string to sign is POST\napplication/json',
  'Invalid Signature. The string-to-sign was: POST&%2F&AccessKeyId%3Dk',
  'Invalid Signature: POST#application/json##form',
  'Invalid Signature (server signature: abc+/=)',
  'Invalid Signature, x-ca-nonce:af937af9',
];

describe('safeErrorText', () => {
  it.each(echoes)('keeps only what comes before the echo in %s', (message) => {
    expect(safeErrorText(message, [])).toBe('Invalid Signature');
  });

  it('keeps a message that echoes nothing', () => {
    expect(safeErrorText('Specified signature is not matched with our calculation.', ['s3cret'])).toBe(
      'Specified signature is not matched with our calculation.',
    );
  });

  it('lets no secret through, wherever it stands and however it is encoded', () => {
    const text = fc.string({ minLength: 6, maxLength: 40 }).filter((it) => it.trim() === it);
    fc.assert(
      fc.property(text, fc.string(), fc.string(), (secret, before, after) => {
        const safe = safeErrorText(`${before}${secret}${after}${encodeURIComponent(secret)}`, [secret]);
        expect(safe).not.toContain(secret);
      }),
    );
  });

  it('lets nothing of a request through that a gateway writes back', () => {
    const headers = signApiGateway({
      credentials: { id: 'testappkey', secret: 'testappsecret' },
      method: 'POST',
      path: '/apsara/route/Ecs/DescribeTasks',
      accept: 'application/json',
      contentType: 'application/x-www-form-urlencoded; charset=UTF-8',
      parameters: { RegionId: 'cn-qingdao-env17-d01' },
      timestampMs: 1671538946068,
      nonce: 'af937af9-b692-4b63-9831-7a3afb038ab8',
    });
    const all = Object.entries(headers)
      .map(([name, value]) => `${name}:${value}`)
      .join('#');
    expect(safeErrorText(`Invalid Signature, ${all}`, [headers['x-ca-signature'] ?? ''])).not.toMatch(
      /testappkey|af937af9|1671538946068|x-ca/,
    );
  });

  it('shortens what is too long for a row', () => {
    expect(safeErrorText('a'.repeat(5000), []).length).toBeLessThan(500);
  });
});
