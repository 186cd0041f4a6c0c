import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where the ecosystem keeps the VS Codes that tests run in; ignored by git. */
const root = resolve(import.meta.dirname, '../../.vscode-test');

/**
 * A folder filled once and kept: `fill` works in a temporary folder which gets its name only when complete,
 * so neither an interrupted run nor two at a time leave half a folder behind.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(root, name);
  if (await exists(folder)) {
    return folder;
  }
  await mkdir(root, { recursive: true });
  const partial = await mkdtemp(join(root, `.${name}-`));
  try {
    await fill(partial);
    await rename(partial, folder);
  } catch (error) {
    if (!(await exists(folder))) {
      throw error;
    }
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
