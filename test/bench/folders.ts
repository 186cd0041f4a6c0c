import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundleForHost, writeManifest } from '../vscode/extensionFolder.ts';

const root = resolve(import.meta.dirname, '../..');
const out = join(root, 'out', 'bench');
const publisher = 'bench';

/** Extension folders that VS Code can run in development mode. */
export interface BenchFolders {
  /** The extension that the runner drives. */
  readonly bench: string;
  /** The product as it is packaged. */
  readonly product: string;
  /** Extensions that say how long reading and activating them took, see `activation/timed.ts`. */
  readonly timed: Readonly<Record<TimedExtension, string>>;
}

export type TimedExtension = 'ours' | 'empty' | 'sdk';

/** Bundles everything the bench runs in VS Code. */
export async function makeFolders(): Promise<BenchFolders> {
  await rm(out, { recursive: true, force: true });
  const product = await makeProduct();
  return {
    bench: await makeBench(),
    product,
    timed: { ours: await makeOurs(product), empty: await makeTimed('empty'), sdk: await makeTimed('sdk') },
  };
}

async function makeBench(): Promise<string> {
  const folder = join(out, 'bench');
  await bundleForHost(join(import.meta.dirname, 'host', 'main.ts'), join(folder, 'main.cjs'));
  // The product's view finds its own id.
  const views = [
    { id: 'cloudTasks.tasks', name: 'Ours' },
    { id: 'bench.flat', name: 'Flat' },
  ];
  const icon = 'icon.svg';
  await cp(join(root, 'media', 'cloud-tasks.svg'), join(folder, icon));
  await writeManifest(folder, {
    name: 'bench',
    publisher,
    contributes: {
      viewsContainers: { activitybar: [{ id: 'bench', title: 'Bench', icon }] },
      views: { bench: views },
    },
  });
  return folder;
}

async function makeProduct(): Promise<string> {
  const folder = join(out, 'product');
  await mkdir(folder, { recursive: true });
  execFileSync(
    process.execPath,
    [join(root, 'esbuild.ts'), '--production', `--outdir=${join(folder, 'dist')}`],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  for (const name of ['package.json', 'package.nls.json', 'media']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  return folder;
}

async function makeOurs(product: string): Promise<string> {
  const folder = join(out, 'timed-ours');
  await cp(product, folder, { recursive: true });
  await bundleTimed(folder);
  const manifest: unknown = JSON.parse(await readFile(join(product, 'package.json'), 'utf8'));
  const changed = Object.assign({}, manifest, {
    main: './main.cjs',
    activationEvents: ['onStartupFinished'],
  });
  await writeFile(join(folder, 'package.json'), JSON.stringify(changed));
  return folder;
}

async function makeTimed(name: 'empty' | 'sdk'): Promise<string> {
  const folder = join(out, `timed-${name}`);
  await bundleTimed(folder);
  const source = join(import.meta.dirname, 'activation', `${name}Extension.ts`);
  await bundleForHost(source, join(folder, 'dist', 'extension.cjs'), { minify: true });
  await writeManifest(folder, { name: `timed-${name}`, publisher });
  return folder;
}

/** It reads the extension it times from a file of its own, as VS Code would. */
async function bundleTimed(folder: string): Promise<void> {
  await bundleForHost(join(import.meta.dirname, 'activation', 'timed.ts'), join(folder, 'main.cjs'), {
    external: ['./dist/extension.cjs'],
  });
}
