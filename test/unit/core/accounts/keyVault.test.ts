import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeyVault, type Notes, type Secrets } from '../../../../src/core/accounts/keyVault.ts';
import type { Account } from '../../../../src/core/model/account.ts';

const { signal } = new AbortController();
const keys = { id: 'AKIDone', secret: 'secretOfOne', token: 'tokenOfOne' };
const account: Account = {
  id: 'prod',
  label: 'Production',
  cloud: 'tencent',
  site: 'china',
  credentials: { from: 'stored' },
  services: [{ kind: 'mps', key: 'mps' }],
};
const gateway = (host: string): Account => ({
  ...account,
  services: [{ kind: 'mps', key: 'mps', endpoint: new URL(`https://${host}`) }],
});

let values: Map<string, string>;
let noted: Map<string, unknown>;
let notes: Notes;

beforeEach(() => {
  values = new Map();
  noted = new Map();
  notes = {
    get: (name) => noted.get(name),
    update: async (name, value) => {
      noted.set(name, value);
    },
  };
});
afterEach(() => {
  vi.useRealTimers();
});

function vault(over: Partial<Secrets> = {}): KeyVault {
  return new KeyVault(
    {
      get: async (name) => values.get(name),
      store: async (name, value) => {
        values.set(name, value);
      },
      delete: async (name) => {
        values.delete(name);
      },
      ...over,
    },
    notes,
  );
}

describe('stored keys', () => {
  it('are those of the account they were typed for', async () => {
    await vault().store(account, keys);
    expect(await vault().read(account, signal)).toEqual(keys);
    expect(await vault().read({ ...account, id: 'other' }, signal)).toBeUndefined();
  });

  it.each<[string, Account]>([
    ['cloud', { ...account, cloud: 'alibaba' }],
    ['site', { ...account, site: 'international' }],
    ['host', gateway('gateway.example')],
  ])('are not used by an account of another %s that has its id', async (_what, other) => {
    await vault().store(account, keys);
    await expect(vault().read(other, signal)).rejects.toMatchObject({
      kind: 'credentials',
      code: 'CredentialsMissing',
      message: expect.stringContaining('entered for another cloud, site or host'),
    });
    await vault().store(other, keys);
    expect(await vault().read(other, signal)).toEqual(keys);
  });

  it('stay usable while label, services and ports change', async () => {
    await vault().store(gateway('gateway.example'), keys);
    const changed = { ...gateway('gateway.example:8443'), label: 'New' };
    expect(await vault().read(changed, signal)).toEqual(keys);
    expect(await vault().read(account, signal)).toEqual(keys);
  });

  it('of an earlier version belong to the account that uses them first', async () => {
    values.set('cloudTasks.credentials.prod', JSON.stringify(keys));
    expect(await vault().read(account, signal)).toEqual(keys);
    await expect(vault().read(gateway('gateway.example'), signal)).rejects.toThrow();
  });

  it('that cannot be deleted are not used any more, and deleted later', async () => {
    await vault().store(account, keys);
    const stuck = vault({ delete: () => Promise.reject(new Error('locked')) });
    await expect(stuck.delete('prod')).rejects.toMatchObject({ code: 'KeyringLocked' });
    expect(values.size).toBe(1);
    expect(await vault().read(account, signal)).toBeUndefined();
    expect([...(await vault().ids())]).toEqual(['prod']);
    await vault().delete('prod');
    expect(values.size).toBe(0);
    expect([...(await vault().ids())]).toEqual([]);
  });

  it('that are typed anew are used again', async () => {
    const stuck = vault({ delete: () => Promise.reject(new Error('locked')) });
    await stuck.delete('prod').catch(() => {});
    await vault().store(account, keys);
    expect(await vault().read(account, signal)).toEqual(keys);
  });

  it('are known by their ids, whether or not VS Code tells', async () => {
    await vault().store(account, keys);
    expect([...(await vault().ids())]).toEqual(['prod']);
    const names = async () => ['cloudTasks.credentials.older', 'cloudTasks.credentials.prod', 'other'];
    expect([...(await vault({ keys: names }).ids())]).toEqual(['older', 'prod']);
  });
});

describe('a storage that fails', () => {
  const ways: readonly (readonly [string, (from: KeyVault) => Promise<unknown>])[] = [
    ['get', (from) => from.read(account, signal)],
    ['store', (from) => from.store(account, keys)],
    ['delete', (from) => from.delete('prod')],
    ['keys', (from) => from.ids()],
  ];

  it.each(
    ways.flatMap(([method, use]) =>
      (
        [
          [
            'Cannot get password: secretOfOne',
            'KeyringLocked',
            /keyring .* is locked .*: unlock it, then refresh/,
          ],
          ['The collection is locked', 'KeyringLocked', /unlock it/],
          ['Cannot create an item in a locked collection', 'KeyringLocked', /unlock it/],
          ['Prompt dismissed..', 'KeyringLocked', /unlock it/],
          ['org.freedesktop.DBus.Error.ServiceUnknown', 'KeyringLocked', /unlock it/],
          ['disk I/O error secretOfOne', 'SecretStorageUnavailable', /cannot be used: restart VS Code/],
          ['', 'SecretStorageUnavailable', /cannot be used/],
        ] as const
      ).map((failure) => [method, ...failure, use] as const),
    ),
  )('says what to do, and not what it said: %s, %j', async (method, said, code, message, use) => {
    const failing = vault({ [method]: () => Promise.reject(new Error(said)) });
    const error: unknown = await use(failing).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'credentials', code, message: expect.stringMatching(message) });
    expect(error).not.toHaveProperty('cause');
    expect(String(error)).not.toContain('secretOfOne');
  });

  it.each(ways)('without an answer is given up: %s', async (method, use) => {
    vi.useFakeTimers();
    const waiting = expect(use(vault({ [method]: () => new Promise(() => {}) }))).rejects.toMatchObject({
      code: 'SecretStorageUnavailable',
      message: expect.stringMatching(/does not answer: see whether the keyring/),
    });
    await vi.runAllTimersAsync();
    await waiting;
  });

  it('rejects with something that is no error, too', async () => {
    const failing = vault({ get: () => Promise.reject('secretOfOne') });
    await expect(failing.read(account, signal)).rejects.toMatchObject({ code: 'SecretStorageUnavailable' });
  });

  it('lets go of a reader who has left', async () => {
    const stop = new AbortController();
    const reading = vault({ get: () => new Promise(() => {}) }).read(account, stop.signal);
    stop.abort('left');
    await expect(reading).rejects.toBe('left');
  });
});
