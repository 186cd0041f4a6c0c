import type { MalformedItem } from '../model/task.ts';
import { UnreadableEntry } from './taskEntry.ts';
import type { TaskGroup } from './taskGroup.ts';

interface Kept {
  readonly entry: UnreadableEntry;
  /**
   * For each place it was met at, a task that was listed behind the item, or right before it, and the reading that
   * met it: whoever reads that task again has passed the item. Equal items of several pages are one row.
   */
  readonly landmarks: Map<string | undefined, number>;
}

/** What a refresh has come by. */
export interface Reread {
  readonly landmarks: ReadonlySet<string>;
  /** Whether it read the whole list. */
  readonly whole: boolean;
}

/** The list items of a group that are no tasks. The same item stays the same row. */
export class UnreadableItems {
  readonly #group: TaskGroup;
  readonly #kept = new Map<string, Kept>();
  #reading = 0;

  constructor(group: TaskGroup) {
    this.#group = group;
  }

  *[Symbol.iterator](): Generator<UnreadableEntry> {
    for (const { entry } of this.#kept.values()) {
      yield entry;
    }
  }

  /** Tasks to read as far as, to come by all items again. */
  get landmarks(): readonly string[] {
    return [...this.#kept.values()].flatMap(({ landmarks }) =>
      [...landmarks.keys()].filter((landmark) => landmark !== undefined),
    );
  }

  /** A refresh begins. */
  begin(): void {
    this.#reading++;
  }

  /** Takes over the items of a page. Returns how many are new. */
  keep(items: readonly MalformedItem[], landmark: string | undefined): number {
    const before = this.#kept.size;
    for (const item of items) {
      const key = keyOf(item);
      const kept = this.#kept.get(key) ?? {
        entry: new UnreadableEntry(this.#group, item, key),
        landmarks: new Map(),
      };
      kept.landmarks.set(landmark, this.#reading);
      this.#kept.set(key, kept);
    }
    return this.#kept.size - before;
  }

  /** Lets items go that a refresh has passed without meeting them. */
  prune(reread: Reread, isListed: (taskId: string) => boolean): void {
    for (const [key, { landmarks }] of this.#kept) {
      for (const [landmark, reading] of landmarks) {
        const passed =
          reread.whole || landmark === undefined || reread.landmarks.has(landmark) || !isListed(landmark);
        if (passed && reading !== this.#reading) {
          landmarks.delete(landmark);
        }
      }
      if (landmarks.size === 0) {
        this.#kept.delete(key);
      }
    }
  }
}

/** The same for the same item, so that a refresh finds it again. */
function keyOf(item: MalformedItem): string {
  return `${item.reason} ${JSON.stringify(item.raw) ?? ''}`;
}
