import { Random } from './random.ts';

const second = 1_000;

export type CollectionStatus = 'COMPLETE' | 'AGENT_OFFLINE' | 'COLLECTING' | 'FAILED';

/** A machine with the security agent on it. */
export interface Agent {
  readonly uuid: string;
  readonly name: string;
  readonly ip: string;
  readonly type: 'CVM' | 'BM';
  readonly region: string;
  readonly online: boolean;
}

interface Collection {
  readonly attempt: number;
  readonly startedAt: number;
  readonly endsAt: number;
  readonly outcome: CollectionStatus;
}

interface Temper {
  readonly name: string;
  readonly type?: 'BM';
  readonly region?: string;
  /** How its collections end, one after the other, then from the start again. */
  readonly outcomes: readonly [CollectionStatus, ...CollectionStatus[]];
  /** What is known of it when the cloud starts. */
  readonly first: 'never' | 'collecting' | 'collected';
  /** Somebody else's schedule collects from it this often, ms. */
  readonly every?: number;
}

const tempers: readonly Temper[] = [
  { name: 'web-1', outcomes: ['COMPLETE'], first: 'collected' },
  { name: 'web-2', outcomes: ['COMPLETE'], first: 'collecting' },
  { name: 'web-3', outcomes: ['COMPLETE', 'AGENT_OFFLINE'], first: 'collected' },
  { name: 'api-1', outcomes: ['COMPLETE'], first: 'collecting' },
  { name: 'api-2', outcomes: ['AGENT_OFFLINE', 'COMPLETE'], first: 'collected' },
  { name: 'db-primary', outcomes: ['FAILED', 'COMPLETE'], first: 'collected', type: 'BM' },
  { name: 'db-replica', outcomes: ['COMPLETE'], first: 'never', type: 'BM' },
  { name: 'cache-1', outcomes: ['COMPLETE'], first: 'collected', every: 90 * second },
  { name: 'queue-1', outcomes: ['COMPLETE', 'FAILED'], first: 'never' },
  { name: 'encoder-1', outcomes: ['COMPLETE'], first: 'collected', region: 'ap-singapore' },
  { name: 'encoder-2', outcomes: ['AGENT_OFFLINE'], first: 'collected', region: 'ap-singapore' },
  { name: 'bastion', outcomes: ['COMPLETE'], first: 'never', region: 'ap-singapore' },
];

/** The machines of the account, and what was collected from each. Follows the clock, without timers. */
export class Agents {
  readonly list: readonly Agent[];
  readonly #seed: number;
  readonly #now: () => number;
  readonly #start: number;
  readonly #collections = new Map<string, Collection>();

  constructor(seed: number, now: () => number) {
    this.#seed = seed;
    this.#now = now;
    this.#start = now();
    const random = new Random(seed, 0xa6e);
    this.list = tempers.map((temper, index) => ({
      // The first is the one of the reference page.
      uuid: index === 0 ? '6b6cd843-6bc1-4011-a74c-dc3fd26a7dd1' : random.uuid(),
      name: temper.name,
      ip: `10.${temper.region === undefined ? 0 : 32}.${random.integer(0, 9)}.${index + 11}`,
      type: temper.type ?? 'CVM',
      region: temper.region ?? 'ap-guangzhou',
      online: !temper.outcomes.every((outcome) => outcome === 'AGENT_OFFLINE'),
    }));
    for (const [index, temper] of tempers.entries()) {
      if (temper.first !== 'never') {
        const ago = temper.first === 'collecting' ? random.integer(0, 3) * second : 3_600 * second;
        this.#begin(index, this.#start - ago);
      }
    }
  }

  /** `undefined` where nothing was ever collected. */
  status(agent: Agent): CollectionStatus | undefined {
    const collection = this.#latest(agent);
    if (collection === undefined) {
      return undefined;
    }
    return this.#now() < collection.endsAt ? 'COLLECTING' : collection.outcome;
  }

  /** Starts a collection, unless one is running. */
  collect(agent: Agent): void {
    if (this.status(agent) !== 'COLLECTING') {
      this.#begin(this.list.indexOf(agent), this.#now());
    }
  }

  /** Number and time of the collection whose result can be read; `undefined` where there is none. */
  collected(agent: Agent): { attempt: number; at: number } | undefined {
    const collection = this.#latest(agent);
    return collection !== undefined && this.status(agent) === 'COMPLETE'
      ? { attempt: collection.attempt, at: collection.endsAt }
      : undefined;
  }

  #latest(agent: Agent): Collection | undefined {
    const index = this.list.indexOf(agent);
    const every = tempers[index]?.every;
    const known = this.#collections.get(agent.uuid);
    if (every === undefined) {
      return known;
    }
    const due = this.#start + Math.floor((this.#now() - this.#start) / every) * every;
    return due > this.#start && (known === undefined || known.startedAt < due)
      ? this.#begin(index, due)
      : known;
  }

  #begin(index: number, startedAt: number): Collection {
    const agent = this.list[index];
    const temper = tempers[index];
    if (agent === undefined || temper === undefined) {
      throw new RangeError(`no agent ${index}`);
    }
    const attempt = (this.#collections.get(agent.uuid)?.attempt ?? -1) + 1;
    const random = new Random(this.#seed + index, attempt);
    const collection: Collection = {
      attempt,
      startedAt,
      endsAt: startedAt + random.integer(6, 20) * second,
      outcome: temper.outcomes[attempt % temper.outcomes.length] ?? temper.outcomes[0],
    };
    this.#collections.set(agent.uuid, collection);
    return collection;
  }
}
