import { appendFileSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../model/clock.ts';
import { entryOf, type FactsEntry, lineOf } from './factsLine.ts';
import type { TaskFacts } from './taskFacts.ts';

const day = 24 * 3_600_000;
/** No service lists a task for longer than seven days. */
const keptDays = 8;
const mostBytes = 4_000_000;
const flushMs = 2_000;
const fileName = /^facts-(\d{4}-\d\d-\d\d)\.jsonl$/;

/**
 * What is known of ended tasks, kept over reloads in one file a day: names and outcomes never change. Several windows
 * add to the same file. A folder that cannot be read or written to is the same as an empty one.
 */
export class FactsJournal {
  readonly #folder: string;
  readonly #clock: Clock;
  #kept: Promise<readonly FactsEntry[]> | undefined;
  #lines: string[] = [];
  #cancel: (() => void) | undefined;
  #writing: Promise<void> = Promise.resolve();
  #full = '';

  constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
  }

  /** What has been kept of a service's tasks, later entries after earlier ones. Files are read once. */
  async of(account: string, service: string): Promise<readonly FactsEntry[]> {
    this.#kept ??= this.#read();
    return (await this.#kept).filter((entry) => entry.account === account && entry.service === service);
  }

  /** Keeps facts of a task that has ended; they are written a moment later. */
  keep(entry: { account: string; service: string; taskId: string; facts: TaskFacts }): void {
    const line = entry.facts.conclusion === undefined ? undefined : lineOf(entry);
    if (line === undefined) {
      return;
    }
    this.#lines.push(line);
    this.#cancel ??= this.#clock.after(flushMs, () => void this.flush());
  }

  /** Writes what waits. */
  flush(): Promise<void> {
    const lines = this.#take();
    this.#writing = this.#writing.then(() => this.#write(lines));
    return this.#writing;
  }

  /** Writes what waits, at once: nobody waits for an extension that ends. */
  dispose(): void {
    const lines = this.#take();
    if (lines.length > 0) {
      try {
        appendFileSync(this.#today(), lines.join(''), { mode: 0o600 });
      } catch {
        // The folder has never been there, or is gone.
      }
    }
  }

  #take(): readonly string[] {
    this.#cancel?.();
    this.#cancel = undefined;
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }

  async #write(lines: readonly string[]): Promise<void> {
    const file = this.#today();
    if (lines.length === 0 || this.#full === file) {
      return;
    }
    try {
      await mkdir(this.#folder, { recursive: true });
      const size = await stat(file).then(
        (found) => found.size,
        () => 0,
      );
      if (size > mostBytes) {
        this.#full = file;
        return;
      }
      await appendFile(file, lines.join(''), { mode: 0o600 });
    } catch {
      // What could not be kept is asked for again.
    }
  }

  async #read(): Promise<readonly FactsEntry[]> {
    const oldest = this.#dayOf(this.#clock.now() - keptDays * day);
    const names = await readdir(this.#folder).catch(() => []);
    const entries: FactsEntry[] = [];
    for (const name of names.sort()) {
      const date = fileName.exec(name)?.[1];
      if (date === undefined) {
        continue;
      }
      const path = join(this.#folder, name);
      if (date < oldest) {
        await rm(path, { force: true }).catch(() => {});
        continue;
      }
      for (const line of await linesOf(path)) {
        const entry = entryOf(line);
        if (entry !== undefined) {
          entries.push(entry);
        }
      }
    }
    return entries;
  }

  #today(): string {
    return join(this.#folder, `facts-${this.#dayOf(this.#clock.now())}.jsonl`);
  }

  #dayOf(instant: number): string {
    return new Date(instant).toISOString().slice(0, 10);
  }
}

async function linesOf(path: string): Promise<readonly string[]> {
  try {
    const found = await stat(path);
    // A last write may have gone over the bound; what is far over it was not written here.
    return found.isFile() && found.size < 2 * mostBytes ? (await readFile(path, 'utf8')).split('\n') : [];
  } catch {
    return [];
  }
}
