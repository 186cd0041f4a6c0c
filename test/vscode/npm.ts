import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs npm, with the user's own configuration, quietly.
 *
 * @returns what it printed on standard output
 * @throws with everything npm printed when it fails
 */
export async function npm(args: readonly string[], cwd: string): Promise<string> {
  const cli = process.env.npm_execpath;
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--ignore-scripts'];
  const child = cli?.endsWith('.js')
    ? spawn(process.execPath, [cli, ...args, ...quiet], { cwd })
    : spawn('npm', [...args, ...quiet], { cwd, shell: process.platform === 'win32' });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(`npm ${args.join(' ')} failed (${code}):\n${stderr}${stdout}`);
  }
  return stdout;
}
