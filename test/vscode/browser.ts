import { execFileSync, spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import packageJson from '../../package.json' with { type: 'json' };
import { cached } from './cache.ts';

interface Executable {
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Starts a headless browser: an installed Chrome, Chromium or Edge, else the Chromium of `@sparticuz/chromium`. */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = installedBrowser() ?? (await packagedBrowser());
  return chromium.launch({
    executablePath: path,
    env: { ...process.env, ...env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

function installedBrowser(): Executable | undefined {
  const path = candidates().find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : { path, env: {} };
}

function candidates(): string[] {
  if (process.env.CHROME_PATH) {
    return [process.env.CHROME_PATH];
  }
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((root) =>
        ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((path) =>
          join(process.env[root] ?? '', path),
        ),
      );
    default:
      return (process.env.PATH ?? '')
        .split(delimiter)
        .flatMap((folder) =>
          ['google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'].map((name) =>
            join(folder, name),
          ),
        );
  }
}

/**
 * The Chromium that ships, compressed, inside the npm package. It brings the libraries and a font for systems that
 * have none, such as a container image.
 */
async function packagedBrowser(): Promise<Executable> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No browser found: install Google Chrome, or name a Chromium in CHROME_PATH.');
  }
  const version = packageJson.devDependencies['@sparticuz/chromium'];
  const folder = await cached(`chromium-${version}`, unpackBrowser);
  const path = join(folder, 'chromium');
  const libraries = join(folder, 'al2023', 'lib');
  const alone = spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  return { path, env: { ...(alone ? {} : { LD_LIBRARY_PATH: libraries }), ...fonts } };
}

async function unpackBrowser(folder: string): Promise<void> {
  const bin = fileURLToPath(new URL('../bin/', import.meta.resolve('@sparticuz/chromium')));
  const inflate = (name: string, target: string) =>
    pipeline(
      createReadStream(join(bin, `${name}.br`)),
      createBrotliDecompress(),
      createWriteStream(join(folder, target)),
    );
  await inflate('chromium', 'chromium');
  await chmod(join(folder, 'chromium'), 0o755);
  for (const name of ['al2023', 'fonts']) {
    const tar = join(folder, `${name}.tar`);
    await inflate(`${name}.tar`, `${name}.tar`);
    await mkdir(join(folder, name));
    execFileSync('tar', ['-xf', tar, '-C', join(folder, name)]);
    await rm(tar);
  }
  await writeFile(join(folder, 'fonts', 'fonts.conf'), fontsConf);
}

/** The one in the package names folders of its own cloud. */
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
