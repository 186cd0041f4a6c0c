import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** What happened when, for whoever has to find out why a run went wrong. */
export class Journal {
  readonly #start = Date.now();
  readonly #lines: string[] = [];

  note(line: string): void {
    this.#lines.push(`${((Date.now() - this.#start) / 1_000).toFixed(1).padStart(6)} ${line}`);
  }

  /** Writes it to `out/logs`, with what else belongs to it. */
  async save(name: string, ...more: readonly string[]): Promise<void> {
    const path = resolve('out', 'logs', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, [...this.#lines, ...more].join('\n'));
  }
}
