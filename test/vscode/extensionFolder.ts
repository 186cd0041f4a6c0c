import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface BundleOptions {
  readonly minify?: boolean;
  /** What is required as it stands, beside `vscode`. */
  readonly external?: readonly string[];
}

/** Bundles a module that VS Code runs in the extension host. */
export async function bundleForHost(
  source: string,
  outfile: string,
  { minify = false, external = [] }: BundleOptions = {},
): Promise<void> {
  await build({
    entryPoints: [source],
    outfile,
    minify,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', ...external],
    logLevel: 'warning',
  });
}

/** Makes a folder with a `main.cjs` an extension that starts with the window. */
export async function writeManifest(
  folder: string,
  fields: { readonly name: string; readonly publisher: string; readonly [more: string]: unknown },
): Promise<void> {
  const manifest = {
    version: '0.0.0',
    engines: { vscode: '^1.100.0' },
    main: './main.cjs',
    activationEvents: ['onStartupFinished'],
    ...fields,
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
}

/** Makes these folders the installed extensions of a server build, which runs them from where they are. */
export async function installFolders(extensionsDir: string, folders: readonly string[]): Promise<void> {
  const entries = folders.map(async (path) => {
    const { name, publisher, version } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
    return {
      identifier: { id: `${publisher}.${name}` },
      version,
      location: { $mid: 1, path, scheme: 'file' },
    };
  });
  await mkdir(extensionsDir, { recursive: true });
  await writeFile(join(extensionsDir, 'extensions.json'), JSON.stringify(await Promise.all(entries)));
}
