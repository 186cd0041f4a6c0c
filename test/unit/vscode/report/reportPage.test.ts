import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../../src/core/model/explanation.ts';
import { inEnglish } from '../../../../src/core/model/phrase.ts';
import { explain } from '../../../../src/core/providers/explain/explain.ts';
import { mediaFactsIn } from '../../../../src/core/providers/explain/mediaFacts.ts';
import { type Report, reportOf, type Wording } from '../../../../src/vscode/report/report.ts';
import { reportPage } from '../../../../src/vscode/report/reportPage.ts';
import { reportText } from '../../../../src/vscode/report/reportText.ts';

const now = Date.parse('2026-01-02T10:10:00Z');
const wording: Wording = {
  t: inEnglish,
  duration: (ms) => `${ms / 1000} s`,
  moment: (instant) => new Date(instant).toISOString(),
  count: String,
  partTitle: ({ kind, template }) => `${kind}${template === undefined ? '' : `, template ${template}`}`,
  reason: ({ message, code }) => message ?? code ?? '',
  failure: ({ message, code, numericCode }) =>
    `${message} · ${code} (${numericCode}) · caused by the request`,
};
const options = { t: inEnglish, nonce: 'n0nce', language: 'en', hasConsole: true, alike: 6 };

/** A workflow with a part that failed, as MPS prints it. */
function workflow(text = 'bitrate is out of range', file = 'input/lecture 04943.mp4') {
  return {
    TaskType: 'WorkflowTask',
    Status: 'FINISH',
    CreateTime: '2026-01-02T10:00:00Z',
    BeginProcessTime: '2026-01-02T10:00:30Z',
    FinishTime: '2026-01-02T10:05:00Z',
    SessionId: 'upload-0071',
    WorkflowTask: {
      Status: 'FINISH',
      ErrCode: 0,
      Message: '',
      InputInfo: { Type: 'COS', CosInputInfo: { Bucket: 'media-1', Region: 'ap-guangzhou', Object: file } },
      MetaData: {
        Size: 534_000_000,
        Duration: 1909,
        Bitrate: 2_100_000,
        Width: 1280,
        Height: 720,
        VideoStreamSet: [{ Codec: 'h264', Fps: 30 }],
        AudioStreamSet: [{ Codec: 'aac', SamplingRate: 48_000 }],
      },
      MediaProcessResultSet: [
        {
          Type: 'Transcode',
          TranscodeTask: {
            Status: 'FAIL',
            ErrCodeExt: 'InvalidParameterValue.BitRate',
            ErrCode: 40_000,
            Message: text,
            Input: { Definition: 100_040 },
          },
        },
        {
          Type: 'SnapshotByTimeOffset',
          SnapshotByTimeOffsetTask: {
            Status: 'SUCCESS',
            ErrCode: 0,
            Message: 'SUCCESS',
            Input: { Definition: 10 },
            Output: { Path: '/out/1.jpg', OutputStorage: { CosOutputStorage: { Bucket: 'media-1' } } },
          },
        },
      ],
    },
  };
}

function report(detail: unknown = workflow(), explanation: Explanation = explain(detail)): Report {
  const source = {
    taskId: '2459-WorkflowTask-347a',
    type: 'WorkflowTask',
    account: 'Production',
    service: 'MPS',
    place: 'International',
    explanation,
    media: mediaFactsIn(detail),
    requestId: 'req-1',
  };
  return reportOf(source, wording, now);
}

/** Names of the elements in their order, with those of their attributes. */
function elements(page: string): readonly string[] {
  return [...page.matchAll(/<\/?[a-z!][^>]*>/gi)].map(([tag]) => tag.replace(/="[^"]*"/g, ''));
}

describe('a report', () => {
  it('says first what failed and why', () => {
    expect(report()).toMatchObject({
      outcome: 'partial',
      title: 'lecture 04943.mp4',
      verdict: '1 of 2 parts failed',
      about: 'Workflow · Production · MPS International',
      reason: {
        title: 'Transcode, template 100040: bitrate is out of range',
        detail: 'InvalidParameterValue.BitRate (40000) · caused by the request',
      },
      course: { waited: 30_000, ran: 270_000, text: 'waited 30 s · ran 270 s' },
    });
  });

  it('knows the media it was about', () => {
    expect(report().source).toContainEqual({
      name: 'Media',
      text: '534 MB · 1909 s · 1280×720 h264 30 fps · 2100 kbit/s · aac 48 kHz',
    });
  });

  it('of a task that waits has no reason and no end', () => {
    const waiting = report({
      TaskType: 'WorkflowTask',
      Status: 'WAITING',
      CreateTime: '2026-01-02T10:00:00Z',
    });
    expect(waiting).toMatchObject({ outcome: 'waiting', reason: undefined, course: { to: '', ran: 0 } });
  });

  it('for the clipboard is a few lines with all that support asks for', () => {
    expect(reportText(report(), inEnglish).split('\n')).toEqual([
      'lecture 04943.mp4: 1 of 2 parts failed',
      'Workflow · Production · MPS International',
      'Transcode, template 100040: bitrate is out of range',
      'InvalidParameterValue.BitRate (40000) · caused by the request',
      '2026-01-02T10:00:00.000Z – 2026-01-02T10:05:00.000Z (waited 30 s · ran 270 s)',
      'File: input/lecture 04943.mp4',
      'Media: 534 MB · 1909 s · 1280×720 h264 30 fps · 2100 kbit/s · aac 48 kHz',
      'Task ID: 2459-WorkflowTask-347a',
      'Session: upload-0071',
      'RequestId: req-1',
      '',
    ]);
  });
});

it('for the clipboard has no signed address, wherever one stands', () => {
  const address = 'https://b.cos.example.com/a.mp4?q-sign-algorithm=sha1&q-signature=0123456789abcdef';
  const text = reportText(report(workflow(`cannot read ${address}`, address)), inEnglish);
  expect(text).toContain('https://b.cos.example.com/a.mp4');
  expect(text).not.toContain('0123456789abcdef');
});

describe('the page', () => {
  it('lets nothing run or load but its own styles and script', () => {
    const { html } = reportPage(report(), options);
    expect(html).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;nonce-n0nce&#39;; script-src &#39;nonce-n0nce&#39;"`,
    );
    expect(html).not.toMatch(/ style=| on[a-z]+=|src=|href=/);
  });

  it('has the same elements whatever a cloud says', () => {
    const expected = elements(reportPage(report(), options).html);
    const hostile = fc.string({
      unit: fc.constantFrom(...'<>"\'&=/`${', ...'}()[]! \nascriptonerrorimg'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(hostile, hostile, (message, name) => {
        const detail = workflow(`x${message}x`, `a/x${name.replaceAll('/', '')}x`);
        expect(elements(reportPage(report(detail), options).html)).toEqual(expected);
      }),
    );
  });

  it('names what can be copied only by number', () => {
    const { html, copies } = reportPage(report(), options);
    expect(copies).toContain('2459-WorkflowTask-347a');
    expect(copies).toContain('cos://media-1/out/1.jpg');
    const numbers = [...html.matchAll(/data-copy="(\d+)"/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(copies.map((_text, index) => index));
  });

  it('stays short for a detail with thousands of parts', () => {
    const detail = workflow();
    const [part] = detail.WorkflowTask.MediaProcessResultSet;
    const many = {
      ...detail,
      WorkflowTask: { ...detail.WorkflowTask, MediaProcessResultSet: Array(5000).fill(part) },
    };
    expect(report(many)).toMatchObject({ morePart: 4800 });
    expect(reportPage(report(many), options).html.length).toBeLessThan(200_000);
  });
});
