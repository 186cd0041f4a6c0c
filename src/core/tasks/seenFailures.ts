import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Disposable } from '../model/events.ts';
import { Emitter } from '../model/events.ts';
import type { TaskRef } from '../model/task.ts';

/** Marks that are kept: far more failures than any list shows. */
const most = 10_000;
const mark = /^[\w-]{16}$/;
/** A file that is larger was not written here. */
const mostBytes = most * 2 * 20;

/**
 * Which failures a person has looked at: a file of 17 bytes a failure, kept over reloads. Several windows add to it.
 * A file that cannot be read or written to is the same as an empty one.
 */
export class SeenFailures implements Disposable {
  readonly #file: string;
  readonly #changed = new Emitter<void>();
  /** In the order in which they came. */
  readonly #marks = new Set<string>();
  /** A mark is made once for each, however often it is asked for. */
  readonly #made = new WeakMap<TaskRef, string>();
  #isRead = false;
  #working: Promise<void> = Promise.resolve();

  readonly onDidChange = this.#changed.event;

  constructor(file: string) {
    this.#file = file;
    void this.read();
  }

  /** False until the file has been read: before that, nobody knows what is new. */
  get isRead(): boolean {
    return this.#isRead;
  }

  has(ref: TaskRef): boolean {
    return this.#marks.has(this.#markOf(ref));
  }

  add(refs: Iterable<TaskRef>): void {
    const added = [...refs].map((ref) => this.#markOf(ref)).filter((one) => !this.#marks.has(one));
    if (added.length > 0) {
      this.#remember(added);
      this.#working = this.#working.then(() => this.#append(added));
      this.#changed.fire();
    }
  }

  /** Takes over what other windows have marked. */
  read(): Promise<void> {
    this.#working = this.#working.then(async () => {
      const before = this.#marks.size;
      const kept = await this.#kept();
      const isFirst = !this.#isRead;
      this.#isRead = true;
      this.#remember(kept);
      if (isFirst || this.#marks.size !== before) {
        this.#changed.fire();
      }
      if (kept.length > most * 1.5) {
        await this.#shorten();
      }
    });
    return this.#working;
  }

  /** Resolves when what was added has been written. */
  flush(): Promise<void> {
    return this.#working;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #markOf(ref: TaskRef): string {
    const mark = this.#made.get(ref) ?? markOf(ref);
    this.#made.set(ref, mark);
    return mark;
  }

  #remember(marks: readonly string[]): void {
    for (const one of marks) {
      this.#marks.add(one);
    }
    let surplus = this.#marks.size - most * 2;
    for (const oldest of this.#marks) {
      if (surplus-- <= 0) {
        break;
      }
      this.#marks.delete(oldest);
    }
  }

  async #kept(): Promise<readonly string[]> {
    try {
      const found = await stat(this.#file);
      const text = found.isFile() && found.size < mostBytes ? await readFile(this.#file, 'utf8') : '';
      return text.split('\n').filter((line) => mark.test(line));
    } catch {
      return [];
    }
  }

  async #append(marks: readonly string[]): Promise<void> {
    try {
      await mkdir(dirname(this.#file), { recursive: true });
      await appendFile(this.#file, `${marks.join('\n')}\n`, { mode: 0o600 });
    } catch {
      // It is marked until this window closes.
    }
  }

  async #shorten(): Promise<void> {
    const draft = `${this.#file}.${process.pid}`;
    try {
      await writeFile(draft, `${[...this.#marks].slice(-most).join('\n')}\n`, { mode: 0o600 });
      await rename(draft, this.#file);
    } catch {
      // It is tried again the next time.
    }
  }
}

function markOf({ account, service, id }: TaskRef): string {
  return createHash('sha256')
    .update(JSON.stringify([account, service, id]))
    .digest('base64url')
    .slice(0, 16);
}
