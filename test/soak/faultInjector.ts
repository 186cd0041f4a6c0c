import type { Call } from '../../src/demo/exchange.ts';
import type { ApsaraShape, Fault, FaultRule, Faults } from '../../src/demo/faults.ts';
import type { Random } from '../../src/demo/random.ts';
import type { Journal } from './journal.ts';

/** A fault, where it may hit, and how it is told of. */
interface Draw extends Pick<FaultRule, 'where' | 'times'> {
  readonly name: string;
  readonly fault: Fault;
}

interface Active {
  readonly until: number;
  readonly stop: () => void;
}

const mostAtOnce = 4;
const services = ['mps', 'vod', 'ecs', 'cwp'] as const;

/**
 * Faults of every kind, coming and going at random. They are dealt from a shuffled deck, so that each has been there
 * before one comes again.
 */
export class FaultInjector {
  readonly #faults: Faults;
  readonly #random: Random;
  readonly #journal: Journal;
  readonly #active = new Set<Active>();
  readonly #dealt = new Map<string, number>();
  #deck: Draw[] = [];

  constructor(faults: Faults, random: Random, journal: Journal) {
    this.#faults = faults;
    this.#random = random;
    this.#journal = journal;
  }

  /** How often each fault was switched on. */
  get dealt(): ReadonlyMap<string, number> {
    return this.#dealt;
  }

  /** Ends what is over, and may begin something. */
  change(now: number): void {
    for (const active of this.#active) {
      if (active.until <= now) {
        active.stop();
        this.#active.delete(active);
      }
    }
    if (this.#active.size < mostAtOnce && this.#random.chance(0.5)) {
      this.#begin(now);
    }
  }

  clear(): void {
    this.#faults.clear();
    this.#active.clear();
  }

  #begin(now: number): void {
    if (this.#deck.length === 0) {
      this.#deck = shuffled(everyKind, this.#random);
    }
    const drawn = this.#deck.pop();
    if (drawn === undefined) {
      return;
    }
    const { name, ...rule } = drawn;
    this.#dealt.set(name, (this.#dealt.get(name) ?? 0) + 1);
    const everywhere = rule.where !== undefined || this.#random.chance(0.3);
    const service = everywhere ? undefined : this.#random.pick(services);
    const probability = this.#random.pick([0.3, 0.7, 1]);
    const ms = this.#random.integer(1_500, 6_000);
    this.#journal.note(`${name} in ${service ?? 'all'}, ${probability}, for ${ms} ms`);
    const off = this.#faults.add({ ...rule, ...(service === undefined ? {} : { service }), probability });
    const stop = (): void => {
      off();
      this.#journal.note(`${name} is over`);
    };
    this.#active.add({ until: now + ms, stop });
  }
}

const isFirstPage = ({ parameters }: Call): boolean =>
  !parameters.ScrollToken && Number(parameters.PageNumber ?? 1) === 1;

const isLively = ({ parameters }: Call): boolean =>
  /^(waiting|processing|pending|paused)$/i.test(String(parameters.Status ?? parameters.TaskStatus));

const isGateway = ({ protocol }: Call): boolean => protocol === 'apiGateway';

/** Of tasks that are done, which come back whenever they are asked for again. */
const isFirstOfEnded = (call: Call): boolean =>
  call.protocol === 'tc3' && call.parameters.Status === 'FINISH' && isFirstPage(call);

/** What is read again with every refresh, or is not read again at all. */
const isRereadOrEnded = (call: Call): boolean => !isLively(call) || isFirstPage(call);

function refusal(code: string, status?: number): Draw {
  return {
    name: `error ${code}`,
    fault: { kind: 'error', code, ...(status === undefined ? {} : { status }) },
  };
}

function raw(name: string, body: unknown, where?: Draw['where'], status = 200): Draw {
  return {
    name: `raw ${name}`,
    fault: { kind: 'raw', status, body },
    ...(where === undefined ? {} : { where }),
  };
}

function shape(kind: ApsaraShape): Draw {
  return { name: `shape ${kind}`, fault: { kind: 'shape', shape: kind }, where: isGateway };
}

/**
 * One of each. Some are lies that no client can see through, and that cost it a task for good which moves on meanwhile:
 * a refresh reads the first page of every list and all that is loaded of tasks on their way, but it does not read
 * ended tasks again that it knows. Those lies are told only where the next refresh finds them out.
 */
const everyKind: readonly Draw[] = [
  { name: 'delay', fault: { kind: 'delay', ms: 1_500 } },
  { name: 'hang', fault: { kind: 'hang' }, times: 3 },
  { name: 'reset', fault: { kind: 'reset' } },
  { name: 'reset before', fault: { kind: 'reset', before: true } },
  { name: 'truncated', fault: { kind: 'truncated' } },
  { name: 'html', fault: { kind: 'html' } },
  { name: 'status 503', fault: { kind: 'status', status: 503 } },
  { name: 'status 429', fault: { kind: 'status', status: 429 } },
  { name: 'empty', fault: { kind: 'empty' } },
  { name: 'oversized', fault: { kind: 'oversized', bytes: 17 * 1024 * 1024 }, times: 1 },
  { name: 'throttled', fault: { kind: 'throttled' } },
  { name: 'clock ahead', fault: { kind: 'clockSkew', ms: 30 * 60_000 } },
  { name: 'clock behind', fault: { kind: 'clockSkew', ms: -30 * 60_000 } },
  { name: 'repeatedToken', fault: { kind: 'repeatedToken' } },
  { name: 'refusedToken', fault: { kind: 'refusedToken' } },
  { name: 'noTaskId', fault: { kind: 'malformedItems', how: 'noTaskId' }, where: isRereadOrEnded },
  { name: 'nullItem', fault: { kind: 'malformedItems', how: 'nullItem' }, where: isRereadOrEnded },
  { name: 'nullSet', fault: { kind: 'malformedItems', how: 'nullSet' } },
  { name: 'objectSet', fault: { kind: 'malformedItems', how: 'objectSet' } },
  {
    name: 'numberId',
    fault: { kind: 'malformedItems', how: 'numberId' },
    where: (call) => isLively(call) && isFirstPage(call),
  },
  refusal('InternalError'),
  refusal('UnauthorizedOperation'),
  refusal('AuthFailure.SignatureFailure'),
  refusal('FailedOperation.InvalidMpsUser'),
  refusal('InvalidParameterValue.Limit'),
  refusal('Forbidden.RAM', 403),
  refusal('ServiceUnavailable', 503),
  raw('nothing', ''),
  raw('null', null),
  raw('list', []),
  raw('redirect', 'moved', undefined, 302),
  raw('no tasks', { Response: { TaskSet: [], RequestId: 'raw-no-tasks' } }, isFirstOfEnded),
  ...(
    ['result', 'resultText', 'data', 'dataText', 'asapi', 'unknown', 'resultCode', 'errorSample'] as const
  ).map(shape),
];

export const faultNames: readonly string[] = everyKind.map(({ name }) => name);

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  const deck: T[] = [];
  while (rest.length > 0) {
    deck.push(...rest.splice(random.integer(0, rest.length - 1), 1));
  }
  return deck;
}
