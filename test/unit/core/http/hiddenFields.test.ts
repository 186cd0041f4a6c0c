import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hidden, withoutSecretFields, withoutSignedQueries } from '../../../../src/core/http/hiddenFields.ts';

const shown = (value: unknown) => JSON.parse(withoutSecretFields(JSON.stringify(value))) as unknown;

describe('the secrets of a user', () => {
  it.each([
    'S3SecretId',
    'S3SecretKey',
    'NotifyKey',
    'SecretAccessKey',
    'AccessKeyId',
    'SessionToken',
    'ApiToken',
    'ApiTokens',
    'Token',
    'secret_key',
    'client-secret',
    'Password',
    'PlayKey',
    'StreamKey',
    'Authorization',
  ])('%s is hidden, as text, number or list', (name) => {
    expect(shown({ [name]: 'abc', n: [{ [name]: 12 }], l: { [name]: ['a', 'b'] } })).toEqual({
      [name]: hidden,
      n: [{ [name]: hidden }],
      l: { [name]: [hidden, hidden] },
    });
  });

  it.each([
    'ScrollToken',
    'InputTokens',
    'OutputTokens',
    'TotalTokens',
    'TagKey',
    'Keyword',
    'KeyServerUrl',
    'DrmKeyProvider',
    'AddKeyFrameDescs',
    'MaxKeys',
    'Key',
    'TaskId',
    'Signed',
  ])('%s is no secret', (name) => {
    expect(shown({ [name]: 'abc' })).toEqual({ [name]: 'abc' });
  });

  it('the key of an encryption is one', () => {
    const drm = (Key: string) => ({
      DrmInfo: { SimpleAesDrm: { Uri: 'u', Key, Vector: 'v' } },
      Meta: { Key: 'name' },
    });
    expect(shown(drm('0123'))).toEqual(drm(hidden));
  });

  it('stay visible as absent where they are', () => {
    const empty = { S3SecretId: null, S3SecretKey: '', NotifyKey: {} };
    expect(shown(empty)).toEqual(empty);
  });

  it('are found in JSON that is a text inside, and in JSON inside of that', () => {
    const inner = { S3SecretKey: 'abc', id: 'x' };
    const text = JSON.stringify({ SessionContext: JSON.stringify({ a: JSON.stringify(inner) }) });
    const safe = withoutSecretFields(text);
    expect(safe).not.toContain('abc');
    expect(safe).toContain('id');
  });

  it('leave all else as it was sent, wherever they stand', () => {
    const others = fc.json({ maxDepth: 5 }).filter((text) => !/secret|key|token|pass|auth|sign/i.test(text));
    fc.assert(
      fc.property(others, others, fc.string({ minLength: 1 }), (before, after, secret) => {
        const text = (value: string) =>
          `{"x": ${before},\n"S3SecretKey" : ${JSON.stringify(value)} ,"x":${after}}`;
        expect(withoutSecretFields(text(secret))).toBe(text(hidden));
      }),
    );
  });

  it('are looked for without running out of stack or memory', () => {
    const deep = `${'{"a":['.repeat(50_000)}{"NotifyKey":"s3cret"}${']}'.repeat(50_000)}`;
    expect(withoutSecretFields(deep)).not.toContain('s3cret');
    let text = '{"NotifyKey":"s3cret"}';
    for (let time = 0; time < 8; time++) {
      text = JSON.stringify({ data: text });
    }
    expect(() => withoutSecretFields(text)).not.toThrow();
  });
});

describe('signed addresses', () => {
  it.each([
    ['https://b.cos.x.com/a%20b.mp4?sign=q-sign-algorithm%3Dsha1&x=1', 'https://b.cos.x.com/a%20b.mp4?…'],
    ['see https://u:p@h:8443/p/q.mp4#t=abc, then', 'see https://h:8443/p/q.mp4#… then'],
    ['rtmp://live.x.com/app/stream?txSecret=1&txTime=2', 'rtmp://live.x.com/app/stream?…'],
    ['{"u":"https:\\/\\/h\\/p?t=1","v":2}', '{"u":"https:\\/\\/h\\/p?…","v":2}'],
    ['https://h/p', 'https://h/p'],
    ['no address? yes', 'no address? yes'],
  ])('%s becomes %s', (text, safe) => {
    expect(withoutSignedQueries(text)).toBe(safe);
  });
});
