import { explain } from './explain/explain.ts';

/** Whether a part of a task has failed, from its detail; `undefined` while it has not ended or does not say. */
export function failureIn(detail: unknown): boolean | undefined {
  const { conclusion } = explain(detail);
  return conclusion === 'failure' || conclusion === 'partial'
    ? true
    : conclusion === 'success'
      ? false
      : undefined;
}
