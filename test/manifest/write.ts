/** Writes what the manifest says of `cloudTasks.accounts`: run it after a provider's settings have changed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { providers } from '../../src/core/providers/registry.ts';
import { accountsSchema, withKeys } from './accountsSchema.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => JSON.parse(readFileSync(resolve(root, path), 'utf8'));
const write = (path: string, value: unknown): void =>
  writeFileSync(resolve(root, path), `${JSON.stringify(value, null, 2)}\n`);

/** A hint ends a sentence of ours, and is one of its own in settings.json. */
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const { schema, texts } = withKeys(accountsSchema(providers));
const manifest = read('package.json');
const setting = manifest.contributes.configuration.properties['cloudTasks.accounts'];
Object.assign(setting, schema);
write('package.json', manifest);

const chinese = read('l10n/bundle.l10n.zh-cn.json');
for (const [path, translated] of [
  ['package.nls.json', sentence],
  ['package.nls.zh-cn.json', (text: string) => chinese[text] ?? sentence(text)],
] as const) {
  const kept = Object.entries(read(path)).filter(([key]) => !key.startsWith('accounts.'));
  const made = [...texts].map(([key, text]) => [key, translated(text)]);
  write(path, Object.fromEntries([...kept, ...made]));
}
