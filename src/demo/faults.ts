import type { Call } from './exchange.ts';
import { Random } from './random.ts';

/** What goes wrong. */
export type Fault =
  /** The answer comes later, by the real clock. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** No answer ever; the connection stays open. */
  | { readonly kind: 'hang' }
  /** The connection is reset after half of the body, or before anything was sent. */
  | { readonly kind: 'reset'; readonly before?: boolean }
  /** Half of the JSON, as if it were all. */
  | { readonly kind: 'truncated' }
  /** A page of a captive portal. */
  | { readonly kind: 'html' }
  | { readonly kind: 'status'; readonly status: number }
  /** `{}` */
  | { readonly kind: 'empty' }
  /** A JSON body of about this many bytes. */
  | { readonly kind: 'oversized'; readonly bytes: number }
  /** The protocol's own throttling error. */
  | { readonly kind: 'throttled' }
  /** The server's clock is off by this, for the Date header and for checking signatures. */
  | { readonly kind: 'clockSkew'; readonly ms: number }
  /** The answer's ScrollToken is the one that was sent; only requests with a token. */
  | { readonly kind: 'repeatedToken' }
  /** The token is refused; only requests with a token. */
  | { readonly kind: 'refusedToken' }
  /** What the list holds besides, or instead of, its tasks. */
  | {
      readonly kind: 'malformedItems';
      readonly how: 'noTaskId' | 'nullItem' | 'nullSet' | 'numberId' | 'objectSet';
    }
  /** An error in the protocol's own form. */
  | { readonly kind: 'error'; readonly code: string; readonly message?: string; readonly status?: number }
  /** A body that is sent as it stands: a string, or JSON. */
  | {
      readonly kind: 'raw';
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: unknown;
    }
  /** How an Apsara stack dresses its answer. */
  | { readonly kind: 'shape'; readonly shape: ApsaraShape };

export type ApsaraShape =
  | 'result'
  | 'resultText'
  | 'data'
  | 'dataText'
  | 'asapi'
  | 'unknown'
  | 'resultCode'
  | 'errorSample';

export interface FaultRule {
  readonly fault: Fault;
  readonly service?: string;
  readonly action?: string;
  /** The `Status` or `TaskStatus` that was asked for. */
  readonly status?: string;
  /** Any further condition. */
  readonly where?: (call: Call) => boolean;
  /** Only the nth request that matches, from 1. */
  readonly nth?: number;
  /** Ends after so many hits; 1 is "once". */
  readonly times?: number;
  /** Hits by chance, from the cloud's seed. */
  readonly probability?: number;
}

/** The faults that a test has switched on. */
export class Faults {
  readonly #rules = new Map<FaultRule, { seen: number; hits: number }>();
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed, 0xfa17);
  }

  /** Switches a fault on; the returned function switches it off again. */
  add(rule: FaultRule): () => void {
    this.#rules.set(rule, { seen: 0, hits: 0 });
    return () => this.#rules.delete(rule);
  }

  clear(): void {
    this.#rules.clear();
  }

  /** What goes wrong with this call, in the order the rules were added. */
  hit(call: Call): readonly Fault[] {
    const faults: Fault[] = [];
    for (const [rule, state] of this.#rules) {
      if (!matches(rule, call)) {
        continue;
      }
      state.seen += 1;
      const spent = rule.times !== undefined && state.hits >= rule.times;
      const notThisOne = rule.nth !== undefined && rule.nth !== state.seen;
      if (spent || notThisOne || (rule.probability !== undefined && !this.#random.chance(rule.probability))) {
        continue;
      }
      state.hits += 1;
      faults.push(rule.fault);
    }
    return faults;
  }
}

function matches(rule: FaultRule, call: Call): boolean {
  const status = call.parameters.Status ?? call.parameters.TaskStatus;
  const needsToken = rule.fault.kind === 'repeatedToken' || rule.fault.kind === 'refusedToken';
  return (
    (rule.service === undefined || rule.service === call.service) &&
    (rule.action === undefined || rule.action === call.action) &&
    (rule.status === undefined || rule.status === status) &&
    (!needsToken || Boolean(call.parameters.ScrollToken)) &&
    (rule.where === undefined || rule.where(call))
  );
}
