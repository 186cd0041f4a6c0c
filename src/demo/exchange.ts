import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from './apiError.ts';

/** A request as it came in, whole. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  /** Without `?`, as sent. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a request asks for, as far as one can tell before believing it. Holds no secret. */
export interface Call {
  readonly protocol: 'tc3' | 'acs3' | 'rpc' | 'apiGateway';
  /** `mps`, `vod`, `cwp`, `ecs`; empty where nobody knows. */
  readonly service: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body: unknown;
}

/** How requests are read, checked and answered on one of the wires. */
export interface Protocol {
  /** `undefined` where the request is not of this protocol. */
  read(incoming: Incoming): Call | undefined;
  /**
   * @param now the server's clock, ms, with the skew that a fault gave it
   * @throws ApiError for what it refuses
   */
  answer(incoming: Incoming, call: Call, now: number): Answer;
  /** An error as this protocol writes it. */
  refuse(code: string, message: string, status: number): Answer;
}

/** What goes back to the caller: the answer, or the refusal as this protocol writes it. */
export function answerOrRefusal(
  protocol: Protocol,
  incoming: Incoming,
  call: Call,
  now: number,
  onRefusal: () => void,
): Answer {
  try {
    return protocol.answer(incoming, call, now);
  } catch (error) {
    if (error instanceof ApiError) {
      onRefusal();
      return protocol.refuse(error.code, error.message, error.status);
    }
    throw error;
  }
}
