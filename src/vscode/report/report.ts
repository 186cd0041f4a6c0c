import type { Conclusion, Explanation, Part, PartState } from '../../core/model/explanation.ts';
import { type Phrase, phrase, type Translate } from '../../core/model/phrase.ts';
import type { Instant } from '../../core/model/task.ts';
import type { MediaFacts } from '../../core/providers/explain/mediaFacts.ts';
import { typeInWords } from '../text/words.ts';

/** What a report is made from. */
export interface ReportSource {
  readonly taskId: string;
  /** As the service spells it; "" where it is not known. */
  readonly type: string;
  readonly account: string;
  /** `MPS`, and what tells it from its like: site, region, application. */
  readonly service: string;
  readonly place: string;
  readonly explanation: Explanation;
  readonly media: MediaFacts | undefined;
  readonly requestId: string | undefined;
}

/** How texts of ours, times and failures are put into the reader's language. */
export interface Wording {
  readonly t: Translate;
  readonly duration: (ms: number) => string;
  readonly moment: (instant: Instant) => string;
  readonly count: (value: number) => string;
  /** "Transcode, template 100040" */
  readonly partTitle: (part: Pick<Part, 'name' | 'kind' | 'template'>) => string;
  /** Why a part failed, in a few words. */
  readonly reason: (part: Part) => string;
  /** The same with all else that is known: code, whose fault, the vendor's words, the next step. */
  readonly failure: (part: Part) => string;
}

export type Outcome = Conclusion | 'running' | 'waiting';

export interface ReportPart {
  readonly state: PartState;
  readonly name: string;
  readonly template: string;
  readonly progress: string;
  readonly took: string;
  /** Of a failed part: reason, code, and whose fault it is. */
  readonly failure: string | undefined;
  readonly outputs: readonly string[];
}

/** One line under a heading; the whole text can be copied. */
export interface Fact {
  readonly name: string;
  readonly text: string;
}

/** The course of a task on a bar. Milliseconds. */
export interface Course {
  readonly waited: number;
  readonly ran: number;
  readonly from: string;
  /** "" while it runs. */
  readonly to: string;
  readonly text: string;
}

/** A task in words, for the page and for the clipboard. */
export interface Report {
  readonly outcome: Outcome;
  /** What it works on, else its type. */
  readonly title: string;
  readonly verdict: string;
  /** Type, account, service, place. */
  readonly about: string;
  readonly taskId: string;
  /** Why it failed: the first failed part. */
  readonly reason: { readonly title: string; readonly detail: string } | undefined;
  readonly course: Course | undefined;
  readonly parts: readonly ReportPart[];
  /** How many parts there are beyond those listed. */
  readonly morePart: number;
  readonly source: readonly Fact[];
  readonly ids: readonly Fact[];
}

const verdicts: Readonly<Record<Outcome, Phrase>> = {
  success: phrase('Succeeded'),
  partial: phrase('Partly failed'),
  failure: phrase('Failed'),
  cancelled: phrase('Cancelled'),
  unknown: phrase('Outcome unknown'),
  running: phrase('Running'),
  waiting: phrase('Waiting'),
};

/** @param now for what is not over yet */
export function reportOf(source: ReportSource, wording: Wording, now: Instant): Report {
  const { explanation, service, place } = source;
  const { counts, parts, subject } = explanation;
  const type = typeInWords(source.type) || wording.t(phrase('Task'));
  const failed = parts.find(({ state }) => state === 'failed');
  const total = counts.failed + counts.running + counts.succeeded;
  return {
    outcome: outcomeOf(explanation),
    title: subject.name ?? subject.fileId ?? type,
    verdict: verdictText(explanation, total, wording),
    about: [type, source.account, `${service} ${place}`.trim()].join(' · '),
    taskId: source.taskId,
    reason: failed && reasonOf(failed, wording),
    course: courseOf(explanation, wording, now),
    parts: parts.map((part) => partOf(part, wording, now)),
    morePart: Math.max(0, total - parts.length),
    source: sourceFacts(source, wording),
    ids: idFacts(source, wording),
  };
}

export function outcomeOf({ conclusion, startedAt, counts, progress }: Explanation): Outcome {
  if (conclusion !== undefined) {
    return conclusion;
  }
  return startedAt === undefined && counts.running === 0 && progress === undefined ? 'waiting' : 'running';
}

function verdictText(explanation: Explanation, total: number, { t }: Wording): string {
  const { counts, progress } = explanation;
  const outcome = outcomeOf(explanation);
  if (counts.failed > 0 && total > 1) {
    return t(phrase('{0} of {1} parts failed'), counts.failed, total);
  }
  return outcome === 'running' && progress !== undefined
    ? `${t(verdicts.running)} · ${progress} %`
    : t(verdicts[outcome]);
}

function reasonOf(part: Part, wording: Wording): Report['reason'] {
  const reason = wording.reason(part);
  const more = wording.failure(part).slice(reason.length).replace(/^ · /, '');
  return { title: `${wording.partTitle(part)}: ${reason}`, detail: more };
}

function partOf(part: Part, wording: Wording, now: Instant): ReportPart {
  const end = part.finishedAt ?? (part.state === 'running' ? now : undefined);
  const ms = part.startedAt === undefined || end === undefined ? undefined : end - part.startedAt;
  return {
    state: part.state,
    name: wording.partTitle({ ...part, template: undefined }),
    template: part.template ?? '',
    progress: part.state === 'succeeded' ? '100 %' : part.progress === undefined ? '' : `${part.progress} %`,
    took: ms === undefined || ms < 0 ? '' : wording.duration(ms),
    failure: part.state === 'failed' ? wording.failure(part) : undefined,
    outputs: part.outputs,
  };
}

function courseOf(
  { createdAt, startedAt, finishedAt }: Explanation,
  wording: Wording,
  now: Instant,
): Course | undefined {
  const { t, duration, moment } = wording;
  if (createdAt === undefined) {
    return undefined;
  }
  const end = finishedAt ?? now;
  const waited = Math.max(0, (startedAt ?? end) - createdAt);
  const ran = startedAt === undefined ? 0 : Math.max(0, end - startedAt);
  const running = startedAt !== undefined && finishedAt === undefined;
  const words = [
    t(phrase('waited {0}'), duration(waited)),
    ...(startedAt === undefined
      ? []
      : [running ? t(phrase('running for {0}'), duration(ran)) : t(phrase('ran {0}'), duration(ran))]),
  ];
  return {
    waited,
    ran,
    from: moment(createdAt),
    to: finishedAt === undefined ? '' : moment(finishedAt),
    text: words.join(' · '),
  };
}

function sourceFacts({ explanation, media }: ReportSource, wording: Wording): readonly Fact[] {
  const { t } = wording;
  const { fileId, source } = explanation.subject;
  return [
    fact(t(phrase('File')), source),
    fact('FileId', fileId),
    fact(t(phrase('Media')), media && mediaText(media, wording)),
  ].flat();
}

function idFacts({ taskId, explanation, requestId }: ReportSource, { t }: Wording): readonly Fact[] {
  return [
    fact(t(phrase('Task ID')), taskId),
    fact(t(phrase('Session')), explanation.sessionId),
    fact(t(phrase('Session context')), explanation.sessionContext),
    fact('RequestId', requestId),
  ].flat();
}

function fact(name: string, text: string | undefined): readonly Fact[] {
  return text === undefined || text === '' ? [] : [{ name, text }];
}

function mediaText(media: MediaFacts, { count, duration }: Wording): string {
  const { bytes, seconds, bitrate, video, videoCodec, framesPerSecond, audioCodec, samplingRate } = media;
  const frames = framesPerSecond === undefined ? '' : `${count(Math.round(framesPerSecond))} fps`;
  const groups = [
    bytes === undefined ? '' : `${count(Math.max(0.1, Math.round(bytes / 100_000) / 10))} MB`,
    seconds === undefined ? '' : duration(Math.round(seconds * 1000)),
    [video === undefined ? '' : `${video.width}×${video.height}`, videoCodec ?? '', frames],
    bitrate === undefined ? '' : `${count(Math.round(bitrate / 1000))} kbit/s`,
    [audioCodec ?? '', samplingRate === undefined ? '' : `${count(samplingRate / 1000)} kHz`],
  ];
  return groups
    .map((group) =>
      [group]
        .flat()
        .filter((text) => text !== '')
        .join(' '),
    )
    .filter((text) => text !== '')
    .join(' · ');
}
