import { describe, expect, it, vi } from 'vitest';
import bundle from '../../../../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import { explain } from '../../../../src/core/providers/explain/explain.ts';
import { ffprobeCommand } from '../../../../src/core/providers/explain/ffprobe.ts';
import {
  failureLine,
  outcomeText,
  partRow,
  partTitle,
  reasonText,
} from '../../../../src/vscode/text/partText.ts';

let language: 'en' | 'zh' = 'en';
vi.mock('vscode', () => ({
  l10n: {
    t: (english: string, ...values: unknown[]) => {
      const text = language === 'en' ? english : ((bundle as Record<string, string>)[english] ?? english);
      return text.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)]));
    },
  },
}));

function inChinese<T>(read: () => T): T {
  language = 'zh';
  try {
    return read();
  } finally {
    language = 'en';
  }
}

function failedBy(ErrCodeExt: string, Message: string, more: object = {}) {
  const part = { Status: 'FAIL', ErrCodeExt, ErrCode: 0, Message, ...more };
  const [found] = explain({
    Status: 'FINISH',
    WorkflowTask: { Status: 'FINISH', ErrCode: 0, TranscodeTask: part },
  }).parts;
  if (found === undefined) {
    throw new Error('no part has failed');
  }
  return found;
}

/** What the two vendors publish, MPS's misprint included. */
const published = [
  'InvalidInput',
  'InvalidInput.InvalidTimeOffset',
  'InvalidInput.DefinitionNotExist',
  'InvalidInput.ConfigurationUnsupported',
  'InvalidInput.TaskDuplicated',
  'InvalidInput.PermissionDenied',
  'InvalidInput.ResultFileSizeTooLarge',
  'SourceFileError',
  'SourceFileError.NoVideoMedia',
  'SourceFileError.NoVideoResolution',
  'SourceFileError.NoVideoResolutio',
  'SourceFileError.ContentMalformed',
  'SourceFileError.ContentUnsupported',
  'SourceFileError.DownloadNotAccessible',
  'InternalError',
];

describe('a published code', () => {
  it.each(published)(
    "%s has a reason, a fault, the vendor's words and a next step, in both languages",
    (code) => {
      const part = failedBy(code, 'as the vendor says');
      const english = [reasonText(part), failureLine(part)];
      const chinese = inChinese(() => [reasonText(part), failureLine(part)]);
      const fault = /^I\w+Input/.test(code) ? 'request' : code.startsWith('Source') ? 'file' : 'provider';
      expect(english[1]).toMatch(
        new RegExp(
          `^${english[0]} · caused by the ${fault} · ${code.replaceAll('.', '\\.')} · as the vendor says · .+\\.$`,
        ),
      );
      expect(chinese[0]).toMatch(/^[\u4e00-\u9fff]+$/);
      expect(chinese[1]?.split(' · ').at(-1)).toMatch(/。$/);
    },
  );

  it('has a reason of its own', () => {
    const reasons = new Set(published.map((code) => reasonText(failedBy(code, ''))));
    expect(reasons.size).toBe(14);
  });
});

describe('any other code', () => {
  it('says the words of the vendor, and what to do where its beginning tells', () => {
    const part = failedBy('SourceFileError.NoAudio', 'there is *no* audio');
    expect(reasonText(part)).toBe('there is *no* audio');
    expect(failureLine(part)).toMatch(
      /caused by the file · SourceFileError\.NoAudio · Check the source file/,
    );
  });

  it('says what its beginning means where the vendor says nothing', () => {
    expect(reasonText(failedBy('SourceFileError.NoAudio', 'SUCCESS'))).toBe('source file error');
  });

  it('says itself where it is all there is', () => {
    expect(reasonText(failedBy('FooBar', ''))).toBe('FooBar');
    expect(failureLine(failedBy('FooBar', ''))).toBe('FooBar');
    expect(reasonText(failedBy('', ''))).toBe('failed');
  });

  it.each(['constructor', '__proto__', 'toString', 'SourceFileErrors'])('%s is no known one', (code) => {
    expect(reasonText(failedBy(code, 'words'))).toBe('words');
  });

  it('stands with its number', () => {
    expect(failureLine(failedBy('Foo', 'bar', { ErrCode: 40_000 }))).toBe('bar · Foo (40000)');
  });
});

describe('a part', () => {
  it.each([
    [{ name: 'TranscodeTask', kind: 'Transcode', template: '100040' }, 'Transcode, template 100040'],
    [{ name: 'QualityControlTask', kind: 'AiQualityControl', template: undefined }, 'AI quality control'],
    [{ name: 'FaceTask', kind: 'FaceRecognition', template: undefined }, 'Face'],
    [{ name: 'AiAnalysis.DeLogo', kind: undefined, template: '24' }, 'AI analysis logo removal, template 24'],
    [{ name: '', kind: undefined, template: undefined }, 'Task'],
  ])('%j is titled %s', (part, title) => {
    expect(partTitle(part)).toBe(title);
  });
});

it('the row of a part says what and why first', () => {
  const part = failedBy('SourceFileError.NoVideoMedia', 'no stream', {
    Input: { Definition: 10 },
    ErrCode: 60_000,
  });
  expect(partRow(part)).toEqual({
    label: 'Transcode: no video track',
    description:
      'template 10 · caused by the file · SourceFileError.NoVideoMedia (60000) · no stream · ' +
      'Use a file with a video track, or an audio-only template.',
  });
});

describe('an outcome', () => {
  const task = (Status: string, ...parts: readonly object[]) =>
    explain({ Status, WorkflowTask: { Status, ErrCode: 0, Parts: parts } });
  const good = { Status: 'SUCCESS' };
  const bad = { Status: 'FAIL' };
  it.each([
    [task('FINISH', good), 'Succeeded'],
    [task('FINISH', bad), 'Failed'],
    [task('FINISH', good, bad, good), '1 of 3 parts failed'],
    [task('PROCESSING', bad, { Status: 'PROCESSING' }), '1 of 2 parts failed'],
    [task('PROCESSING', { Status: 'PROCESSING' }), undefined],
    [explain({ Status: 'ABORTED' }), 'Cancelled'],
    [explain({ Status: 'FINISH' }), 'Outcome unknown'],
  ])('%#', (explanation, text) => {
    expect(outcomeText(explanation)).toBe(text);
  });
});

describe('the command that looks into a file', () => {
  it.each(['/input/lecture 01.mp4', 'https://example.com/片/a.mp4', './a.mov'])('takes %s', (source) => {
    expect(ffprobeCommand(source)).toBe(
      `ffprobe -hide_banner -show_error -show_format -show_streams "${source}"`,
    );
  });

  it.each([
    '$(reboot).mp4',
    '`id`',
    'a"; rm -rf ~ #',
    '-f lavfi',
    'a\nb',
    '%PATH',
    'a!b',
    'a\\b',
    "a'b",
    undefined,
    '',
  ])('takes nothing that a shell could run: %j', (source) => {
    expect(ffprobeCommand(source)).toContain('"INPUT_FILE"');
  });
});
