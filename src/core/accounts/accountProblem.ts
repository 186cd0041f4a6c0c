/** Something in `cloudTasks.accounts` that cannot be used. */
export interface AccountProblem {
  /** Position in the list, from 0; `undefined` when the setting as a whole is wrong. */
  readonly index: number | undefined;
  /** The entry's `id`, where it has one. */
  readonly id: string | undefined;
  /** One English sentence that names the entry, what is wrong and what would be right; never a secret. */
  readonly message: string;
}

/** Takes the rest of a sentence: what is wrong and what would be right. */
export type Complain = (what: string) => void;

/** Complaints about a part of what `complain` is about. */
export function complainAbout(part: string, complain: Complain): Complain {
  return (what) => complain(`${part}: ${what}`);
}

/** `"a", "b" or "c"`. */
export function oneOf(values: readonly string[]): string {
  const quoted = values.map((value) => `"${value}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** A value the reader wrote, short enough for a sentence. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : describe(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function describe(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  if (value === null || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  return Array.isArray(value) ? 'a list' : 'an object';
}
