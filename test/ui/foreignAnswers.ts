import type { ServerResponse } from 'node:http';

/** A request that is about to be answered. */
export interface Exchange {
  readonly response: ServerResponse;
  readonly requestId: string;
  /** What the right answer would be. */
  readonly right: string;
}

/** One way of answering, right or wrong. */
export type Answer = (exchange: Exchange) => void;

function send(response: ServerResponse, body: string, type = 'application/json', status = 200): void {
  response.writeHead(status, { 'Content-Type': type }).end(body);
}

export const right: Answer = ({ response, right: body }) => send(response, body);

export const webPage: Answer = ({ response }) =>
  send(response, '<!doctype html><html><title>Sign in</title><p>Please sign in.</html>', 'text/html');

export const emptyObject: Answer = ({ response }) => send(response, '{}');

export const truncated: Answer = ({ response, right: body }) => send(response, body.slice(0, -20));

export const unavailable: Answer = ({ response }) =>
  send(response, '<html><h1>503 Service Temporarily Unavailable</h1></html>', 'text/html', 503);

/** Nothing, for as long as the client waits. */
export const silence: Answer = () => {};

export const resetInBody: Answer = ({ response, right: body }) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
  response.write(body.slice(0, body.length / 2), () => response.socket?.resetAndDestroy());
};

export function late(ms: number): Answer {
  return (exchange) => {
    const timer = setTimeout(() => right(exchange), ms);
    exchange.response.once('close', () => clearTimeout(timer));
  };
}

/** `Response.Error`, which comes with HTTP 200. */
export function refusal(Code: string, Message = `The request was refused: ${Code}`): Answer {
  return ({ response, requestId }) =>
    send(response, JSON.stringify({ Response: { Error: { Code, Message }, RequestId: requestId } }));
}

/** A whole answer of another shape. */
export function shaped(fields: Readonly<Record<string, unknown>>): Answer {
  return ({ response, requestId }) =>
    send(response, JSON.stringify({ Response: { ...fields, RequestId: requestId } }));
}
