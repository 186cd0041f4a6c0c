import { describe, expect, it } from 'vitest';
import { withoutStringToSign } from '../../../../../src/core/providers/alibaba/errorText.ts';

const echoes = [
  'Invalid Signature, Server StringToSign:`POST#application/json##form#x-ca-key:K#/p?a=1`',
  'Invalid Signature, server string to sign is POST\napplication/json',
  'Invalid Signature. The string-to-sign was: POST&%2F&AccessKeyId%3Dk',
  'Invalid Signature: POST#application/json##form',
  'Invalid Signature (server signature: abc+/=)',
  'Invalid Signature, x-ca-nonce:af937af9',
];

describe('withoutStringToSign', () => {
  it.each(echoes)('keeps only what comes before the echo in %s', (message) => {
    expect(withoutStringToSign(message)).toBe('Invalid Signature');
  });

  it('keeps a message that echoes nothing', () => {
    const message = 'Specified signature is not matched with our calculation.';
    expect(withoutStringToSign(message)).toBe(message);
  });

  it('searches no more of a message than anyone reads', () => {
    expect(withoutStringToSign(' '.repeat(10_000_000))).toBe('');
  });
});
