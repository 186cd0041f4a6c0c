import { describe, expect, it } from 'vitest';
import { CloudError, type CloudErrorKind } from '../../../../src/core/model/errors.ts';
import { DetailReader, type ShownTasks } from '../../../../src/core/polling/detailReader.ts';
import { FakeClock } from '../../fakeClock.ts';

const second = 1000;

/** An expanded group whose details are read, or fail, when the test says so. */
class Group implements ShownTasks {
  readonly account: string;
  /** Not known yet, in their order. */
  readonly unknown: string[];
  readonly asked: { readonly id: string; readonly at: number; readonly signal: AbortSignal }[] = [];
  /** Of which there is more to read at first. */
  readonly named = new Set<string>();
  /** Whether reading changes nothing. */
  forgets = false;
  answer: (id: string) => Promise<void> | void = () => {};
  readonly #clock: FakeClock;

  constructor(clock: FakeClock, account: string, ...ids: readonly string[]) {
    this.#clock = clock;
    this.account = account;
    this.unknown = [...ids];
  }

  get ids(): readonly string[] {
    return this.asked.map(({ id }) => id);
  }

  wanted(): Iterable<string> {
    return this.unknown;
  }

  async read(id: string, signal: AbortSignal): Promise<boolean> {
    this.asked.push({ id, at: this.#clock.monotonic(), signal });
    await this.answer(id);
    if (this.forgets) {
      return false;
    }
    if (this.named.delete(id)) {
      return true;
    }
    this.unknown.splice(this.unknown.indexOf(id), 1);
    return false;
  }
}

function failing(kind: CloudErrorKind): () => Promise<void> {
  return () => Promise.reject(new CloudError({ kind, code: 'X', message: 'x' }));
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);

function setUp(rate = 2): { clock: FakeClock; reader: DetailReader; setRate: (rate: number) => void } {
  const clock = new FakeClock();
  let perSecond = rate;
  const reader = new DetailReader(clock, () => perSecond);
  return {
    clock,
    reader,
    setRate: (next) => {
      perSecond = next;
      reader.look();
    },
  };
}

describe('details are read', () => {
  it.each([0.5, 1, 2, 10])('%d a second for an account, in the order they are wanted', async (rate) => {
    const { clock, reader } = setUp(rate);
    const group = new Group(clock, 'a', ...numbered(100));
    reader.show(group);
    await clock.advance(6 * second - 1);
    expect(group.ids).toEqual(numbered(Math.min(100, 6 * rate)));
  });

  it('for each account at its own rate, whatever number of groups it has', async () => {
    const { clock, reader } = setUp(2);
    const one = new Group(clock, 'a', ...numbered(50));
    const two = new Group(clock, 'a', ...numbered(50));
    const other = new Group(clock, 'b', ...numbered(50));
    for (const group of [one, two, other]) {
      reader.show(group);
    }
    await clock.advance(5 * second - 1);
    expect(one.asked.length + two.asked.length).toBe(10);
    expect(other.asked).toHaveLength(10);
  });

  it('of what was shown last first', async () => {
    const { clock, reader } = setUp(2);
    const old = new Group(clock, 'a', ...numbered(50));
    const last = new Group(clock, 'a', 'x', 'y');
    reader.show(old);
    await clock.advance(second - 1);
    reader.show(last);
    await clock.advance(1.5 * second);
    expect(old.asked).toHaveLength(3);
    expect(last.ids).toEqual(['x', 'y']);
  });

  it('not at all at a rate of 0, and again when it is raised', async () => {
    const { clock, reader, setRate } = setUp(0);
    const group = new Group(clock, 'a', ...numbered(5));
    reader.show(group);
    await clock.advance(60 * second);
    expect(group.asked).toEqual([]);
    expect(clock.timers).toBe(0);
    setRate(5);
    await clock.advance(second);
    expect(group.asked).toHaveLength(5);
  });

  it('no longer once they are hidden, and the one under way is cancelled', async () => {
    const { clock, reader } = setUp(2);
    const group = new Group(clock, 'a', ...numbered(50));
    group.answer = () => new Promise(() => {});
    reader.show(group);
    await clock.advance(100);
    reader.hide(group);
    await clock.advance(60 * second);
    expect(group.ids).toEqual(['t0']);
    expect(group.asked[0]?.signal.aborted).toBe(true);
    expect(clock.timers).toBe(0);
  });

  it('two at a time, however slow the service is', async () => {
    const { clock, reader } = setUp(10);
    const group = new Group(clock, 'a', ...numbered(50));
    group.answer = () => new Promise(() => {});
    reader.show(group);
    await clock.advance(60 * second);
    expect(group.ids).toEqual(['t0', 't1']);
  });

  it('once each, and never again while nothing asks for them', async () => {
    const { clock, reader } = setUp(10);
    const group = new Group(clock, 'a', ...numbered(4));
    reader.show(group);
    await clock.advance(60 * second);
    expect(group.ids).toEqual(numbered(4));
    expect(clock.timers).toBe(0);
    group.unknown.push('new');
    reader.look();
    await clock.advance(second);
    expect(group.ids.at(-1)).toBe('new');
  });
});

it('a task of which there is more to read is read again', async () => {
  const { clock, reader } = setUp(10);
  const group = new Group(clock, 'a', 't0', 't1');
  group.named.add('t0');
  reader.show(group);
  await clock.advance(60 * second);
  expect(group.ids).toEqual(['t0', 't0', 't1']);
});

describe('a detail that cannot be read', () => {
  it('is not asked for again when it has told nothing', async () => {
    const { clock, reader } = setUp(10);
    const group = new Group(clock, 'a', ...numbered(3));
    group.forgets = true;
    reader.show(group);
    await clock.advance(60 * second);
    expect(group.ids).toEqual(numbered(3));
    expect(clock.timers).toBe(0);
  });

  it.each(['gone', 'caller'] as const)(
    'is left out when it is the task that is refused (%s)',
    async (kind) => {
      const { clock, reader } = setUp(2);
      const group = new Group(clock, 'a', ...numbered(4));
      group.answer = (id) => (id === 't1' ? failing(kind)() : undefined);
      reader.show(group);
      await clock.advance(10 * second);
      expect(group.ids).toEqual(numbered(4));
    },
  );

  it.each(['transient', 'throttled'] as const)('makes the next wait, longer each time (%s)', async (kind) => {
    const { clock, reader } = setUp(2);
    const group = new Group(clock, 'a', 't0');
    group.answer = failing(kind);
    reader.show(group);
    await clock.advance(120 * second);
    expect(group.asked.map(({ at }) => at / second)).toEqual([0, 15, 45, 105]);
    group.answer = () => {};
    await clock.advance(600 * second);
    expect(group.unknown).toEqual([]);
  });

  it('is asked again when a person shows the tasks anew', async () => {
    const { clock, reader } = setUp(2);
    const group = new Group(clock, 'a', 't0');
    group.answer = failing('gone');
    reader.show(group);
    await clock.advance(100 * second);
    expect(group.asked).toHaveLength(1);
    reader.show(group);
    await clock.advance(second);
    expect(group.asked).toHaveLength(2);
  });

  it('holds up no other account', async () => {
    const { clock, reader } = setUp(2);
    const broken = new Group(clock, 'a', ...numbered(4));
    broken.answer = failing('permission');
    const fine = new Group(clock, 'b', ...numbered(4));
    reader.show(broken);
    reader.show(fine);
    await clock.advance(3 * second);
    expect(fine.ids).toEqual(numbered(4));
    expect(broken.asked).toHaveLength(1);
  });
});

it('leaves nothing behind', async () => {
  const { clock, reader } = setUp(2);
  const group = new Group(clock, 'a', ...numbered(9));
  reader.show(group);
  await clock.advance(100);
  reader.dispose();
  await clock.advance(60 * second);
  expect(group.asked).toHaveLength(1);
  expect(clock.timers).toBe(0);
});
