/**
 * Bundles the extension to `dist/extension.cjs`, and every module the product imports dynamically to a file
 * of its own beside it, so that its code is read only when it is needed.
 *
 * `--production` minifies, `--watch` rebuilds on change, `--tests` bundles the in-host suite to `out/test-host` too,
 * `--outdir=` builds elsewhere.
 */
import { globSync, mkdirSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type BuildOptions, context, type Plugin } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');
const dist =
  process.argv.find((argument) => argument.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';

/** VS Code 1.100 runs extensions on Node 20. */
const extensionHost: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // What a package calls its main file can be of a kind that is put together only when it runs.
  mainFields: ['module', 'main'],
  external: ['vscode'],
  outExtension: { '.js': '.cjs' },
  logLevel: 'info',
};

/**
 * For `import * as vscode`, esbuild copies the whole API once per importing file, which took two thirds of the time
 * that reading the extension takes.
 */
const vscodeUncopied: Plugin = {
  name: 'vscode-uncopied',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace(
        "import * as vscode from 'vscode';",
        "const vscode = require('vscode');",
      );
      return { contents, loader: 'ts' };
    });
  },
};

const bundles = new Map<string, Promise<void>>();
/** Names of the packages that are in the bundles. */
const bundled = new Set<string>();

const dynamicImports: Plugin = {
  name: 'dynamic-imports',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import' || resolveDir.includes('node_modules')) {
        return;
      }
      const source = resolve(resolveDir, path);
      bundle(source);
      return { path: `./${basename(source, '.ts')}.cjs`, external: true };
    });
  },
};

function bundle(source: string): void {
  const clash = [...bundles.keys()].find((other) => basename(other) === basename(source) && other !== source);
  if (clash) {
    throw new Error(`${source} and ${clash} would be bundled to the same file`);
  }
  if (!bundles.has(source)) {
    bundles.set(
      source,
      run({
        ...extensionHost,
        entryPoints: [source],
        outdir: dist,
        minify: production,
        metafile: true,
        sourcemap: !production,
        // A real import() in the extension host leaves the `require` that VS Code patches to provide `vscode`.
        supported: { 'dynamic-import': false },
        plugins: [dynamicImports, vscodeUncopied],
      }),
    );
  }
}

async function run(options: BuildOptions): Promise<void> {
  const builder = await context(options);
  if (watch) {
    await builder.watch();
    return;
  }
  try {
    const { metafile } = await builder.rebuild();
    for (const input of Object.keys(metafile?.inputs ?? {})) {
      const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
      if (name !== undefined) {
        bundled.add(name);
      }
    }
  } finally {
    await builder.dispose();
  }
}

/** The licences of the bundled packages, as those ask for. */
async function writeNotices(): Promise<void> {
  const notices = [...bundled].sort().map(async (name) => {
    const folder = join('node_modules', name);
    const { license, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return `${name} ${version} (${license})\n\n${(await licenceIn(folder)).trim()}\n`;
  });
  const text = (await Promise.all(notices)).join(`\n${'-'.repeat(80)}\n\n`);
  await writeFile(join(dist, 'third-party-notices.txt'), text);
}

/** A file of its own, or a section of the readme. */
async function licenceIn(folder: string): Promise<string> {
  const files = await readdir(folder);
  const file = files.find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file !== undefined) {
    return readFile(join(folder, file), 'utf8');
  }
  const readme = files.find((name) => /^readme/i.test(name));
  const text = readme === undefined ? '' : await readFile(join(folder, readme), 'utf8');
  const [section] = /^(#+ )?licen[cs]e\b.*/ims.exec(text) ?? [];
  if (section === undefined) {
    throw new Error(`${folder} is bundled, and its licence is not in it`);
  }
  return section;
}

rmSync(dist, { recursive: true, force: true });
// For the package, whose folder vsce does not create.
mkdirSync('out', { recursive: true });
bundle(resolve('src/extension.ts'));
if (tests) {
  const outdir = join('out', 'test-host');
  rmSync(outdir, { recursive: true, force: true });
  const entryPoints = globSync('test/host/**/*.test.ts').concat('test/host/run.ts');
  await run({
    ...extensionHost,
    entryPoints,
    outdir,
    outbase: 'test/host',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
  });
}
// A bundle being built may find further ones: a Map's iterator reaches entries added while it runs.
for (const done of bundles.values()) {
  await done;
}
if (!watch) {
  await writeNotices();
}
