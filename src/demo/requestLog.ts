import type { Call } from './exchange.ts';

/** A request that the demo cloud has seen. Holds neither signature nor key. */
export interface LoggedRequest extends Call {
  /** Of a request that was refused, and of a large one, none. */
  parameters: Call['parameters'];
  /** The cloud's clock, ms. */
  readonly at: number;
  /** HTTP status of the answer; `undefined` while, or because, there is none. */
  status: number | undefined;
}

const kept = 10_000;
const longestName = 64;
/** Characters: several times what any real call sends. */
const longestKept = 2_000;

/** The last requests, for tests to look at. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];
  /** Requests ever. */
  total = 0;
  /** Connections ever. */
  connections = 0;
  /** Requests being answered now, and at most at once. */
  inFlight = 0;
  peakInFlight = 0;

  get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** @param length how much was sent, in characters of query and body */
  begin(call: Call, at: number, length: number): LoggedRequest {
    const entry: LoggedRequest = {
      protocol: call.protocol,
      service: call.service,
      action: call.action.slice(0, longestName),
      parameters: length <= longestKept ? call.parameters : {},
      at,
      status: undefined,
    };
    this.#entries.push(entry);
    if (this.#entries.length > kept) {
      this.#entries.splice(0, kept / 2);
    }
    this.total += 1;
    this.inFlight += 1;
    this.peakInFlight = Math.max(this.peakInFlight, this.inFlight);
    return entry;
  }

  /** Whoever is refused leaves nothing behind: what was sent may be anything, of anybody. */
  forgetWhatWasSent(entry: LoggedRequest): void {
    entry.parameters = {};
  }

  end(): void {
    this.inFlight -= 1;
  }

  count(service: string, action?: string): number {
    return this.#entries.filter((entry) => entry.service === service && (!action || entry.action === action))
      .length;
  }

  clear(): void {
    this.#entries.length = 0;
    this.peakInFlight = this.inFlight;
  }
}
