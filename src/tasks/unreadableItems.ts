import type { MalformedItem } from '../clouds/task.ts';
import { UnreadableEntry } from './taskEntry.ts';
import type { TaskGroup } from './taskGroup.ts';

interface Kept {
  readonly entry: UnreadableEntry;
  /** A task that was listed behind the item, or right before it: whoever reads that one again has passed the item. */
  landmark: string | undefined;
}

/** What a refresh has come by. */
export interface Reread {
  readonly landmarks: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
  /** Whether it read the whole list. */
  readonly whole: boolean;
}

/** The list items of a group that are no tasks. The same item stays the same row. */
export class UnreadableItems {
  readonly #group: TaskGroup;
  readonly #kept = new Map<string, Kept>();

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
    return [...this.#kept.values()].flatMap(({ landmark }) => landmark ?? []);
  }

  /** Takes over the items of a page. Returns how many are new. */
  keep(items: readonly MalformedItem[], landmark: string | undefined): number {
    const before = this.#kept.size;
    for (const item of items) {
      const key = keyOf(item);
      const kept = this.#kept.get(key);
      if (kept === undefined) {
        this.#kept.set(key, { entry: new UnreadableEntry(this.#group, item, key), landmark });
      } else {
        kept.landmark = landmark;
      }
    }
    return this.#kept.size - before;
  }

  /** Lets items go that a refresh has passed without meeting them. */
  prune(reread: Reread, isListed: (taskId: string) => boolean): void {
    for (const [key, { landmark }] of this.#kept) {
      const passed =
        reread.whole || landmark === undefined || reread.landmarks.has(landmark) || !isListed(landmark);
      if (passed && !reread.items.has(key)) {
        this.#kept.delete(key);
      }
    }
  }
}

/** The same for the same item, so that a refresh finds it again. */
export function keyOf(item: MalformedItem): string {
  return `${item.reason} ${JSON.stringify(item.raw) ?? ''}`;
}
