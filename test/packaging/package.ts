/**
 * `npm run package [-- --out=<file>]`: the VSIX. The same commit gives the same bytes: its files are in order and
 * have the commit's time, in UTC, whatever machine packs them.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { packedReadme } from './packedReadme.ts';

const out =
  process.argv.find((argument) => argument.startsWith('--out='))?.slice('--out='.length) ??
  'out/cloud-tasks.vsix';
const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
const hasRepository = typeof manifest === 'object' && manifest !== null && 'repository' in manifest;
const options = ['--no-dependencies', '--readme-path', 'out/README.md'];
const readme = readFileSync('README.md', 'utf8');
mkdirSync('out', { recursive: true });
// With a repository, vsce makes addresses there of relative pictures and links. Without one they lead nowhere.
writeFileSync('out/README.md', hasRepository ? readme : packedReadme(readme));
if (!hasRepository) {
  options.push('--allow-missing-repository', '--no-rewrite-relative-links');
}

execFileSync('vsce', ['package', ...options, '--out', out], {
  stdio: 'inherit',
  // On Windows, vsce is a script that only a shell finds.
  shell: process.platform === 'win32',
  env: { ...process.env, SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? commitTime(), TZ: 'UTC' },
});

/** Seconds since the Unix epoch; outside a checkout, a fixed day. */
function commitTime(): string {
  try {
    return execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return String(Date.UTC(2026, 0, 1) / 1_000);
  }
}
