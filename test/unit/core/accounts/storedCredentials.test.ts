import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type KeysOwner,
  keysOwner,
  mayUse,
  storedKeysFromText,
  storedKeysToText,
} from '../../../../src/core/accounts/storedCredentials.ts';

const owner: KeysOwner = { cloud: 'tencent', site: 'china', hosts: ['a.example', 'b.example'] };

describe('the stored text of a key pair', () => {
  it('gives back what was stored, and for whom', () => {
    const key = fc.stringMatching(/^[\x21-\x7e]{1,80}$/);
    const credentials = fc.record({ id: key, secret: key, token: key }, { requiredKeys: ['id', 'secret'] });
    fc.assert(
      fc.property(credentials, (value) => {
        expect(storedKeysFromText(storedKeysToText(value, owner))).toEqual({ credentials: value, owner });
      }),
    );
  });

  it('of an earlier version belongs to nobody yet', () => {
    const credentials = { id: 'a', secret: 'b' };
    expect(storedKeysFromText(JSON.stringify(credentials))).toEqual({ credentials, owner: undefined });
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"id":"a"}',
    '{"id":"a","secret":""}',
    '{"id":"a\\n","secret":"b"}',
    '{"id":"a","secret":"b","owner":null}',
    '{"id":"a","secret":"b","owner":{"cloud":"tencent","site":"china","hosts":[1]}}',
  ])('counts as absent when it is %s', (text) => {
    expect(storedKeysFromText(text)).toBeUndefined();
  });
});

describe('the owner of keys', () => {
  it('is the cloud, the site and the hosts of an account, each once', () => {
    const service = (endpoint?: string) => ({
      kind: 'mps',
      key: 'mps',
      ...(endpoint === undefined ? {} : { endpoint: new URL(endpoint) }),
    });
    const services = [
      service('https://b.example:8443'),
      service(),
      service('https://a.example'),
      service('http://b.example'),
    ];
    expect(keysOwner({ cloud: 'tencent', site: 'china', services })).toEqual(owner);
  });

  it.each<[string, Partial<KeysOwner>, boolean]>([
    ['the same', {}, true],
    ['fewer hosts', { hosts: ['b.example'] }, true],
    ['no hosts of its own', { hosts: [] }, true],
    ['another host', { hosts: ['a.example', 'evil.example'] }, false],
    ['another site', { site: 'international' }, false],
    ['another cloud', { cloud: 'alibaba' }, false],
  ])('may use them as %s: %o, %s', (_what, change, allowed) => {
    expect(mayUse({ ...owner, ...change }, owner)).toBe(allowed);
  });
});
