import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a command line with its output shown.
 *
 * @param limit milliseconds after which it is ended, with everything it started
 * @returns whether it exited with 0, and how it ended otherwise
 */
export async function runCommand(command: string, limit: number): Promise<{ ok: boolean; note: string }> {
  const group = process.platform !== 'win32';
  const child = spawn(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'], detached: group });
  const end = (signal: NodeJS.Signals) => {
    if (child.pid === undefined) {
      return;
    }
    try {
      process.kill(group ? -child.pid : child.pid, signal);
    } catch {
      // ESRCH: it has ended already.
    }
  };
  let note = '';
  const overdue = setTimeout(() => {
    note = `ended after ${limit / 60_000} minutes`;
    end('SIGTERM');
    setTimeout(end, 10_000, 'SIGKILL').unref();
  }, limit);
  const interrupt = (signal: NodeJS.Signals) => {
    end(signal);
    process.exit(130);
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const [code, signal] = await once(child, 'exit');
  clearTimeout(overdue);
  process.off('SIGINT', interrupt);
  process.off('SIGTERM', interrupt);
  return { ok: code === 0, note: note || (code === 0 ? '' : `ended with ${signal ?? `code ${code}`}`) };
}
