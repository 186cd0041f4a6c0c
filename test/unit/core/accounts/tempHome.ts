import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type CredentialPlaces,
  thisMachine,
} from '../../../../src/core/accounts/credentials/credentialPlaces.ts';

/** 2023-11-14T22:13:20Z */
export const now = 1_700_000_000_000;

/** A home folder on the real file system that holds `files`, and an environment that holds `env`. */
export async function tempHome(
  files: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<CredentialPlaces> {
  const home = await mkdtemp(join(tmpdir(), 'cloud-tasks-home-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(home, name)), { recursive: true });
    await writeFile(join(home, name), text);
  }
  return { ...thisMachine, home, env, now: () => now };
}
