import assert from 'node:assert/strict';
import type { Account } from '../../src/core/model/account.ts';
import { SecretStore } from '../../src/vscode/secretStore.ts';
import { eventually } from './eventually.ts';
import { MemorySecrets, memoryNotes } from './memorySecrets.ts';

const { signal } = new AbortController();
const keys = { id: 'AKIDone', secret: 'one', token: 'session' };

function account(id: string): Account {
  return { id, label: id, cloud: 'tencent', site: 'china', credentials: { from: 'stored' }, services: [] };
}

describe('the secret store', () => {
  let secrets: MemorySecrets;
  let store: SecretStore;
  let changed: string[];

  beforeEach(() => {
    secrets = new MemorySecrets();
    store = new SecretStore(secrets, memoryNotes());
    changed = [];
    store.onDidChange((id) => changed.push(id));
  });

  afterEach(() => store.dispose());

  it('keeps key pairs apart by account, and forgets what is deleted', async () => {
    await store.store(account('a'), keys);
    await store.store(account('b'), { id: 'AKIDtwo', secret: 'two' });
    assert.deepEqual(await store.read(account('a'), signal), keys);
    assert.deepEqual(await store.read(account('b'), signal), { id: 'AKIDtwo', secret: 'two' });
    await store.delete('a');
    assert.equal(await store.read(account('a'), signal), undefined);
    assert.equal((await secrets.keys()).length, 1);
  });

  it('tells once of a key pair that became another, here or in another window', async () => {
    await store.store(account('a'), keys);
    await eventually(() => assert.deepEqual(changed, ['a']));
    const elsewhere = new SecretStore(secrets, memoryNotes());
    await elsewhere.store(account('a'), { ...keys, secret: 'other' });
    await eventually(() => assert.deepEqual(changed, ['a', 'a']));
    await elsewhere.delete('a');
    await eventually(() => assert.deepEqual(changed, ['a', 'a', 'a']));
    elsewhere.dispose();
  });

  it('says nothing when VS Code tells of a change that is none, or of another secret', async () => {
    await store.store(account('a'), keys);
    await eventually(() => assert.deepEqual(changed, ['a']));
    await store.store(account('a'), { ...keys });
    await secrets.store('somebody.else', 'x');
    // What was told before would have been heard before this.
    await store.store(account('b'), keys);
    await eventually(() => assert.ok(changed.includes('b')));
    assert.deepEqual(changed, ['a', 'b']);
  });

  it('reads as nothing what is no key pair', async () => {
    await store.store(account('a'), keys);
    const [name] = await secrets.keys();
    for (const text of ['', '{', '[]', '{"id":"AKID"}', '{"id":"AKID","secret":"with\\nline"}']) {
      await secrets.store(name ?? '', text);
      assert.equal(await store.read(account('a'), signal), undefined);
    }
  });
});
