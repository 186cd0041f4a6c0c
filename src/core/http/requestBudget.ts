import type { Clock } from '../model/clock.ts';
import { errorPolicy } from '../model/errorPolicy.ts';
import { CloudError } from '../model/errors.ts';
import { Hold } from './hold.ts';

/** Who waits for a request: a person who clicked, somebody who looks at what it fills, or nobody yet. */
export type Lane = 'interactive' | 'visible' | 'background';

/** In the order in which they go. */
const lanes: readonly Lane[] = ['interactive', 'visible', 'background'];

/** What is counted together: all requests of an account to a product. */
export interface BudgetKey {
  readonly account: string;
  /** `mps`, `vod`: applications and regions of one product share it. */
  readonly product: string;
  /** How many may start in any one second. */
  readonly perSecond: number;
}

/** How many requests may be under way at once. What a person does always finds room that the rest has left. */
export interface Limits {
  /** Those that were not answered for `slowMs` make room: hosts that do not answer must not hold up the others. */
  readonly window: Readonly<Record<Lane, number>>;
  readonly slowMs: number;
  /** In the window, slow ones and all. */
  readonly most: number;
  readonly account: Readonly<Record<Lane, number>>;
}

export const windowLimits: Limits = {
  window: { interactive: 12, visible: 10, background: 6 },
  slowMs: 4_000,
  most: 24,
  account: { interactive: 6, visible: 5, background: 3 },
};

/** After so long without a request, what is known of a budget is forgotten. */
const idleMs = 120_000;

/** A request that waits for its turn. */
interface Waiter {
  readonly perSecond: number;
  readonly start: (turn: Turn) => void;
  readonly refuse: (reason: unknown) => void;
}

/** A request under way. */
interface Turn {
  readonly budget: Budget;
  /** Since when, by the monotonic clock. */
  readonly started: number;
}

/** One account's use of one product. */
class Budget {
  readonly waiting: Record<Lane, Waiter[]> = { interactive: [], visible: [], background: [] };
  inFlight = 0;
  /** When requests started, by the monotonic clock, of the last second. */
  starts: number[] = [];
  readonly hold = new Hold();
  lastUse = 0;

  /** The first time that the rate, or a hold, lets another request start. */
  opensAt(perSecond: number): number {
    if (this.hold.isTrying && this.inFlight > 0) {
      return Number.POSITIVE_INFINITY;
    }
    const nth = this.starts.at(-perSecond);
    return Math.max(this.hold.until, nth === undefined ? Number.NEGATIVE_INFINITY : nth + 1000);
  }

  isIdle(now: number): boolean {
    return (
      this.inFlight === 0 &&
      lanes.every((lane) => this.waiting[lane].length === 0) &&
      now - Math.max(this.lastUse, this.hold.until) > idleMs
    );
  }
}

class AccountBudgets {
  readonly products = new Map<string, Budget>();

  get inFlight(): number {
    return [...this.products.values()].reduce((sum, { inFlight }) => sum + inFlight, 0);
  }
}

/**
 * Decides when which request of this window may start. Each account and product has a rate of its own, and is left
 * alone for a while when it throttles: longer each time, and at first asked by one request alone. Accounts take turns,
 * so that one with a hundred requests does not hold up another with one. Lanes go before turns.
 */
export class RequestBudgets {
  readonly #clock: Clock;
  readonly #limits: Limits;
  /** In the order in which they get their turns. */
  readonly #accounts = new Map<string, AccountBudgets>();
  readonly #underWay = new Set<Turn>();
  #cancelTimer: (() => void) | undefined;

  constructor(clock: Clock, limits: Limits = windowLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** How many requests are under way in this window. */
  get inFlight(): number {
    return this.#underWay.size;
  }

  /**
   * Waits for the request's turn, then sends it. `waited` is told how many milliseconds that took.
   * Rejects as `send` does, with the signal's reason once it is aborted, or with the failure by which the service has
   * asked to be left alone for longer than anybody waits. A throttled failure says in `retryAfterMs` for how long.
   */
  async run<T>(
    key: BudgetKey,
    lane: Lane,
    signal: AbortSignal,
    send: () => Promise<T>,
    waited: (ms: number) => void = () => {},
  ): Promise<T> {
    const asked = this.#clock.monotonic();
    const turn = await this.#turn(key, lane, signal);
    const { budget, started } = turn;
    waited(started - asked);
    try {
      const result = await send();
      budget.hold.answered(started);
      return result;
    } catch (error) {
      throw this.#failed(budget, started, error);
    } finally {
      budget.inFlight -= 1;
      budget.lastUse = this.#clock.monotonic();
      this.#underWay.delete(turn);
      this.#startWhatMay();
    }
  }

  #turn({ account, product, perSecond }: BudgetKey, lane: Lane, signal: AbortSignal): Promise<Turn> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const budget = this.#budget(account, product);
      const refusal = budget.hold.refusal(this.#clock);
      if (refusal !== undefined) {
        reject(refusal);
        return;
      }
      const queue = budget.waiting[lane];
      const leave = (): void => signal.removeEventListener('abort', onAbort);
      const waiter: Waiter = {
        perSecond,
        start: (turn) => {
          leave();
          resolve(turn);
        },
        refuse: (reason) => {
          leave();
          reject(reason);
        },
      };
      const onAbort = (): void => {
        queue.splice(queue.indexOf(waiter), 1);
        waiter.refuse(signal.reason);
        this.#startWhatMay();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      queue.push(waiter);
      this.#startWhatMay();
    });
  }

  #budget(account: string, product: string): Budget {
    const budgets = this.#accounts.get(account) ?? new AccountBudgets();
    this.#accounts.set(account, budgets);
    const budget = budgets.products.get(product) ?? new Budget();
    budgets.products.set(product, budget);
    return budget;
  }

  #startWhatMay(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const now = this.#clock.monotonic();
    this.#forgetIdle(now);
    let opensAt = Number.POSITIVE_INFINITY;
    for (const lane of lanes) {
      // Accounts that get a turn go to the end, and are met again there until nothing of them may start.
      for (const [id, account] of this.#accounts) {
        const windowOpensAt = this.#windowOpensAt(lane, now);
        if (windowOpensAt > now) {
          opensAt = this.#waits(lane) ? Math.min(opensAt, windowOpensAt) : opensAt;
          break;
        }
        if (account.inFlight >= this.#limits.account[lane]) {
          continue;
        }
        const next = this.#startOne(account, lane, now);
        if (next === 'started') {
          this.#accounts.delete(id);
          this.#accounts.set(id, account);
        } else {
          opensAt = Math.min(opensAt, next);
        }
      }
    }
    if (opensAt < Number.POSITIVE_INFINITY) {
      this.#cancelTimer = this.#clock.after(opensAt - now, () => this.#startWhatMay());
    }
  }

  /** When another request of the lane finds room in the window, at the latest. */
  #windowOpensAt(lane: Lane, now: number): number {
    const { window, slowMs, most } = this.#limits;
    if (this.#underWay.size >= most) {
      return Number.POSITIVE_INFINITY;
    }
    const fresh = [...this.#underWay].filter(({ started }) => now - started < slowMs);
    const makesRoom = fresh.at(-window[lane]);
    return makesRoom === undefined ? now : makesRoom.started + slowMs;
  }

  #waits(lane: Lane): boolean {
    return [...this.#accounts.values()].some(({ products }) =>
      [...products.values()].some(({ waiting }) => waiting[lane].length > 0),
    );
  }

  /** Starts the first request of the lane that may. Otherwise when one may, by rates and holds. */
  #startOne(account: AccountBudgets, lane: Lane, now: number): 'started' | number {
    let opensAt = Number.POSITIVE_INFINITY;
    for (const [product, budget] of account.products) {
      const [first] = budget.waiting[lane];
      if (first === undefined) {
        continue;
      }
      const at = budget.opensAt(first.perSecond);
      if (at > now) {
        opensAt = Math.min(opensAt, at);
        continue;
      }
      budget.waiting[lane].shift();
      budget.inFlight += 1;
      budget.lastUse = now;
      budget.starts = [...budget.starts.filter((start) => now - start < 1000), now];
      const turn = { budget, started: now };
      this.#underWay.add(turn);
      account.products.delete(product);
      account.products.set(product, budget);
      first.start(turn);
      return 'started';
    }
    return opensAt;
  }

  #failed({ hold, waiting }: Budget, started: number, error: unknown): unknown {
    if (!(error instanceof CloudError)) {
      return error;
    }
    const { retried } = errorPolicy[error.kind];
    if (!retried) {
      hold.answered(started);
    }
    if (!retried || (error.kind !== 'throttled' && error.retryAfterMs === undefined)) {
      return error;
    }
    const failure = hold.begin(error, started, this.#clock);
    const refusal = hold.refusal(this.#clock);
    if (refusal !== undefined) {
      for (const lane of lanes) {
        for (const waiter of waiting[lane].splice(0)) {
          waiter.refuse(refusal);
        }
      }
    }
    return failure;
  }

  #forgetIdle(now: number): void {
    for (const [id, { products }] of this.#accounts) {
      for (const [product, budget] of products) {
        if (budget.isIdle(now)) {
          products.delete(product);
        }
      }
      if (products.size === 0) {
        this.#accounts.delete(id);
      }
    }
  }
}
