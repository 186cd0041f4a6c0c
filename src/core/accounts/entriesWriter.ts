import { isDeepStrictEqual } from 'node:util';

type Entries = readonly unknown[];

/** Makes a change to the list. Applied to a list that has the change already it changes nothing. */
export type EntriesChange = (entries: Entries) => Entries;

/** A list in settings that other windows write, too. */
export interface EntriesSetting {
  /** As this window knows it: what another one has just written may not be in it yet. */
  read(): Entries;
  /** Replaces the whole list: what is not in `entries` is gone. */
  write(entries: Entries): PromiseLike<void>;
  onDidChange(listener: () => void): { dispose(): void };
}

/** How long a change is looked after: by then every window has met what the others wrote. */
const guardMs = 3_000;
/** Two windows that put their change back at the same moment would go on for ever. */
const longestPauseMs = 250;
const mostTries = 8;

interface Guard {
  readonly change: EntriesChange;
  readonly timer: NodeJS.Timeout;
  tries: number;
}

/**
 * The one writer of a list of entries with ids. Changes are made one after the other, each to what is there at that
 * moment. A window that does not know yet what this one wrote overwrites it: for a while, a change that is gone is
 * made again to the new list.
 */
export class EntriesWriter {
  readonly #setting: EntriesSetting;
  readonly #random: () => number;
  readonly #guards = new Map<string, Guard>();
  readonly #subscription: { dispose(): void };
  #last: Promise<void> = Promise.resolve();

  constructor(setting: EntriesSetting, random: () => number = Math.random) {
    this.#setting = setting;
    this.#random = random;
    this.#subscription = setting.onDidChange(() => this.#look());
  }

  /** @throws whatever reading or writing the setting throws. */
  async change(id: string, change: EntriesChange): Promise<void> {
    this.#forget(id);
    await this.#inTurn(() => this.#make(change));
    const timer = setTimeout(() => this.#forget(id), guardMs);
    timer.unref();
    this.#guards.set(id, { change, timer, tries: 0 });
    this.#look();
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const id of [...this.#guards.keys()]) {
      this.#forget(id);
    }
  }

  async #make(change: EntriesChange): Promise<void> {
    const entries = this.#setting.read();
    const changed = change(entries);
    if (!isDeepStrictEqual(changed, entries)) {
      await this.#setting.write(changed);
    }
  }

  #look(): void {
    for (const [id, guard] of this.#guards) {
      if (guard.tries < mostTries && !this.#holds(guard.change)) {
        guard.tries += 1;
        const pause = this.#random() * longestPauseMs;
        void this.#inTurn(async () => {
          await new Promise((resolve) => setTimeout(resolve, pause));
          if (this.#guards.get(id) === guard) {
            await this.#make(guard.change);
          }
        }).catch(() => this.#forget(id));
      }
    }
  }

  #holds(change: EntriesChange): boolean {
    try {
      const entries = this.#setting.read();
      return isDeepStrictEqual(change(entries), entries);
    } catch {
      // Somebody has made it no list: there is nothing to put a change back into.
      return true;
    }
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  #forget(id: string): void {
    clearTimeout(this.#guards.get(id)?.timer);
    this.#guards.delete(id);
  }
}
