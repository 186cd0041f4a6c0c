import * as v from 'valibot';
import type { TaskFacts } from './taskFacts.ts';

/** Facts of one ended task, and whose it is. */
export interface FactsEntry {
  readonly account: string;
  /** The service's key in its account. */
  readonly service: string;
  readonly taskId: string;
  readonly facts: TaskFacts;
}

const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
const optional = (longest: number) => v.optional(text(longest));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** As they stand in a file. What was kept by another version, or by hand, is checked like any other foreign text. */
const line = v.object({
  account: text(64),
  service: text(200),
  taskId: text(1000),
  name: optional(300),
  source: optional(2_100),
  conclusion: v.picklist(['success', 'partial', 'failure', 'cancelled', 'unknown']),
  counts: v.object({ succeeded: count, failed: count, running: count }),
  failures: v.pipe(
    v.array(
      v.object({
        name: text(300),
        kind: optional(300),
        template: optional(300),
        code: optional(300),
        numericCode: optional(300),
        message: optional(600),
        fault: v.optional(v.picklist(['request', 'file', 'provider', 'unknown'])),
        pointer: text(10_000),
      }),
    ),
    v.maxLength(10),
  ),
  endedAt: v.optional(v.pipe(v.number(), v.finite())),
  fileId: optional(300),
  sessionId: optional(300),
  readAt: v.pipe(v.number(), v.finite()),
});

/** One line of JSON. The queries of addresses, which can be signed, are left out of the vendor's words. */
export function lineOf({ account, service, taskId, facts }: FactsEntry): string | undefined {
  const { name, source, conclusion, counts, endedAt, fileId, readAt } = facts;
  // It is the caller's own and of any length: the rest is kept without it.
  const sessionId =
    facts.sessionId !== undefined && facts.sessionId.length > 300 ? undefined : facts.sessionId;
  const failures = facts.failures.map((part) => ({ ...part, message: withoutQueries(part.message) }));
  const about = { name, source, conclusion, counts, failures, endedAt, fileId, sessionId, readAt };
  const value = { account, service, taskId, ...about };
  return v.is(line, value) ? `${JSON.stringify(value)}\n` : undefined;
}

/** `undefined` for what is no such line. */
export function entryOf(json: string): FactsEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(line, value);
  if (!parsed.success) {
    return undefined;
  }
  const { account, service, taskId, failures, name, source, conclusion, counts, readAt } = parsed.output;
  const { endedAt, fileId, sessionId } = parsed.output;
  const parts = failures.map(({ name, kind, template, code, numericCode, message, fault, pointer }) => ({
    name,
    kind,
    template,
    code,
    numericCode,
    message,
    fault,
    pointer,
  }));
  return {
    account,
    service,
    taskId,
    facts: {
      name,
      source,
      conclusion,
      counts,
      failures: parts,
      progress: undefined,
      endedAt,
      fileId,
      sessionId,
      readAt,
    },
  };
}

function withoutQueries(message: string | undefined): string | undefined {
  return message?.replace(/([a-z][a-z\d+.-]*:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/gi, '$1');
}
