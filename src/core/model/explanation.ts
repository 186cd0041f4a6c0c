import type { Instant } from './task.ts';

/** How an ended task turned out. `unknown`: it has ended, and nothing in its detail says how. */
export type Conclusion = 'success' | 'partial' | 'failure' | 'cancelled' | 'unknown';

/** Who can do something about a failure: the caller's request, the caller's file, or the provider. */
export type Fault = 'request' | 'file' | 'provider' | 'unknown';

export type PartState = 'succeeded' | 'failed' | 'running';

/** One structure of a detail that says how it went. Texts are the service's own, cut to a bounded length. */
export interface Part {
  /** The field that holds it, or the type that the service gives it: `TranscodeTask`, `AiAnalysis.DeLogo`. */
  readonly name: string;
  /** The `Type` or `ActivityType` one level up: `Transcode`. */
  readonly kind: string | undefined;
  /** Template id, where there is one: it tells parts of one kind apart. */
  readonly template: string | undefined;
  readonly state: PartState;
  /** As the service spells it. */
  readonly status: string | undefined;
  /** The text code where there is one, else the number: `InvalidInput.DefinitionNotExist`, `70000`. */
  readonly code: string | undefined;
  /** The older number beside a text code. */
  readonly numericCode: string | undefined;
  readonly message: string | undefined;
  /** Only of a failed part. */
  readonly fault: Fault | undefined;
  /** 0 to 100. Only of a running part: services print 0 for ended ones. */
  readonly progress: number | undefined;
  readonly startedAt: Instant | undefined;
  readonly finishedAt: Instant | undefined;
  /** Paths, addresses without their query, and file ids of what it made. */
  readonly outputs: readonly string[];
  /** JSON pointer (RFC 6901) to the structure in the detail, "" for the whole. */
  readonly pointer: string;
}

/** What a task works on. */
export interface Subject {
  /** A file's or stream's last path segment, an image, a prompt; `undefined` where only ids are known. */
  readonly name: string | undefined;
  /** The whole path or address, without user, query and fragment. */
  readonly source: string | undefined;
  /** A VOD file id: it has a name in the media library. */
  readonly fileId: string | undefined;
}

/** What a detail says, whatever service it is of. */
export interface Explanation {
  /** `undefined` while the task has not ended. */
  readonly conclusion: Conclusion | undefined;
  /** As the service spells it. */
  readonly status: string | undefined;
  /** In the order of the detail, at most {@link maxParts}; failed ones are kept before others. */
  readonly parts: readonly Part[];
  /** How many there were of each, listed or not. */
  readonly counts: Readonly<Record<PartState, number>>;
  readonly subject: Subject;
  /** 0 to 100, of a task that runs. */
  readonly progress: number | undefined;
  readonly createdAt: Instant | undefined;
  readonly startedAt: Instant | undefined;
  readonly finishedAt: Instant | undefined;
  readonly sessionId: string | undefined;
  readonly sessionContext: string | undefined;
}

export const maxParts = 200;
