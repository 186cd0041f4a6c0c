import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EntriesSetting, EntriesWriter } from '../../../../src/core/accounts/entriesWriter.ts';
import { withChanged, withEntry, withoutEntry } from '../../../../src/core/accounts/entryChanges.ts';

type Entries = readonly unknown[];

/** A settings file of several windows: a write replaces the list, and the others know of it a while later. */
class SharedFile {
  content: Entries;
  readonly #windows: { known: Entries; readonly listeners: (() => void)[]; readonly lagMs: number }[] = [];

  constructor(content: Entries = []) {
    this.content = content;
  }

  window(lagMs: number): EntriesSetting {
    const view = { known: this.content, listeners: [] as (() => void)[], lagMs };
    this.#windows.push(view);
    return {
      read: () => view.known,
      write: async (entries) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        this.content = entries;
        for (const other of this.#windows) {
          const know = (): void => {
            other.known = this.content;
            for (const listener of other.listeners) {
              listener();
            }
          };
          if (other === view) {
            know();
          } else {
            setTimeout(know, other.lagMs);
          }
        }
      },
      onDidChange: (listener) => {
        view.listeners.push(listener);
        return { dispose: () => {} };
      },
    };
  }

  get ids(): readonly unknown[] {
    return this.content.map((entry) => (entry as { id: unknown }).id).sort();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('two windows that write in the same second', () => {
  it('both keep what they added', async () => {
    const file = new SharedFile([{ id: 'old' }]);
    const [a, b] = [new EntriesWriter(file.window(300)), new EntriesWriter(file.window(300))];
    const done = [a.change('a', withEntry({ id: 'a' })), b.change('b', withEntry({ id: 'b' }))];
    await vi.runAllTimersAsync();
    await Promise.all(done);
    expect(file.ids).toEqual(['a', 'b', 'old']);
  });

  it('add, change and remove without a loss', async () => {
    const file = new SharedFile([{ id: 'x', n: 1 }, { id: 'y' }]);
    const windows = [200, 400, 100].map((lag) => new EntriesWriter(file.window(lag)));
    const done = [
      windows[0]?.change('a', withEntry({ id: 'a' })),
      windows[1]?.change(
        'x',
        withChanged('x', (entry) => ({ ...entry, n: 2 })),
      ),
      windows[2]?.change('y', withoutEntry('y', file.content)),
    ];
    await vi.runAllTimersAsync();
    await Promise.all(done);
    expect(file.content).toHaveLength(2);
    expect(file.content).toEqual(expect.arrayContaining([{ id: 'x', n: 2 }, { id: 'a' }]));
  });

  it('any number of them, at any time, lose nothing (four windows, one change each)', async () => {
    const kind = fc.constantFrom('add', 'change', 'remove');
    const ms = fc.integer({ min: 0, max: 800 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(kind, ms, ms), { minLength: 2, maxLength: 4 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        async (deeds, randoms) => {
          const file = new SharedFile(deeds.map((_deed, index) => ({ id: `old${index}` })));
          const random = (): number => randoms.next().value ?? 0.5;
          const changes = deeds.map(async ([what, at, lag], index) => {
            const writer = new EntriesWriter(file.window(lag), random);
            await new Promise((resolve) => setTimeout(resolve, at));
            const id = `old${index}`;
            const change = {
              add: withEntry({ id: `new${index}` }),
              change: withChanged(id, (entry) => ({ ...entry, changed: true })),
              remove: withoutEntry(id, [{ id }]),
            }[what];
            await writer.change(what === 'add' ? `new${index}` : id, change ?? ((entries) => entries));
          });
          await vi.runAllTimersAsync();
          await Promise.all(changes);
          const expected = deeds.flatMap(([what], index) => [
            ...(what === 'remove'
              ? []
              : [{ id: `old${index}`, ...(what === 'change' ? { changed: true } : {}) }]),
            ...(what === 'add' ? [{ id: `new${index}` }] : []),
          ]);
          expect(file.content).toHaveLength(expected.length);
          expect(file.content).toEqual(expect.arrayContaining(expected));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('one window', () => {
  it('makes its changes one after the other, and the last one stays', async () => {
    const file = new SharedFile();
    const writer = new EntriesWriter(file.window(0));
    const done = [
      writer.change('a', withEntry({ id: 'a' })),
      writer.change('b', withEntry({ id: 'b' })),
      writer.change('a', withoutEntry('a', [{ id: 'a' }])),
    ];
    await vi.runAllTimersAsync();
    await Promise.all(done);
    expect(file.ids).toEqual(['b']);
  });

  it('does not put back what a person removes later', async () => {
    const file = new SharedFile();
    const [here, there] = [new EntriesWriter(file.window(50)), new EntriesWriter(file.window(50))];
    const added = here.change('a', withEntry({ id: 'a' }));
    await vi.advanceTimersByTimeAsync(5_000);
    await added;
    const removed = there.change('a', withoutEntry('a', file.content));
    await vi.runAllTimersAsync();
    await removed;
    expect(file.ids).toEqual([]);
  });

  it('removes one of two entries with the same id', async () => {
    const file = new SharedFile([
      { id: 'a', n: 1 },
      { id: 'a', n: 2 },
    ]);
    const removed = new EntriesWriter(file.window(0)).change('a', withoutEntry('a', file.content));
    await vi.runAllTimersAsync();
    await removed;
    expect(file.content).toEqual([{ id: 'a', n: 2 }]);
  });

  it('passes on that the setting cannot be written, and goes on', async () => {
    const file = new SharedFile();
    const setting = file.window(0);
    const failure = new Error('settings.json has errors');
    let broken = true;
    const writer = new EntriesWriter({
      ...setting,
      write: (entries) => (broken ? Promise.reject(failure) : setting.write(entries)),
    });
    await expect(writer.change('a', withEntry({ id: 'a' }))).rejects.toBe(failure);
    broken = false;
    const done = writer.change('b', withEntry({ id: 'b' }));
    await vi.runAllTimersAsync();
    await done;
    expect(file.ids).toEqual(['b']);
  });
});
