import { join, resolve } from 'node:path';
import { bundleForHost, writeManifest } from '../vscode/extensionFolder.ts';

/** Bundles the probe. Returns its folder. */
export async function makeProbe(): Promise<string> {
  const folder = resolve('out', 'soak');
  await bundleForHost(join(import.meta.dirname, 'probe', 'main.ts'), join(folder, 'main.cjs'));
  await writeManifest(folder, { name: 'probe', publisher: 'soak' });
  return folder;
}
