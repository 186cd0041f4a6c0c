import type { JsonObject } from '../../http/answer.ts';
import type { Part } from '../../model/explanation.ts';

/** `Progress: 27` or `TaskProcess: "27%"`, as whole percent from 0 to 100. */
export function progressOf({ Progress, TaskProcess }: JsonObject): number | undefined {
  const value = Progress ?? TaskProcess;
  const percent =
    typeof value === 'string' && /^\s*\d+(\.\d+)?\s*%?\s*$/.test(value) ? Number.parseFloat(value) : value;
  return typeof percent === 'number' && percent >= 0 && percent <= 100 ? Math.floor(percent) : undefined;
}

/**
 * How far a running task is, by its parts: those that have ended count as whole, those that do not tell are left
 * out. It is not called done while it runs.
 */
export function progressOfParts(parts: readonly Part[]): number | undefined {
  if (!parts.some(({ progress }) => progress !== undefined)) {
    return undefined;
  }
  const known = parts.flatMap(({ state, progress }) => (state === 'running' ? (progress ?? []) : 100));
  const mean = Math.floor(known.reduce((sum, percent) => sum + percent, 0) / known.length);
  return known.length === 1 ? mean : Math.min(mean, 99);
}
