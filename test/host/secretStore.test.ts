import assert from 'node:assert/strict';
import { SecretStore } from '../../src/vscode/secretStore.ts';
import { eventually } from './eventually.ts';
import { MemorySecrets } from './memorySecrets.ts';

const keys = { id: 'AKIDone', secret: 'one', token: 'session' };

describe('the secret store', () => {
  let secrets: MemorySecrets;
  let store: SecretStore;
  let changed: string[];

  beforeEach(() => {
    secrets = new MemorySecrets();
    store = new SecretStore(secrets);
    changed = [];
    store.onDidChange((id) => changed.push(id));
  });

  afterEach(() => store.dispose());

  it('keeps key pairs apart by account, and forgets what is deleted', async () => {
    await store.store('a', keys);
    await store.store('b', { id: 'AKIDtwo', secret: 'two' });
    assert.deepEqual(await store.read('a'), keys);
    assert.deepEqual(await store.read('b'), { id: 'AKIDtwo', secret: 'two' });
    await store.delete('a');
    assert.equal(await store.read('a'), undefined);
    assert.equal((await secrets.keys()).length, 1);
  });

  it('tells once of a key pair that became another, here or in another window', async () => {
    await store.store('a', keys);
    await eventually(() => assert.deepEqual(changed, ['a']));
    const elsewhere = new SecretStore(secrets);
    await elsewhere.store('a', { ...keys, secret: 'other' });
    await eventually(() => assert.deepEqual(changed, ['a', 'a']));
    await elsewhere.delete('a');
    await eventually(() => assert.deepEqual(changed, ['a', 'a', 'a']));
    elsewhere.dispose();
  });

  it('says nothing when VS Code tells of a change that is none, or of another secret', async () => {
    await store.store('a', keys);
    await eventually(() => assert.deepEqual(changed, ['a']));
    await store.store('a', { ...keys });
    await secrets.store('somebody.else', 'x');
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(changed, ['a']);
  });

  it('reads as nothing what is no key pair', async () => {
    await store.store('a', keys);
    const [name] = await secrets.keys();
    for (const text of ['', '{', '[]', '{"id":"AKID"}', '{"id":"AKID","secret":"with\\nline"}']) {
      await secrets.store(name ?? '', text);
      assert.equal(await store.read('a'), undefined);
    }
  });
});
