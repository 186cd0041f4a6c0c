/** Opens a session on the demo cloud without VS Code: lists, pages, reads a detail, and prints what it found. */
import { AccountList } from '../../src/core/accounts/accountList.ts';
import { thisMachine } from '../../src/core/accounts/credentials/credentialPlaces.ts';
import { systemClock } from '../../src/core/model/clock.ts';
import { Session } from '../../src/core/session.ts';
import { demoAccounts } from '../../src/demo/demoAccounts.ts';
import { startDemoCloud } from '../../src/demo/demoCloud.ts';

const never = () => ({ dispose: () => {} });
const { signal } = new AbortController();
const cloud = await startDemoCloud({ population: { live: false } });
const accounts = new AccountList({
  setting: { read: () => undefined, onDidChange: never },
  secrets: { read: async () => undefined, onDidChange: never },
  places: thisMachine,
});
for (const { id, entry, credentials } of demoAccounts(cloud)) {
  accounts.addTransient(id, entry, credentials);
}
const log = { debug: () => {}, warn: console.error };
const session = new Session({ accounts, clock: systemClock, language: 'en-US', log, pageSize: () => 20 });

const services = session.all.map((open) => `${open.account.label} · ${open.service.name}`);
const [mps] = session.lists;
await mps?.tasks.open();
const finished = mps?.tasks.groups.find(({ kind }) => kind.name === 'Finished');
const listed = finished?.rows.size;
await finished?.loadMore();
const [newest] = finished?.tasks ?? [];
const detail = await mps?.tasks.service.detail(newest?.task.id ?? '', signal);
const explained = mps?.provider.explain(detail?.value);
console.log(JSON.stringify({ services, listed, paged: finished?.rows.size, explained }));
session.dispose();
accounts.dispose();
await cloud.close();
