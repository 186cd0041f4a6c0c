import type { Phrase } from '../model/phrase.ts';
import type { ServiceContext } from './context.ts';

/** The entries of one service as they are written under `services` of an account; a list becomes several rows. */
export type WrittenEntries = readonly WrittenEntry[];
export type WrittenEntry = Readonly<Record<string, unknown>>;

interface Asked {
  readonly prompt: Phrase;
  /** Whether the answers so far call for it; always, where absent. */
  readonly applies?: (entries: WrittenEntries) => boolean;
}

/** A line of text. */
export interface TextQuestion extends Asked {
  readonly ask: 'text';
  /** The same in every language: `cn-hangzhou`. */
  readonly placeholder?: string;
  /** What is said of an answer that `write` refuses. */
  readonly refusal: Phrase;
  readonly read: (entries: WrittenEntries) => string;
  /** The entries with the answer in them; `undefined` where it cannot be one. */
  readonly write: (entries: WrittenEntries, answer: string) => WrittenEntries | undefined;
}

/** One of a few. */
export interface ChoiceQuestion extends Asked {
  readonly ask: 'choice';
  readonly choices: readonly {
    readonly value: string;
    readonly label: Phrase;
    readonly description?: Phrase;
  }[];
  readonly read: (entries: WrittenEntries) => string;
  /** `undefined` leads back to the question before. */
  readonly write: (entries: WrittenEntries, value: string) => WrittenEntries | undefined;
}

/** A file of this machine, or none. */
export interface FileQuestion extends Asked {
  readonly ask: 'file';
  /** What doing without one means. */
  readonly none: Phrase;
  readonly choose: Phrase;
  /** What it holds: `PEM`. */
  readonly format: string;
  readonly read: (entries: WrittenEntries) => string | undefined;
  readonly write: (entries: WrittenEntries, path: string | undefined) => WrittenEntries;
}

export type Question = TextQuestion | ChoiceQuestion | FileQuestion;

/** Something an account has, such as an application or a machine. Two with the same `id` are the same. */
export interface Offered {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

export interface Offer {
  readonly groups: readonly { readonly title: Phrase; readonly choices: readonly Offered[] }[];
  /** Shown for completeness; cannot be chosen. */
  readonly refused?: { readonly title: Phrase; readonly choices: readonly Omit<Offered, 'id'>[] };
}

/**
 * Any number out of what the account has, none included. It is asked of the cloud with the account's keys: after those
 * in Add Account, and later by a command of its own.
 */
export interface PickQuestion {
  readonly ask: 'pick';
  /** `VOD applications`: the title of the question as a dialogue of its own, with the account's name as `{0}`. */
  readonly title: Phrase;
  readonly prompt: Phrase;
  readonly loading: Phrase;
  /** Our command that asks it of a service that is there already. */
  readonly command: { readonly name: 'chooseAgents' | 'chooseApplications'; readonly title: Phrase };
  /** Whether a failure of an entry may come of nothing having been chosen. */
  readonly isMissing?: (code: string, entry: WrittenEntry) => boolean;
  /** What narrows the search, asked first and not kept: type and region of machines. Starts as `scopeStart`. */
  readonly scope: readonly Question[];
  readonly scopeStart: WrittenEntry;
  readonly offer: (context: ServiceContext, scope: WrittenEntry, signal: AbortSignal) => Promise<Offer>;
  /** What typed text stands for that is not offered. */
  readonly typed: (text: string) => Offered | undefined;
  readonly read: (entries: WrittenEntries) => readonly Offered[];
  /** What is written about those that stay, stays. */
  readonly write: (entries: WrittenEntries, chosen: readonly Offered[]) => WrittenEntries;
}

/** Of a question about the first entry, which is the only one where several are not asked for. */
export function firstOf(entries: WrittenEntries): WrittenEntry {
  return entries[0] ?? {};
}

/** The text of a field of the first entry. */
export function textIn(entries: WrittenEntries, name: string): string | undefined {
  const value = firstOf(entries)[name];
  return typeof value === 'string' ? value : undefined;
}

/** The first entry with a field changed, or without it. */
export function withField(entries: WrittenEntries, name: string, value: unknown): WrittenEntries {
  const { [name]: _before, ...rest } = firstOf(entries);
  return [value === undefined ? rest : { ...rest, [name]: value }, ...entries.slice(1)];
}
