import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../../../src/core/model/explanation.ts';
import { explain } from '../../../../../src/core/providers/explain/explain.ts';
import { sdkModels } from '../../../sdkModels.ts';
import { detailsOf, failingWords, type GeneratedDetail, isCode, type Speaker } from './modelDetails.ts';

const responses = [
  ['mps', 'DescribeTaskDetailResponse', 58],
  ['mps', 'DescribeImageTaskDetailResponse', 2],
  ['mps', 'DescribeBatchTaskDetailResponse', 1],
  ['vod', 'DescribeTaskDetailResponse', 60],
] as const;

/** A way for a structure to fail, by what its documentation says. */
interface Way {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly code: string | undefined;
}

const message = 'the frame cannot be decoded';

function waysOf({ fields }: Speaker): readonly Way[] {
  const words = fields.flatMap((field) => failingWords(field).map((word) => [field.name, word] as const));
  const codes = fields
    .filter(isCode)
    .map(({ name, type }) => [name, type === 'number' ? 60_000 : 'SourceFileError'] as const);
  const ended = fields.some(({ name, doc }) => name === 'Status' && doc.includes('FINISH'))
    ? { Status: 'FINISH' }
    : {};
  const status = words.find(([name]) => name === 'Status');
  const byWords = words.map(([name, word]) => ({
    fields: { [name]: word },
    code: name === 'Status' ? undefined : word,
  }));
  const byCodes = codes.flatMap(([name, value]): readonly Way[] =>
    status === undefined
      ? [{ fields: { [name]: value, ...ended }, code: String(value) }]
      : [
          { fields: { [name]: value, Status: status[1] }, code: String(value) },
          { fields: { [name]: value, Status: undefined }, code: String(value) },
        ],
  );
  return [...byWords, ...byCodes];
}

function failing({ value, fields }: Speaker, way: Way, look: () => void): void {
  const before = { ...value };
  const said = fields.some(({ name }) => name === 'Message') ? { Message: message } : {};
  Object.assign(value, way.fields, said);
  try {
    look();
  } finally {
    Object.assign(value, before);
  }
}

function failedParts(explanation: Explanation) {
  return explanation.parts.filter(({ state }) => state === 'failed');
}

function lastField(pointer: string): string | undefined {
  return pointer.split('/').findLast((key) => !/^\d*$/.test(key));
}

function templateIn(value: Readonly<Record<string, unknown>>): unknown {
  const input = value.Input as Readonly<Record<string, unknown>> | null | undefined;
  return typeof input === 'object' ? (input?.Definition ?? value.Definition) : value.Definition;
}

describe.each(responses)('%s, every structure of %s', (product, response, least) => {
  const models = sdkModels(product);
  const succeeded = detailsOf(models, response, 'success');
  const running = detailsOf(models, response, 'running');

  it('has as many structures that bear an outcome as when this was written', () => {
    const types = new Set(succeeded.flatMap(({ speakers }) => speakers.map(({ type }) => type)));
    expect(types.size).toBeGreaterThanOrEqual(least);
  });

  it('is a success when all of it is', () => {
    const outcomes = succeeded.map(({ root, detail }) => [
      root,
      explain(detail).conclusion,
      explain(detail).counts.failed,
    ]);
    expect(outcomes).toEqual(succeeded.map(({ root }) => [root, 'success', 0]));
  });

  it('has no outcome, and no failure, while all of it runs', () => {
    const outcomes = running.map(({ root, detail }) => [
      root,
      explain(detail).conclusion,
      explain(detail).counts.failed,
    ]);
    expect(outcomes).toEqual(running.map(({ root }) => [root, undefined, 0]));
  });

  const everyWay = (
    details: readonly GeneratedDetail[],
    judge: (explanation: Explanation, speaker: Speaker, way: Way) => unknown,
  ) => {
    const wrong: unknown[] = [];
    let tried = 0;
    for (const { detail, speakers } of details) {
      for (const speaker of speakers) {
        for (const way of waysOf(speaker)) {
          failing(speaker, way, () => {
            tried++;
            const complaint = judge(explain(detail), speaker, way);
            if (complaint !== undefined) {
              wrong.push({ pointer: speaker.pointer, way: way.fields, complaint });
            }
          });
        }
      }
    }
    expect(tried).toBeGreaterThan(least);
    expect(wrong).toEqual([]);
  };

  it('is a failure when exactly one of it fails, by whichever of its fields, and says which, and why', () => {
    everyWay(succeeded, (explanation, speaker, way) => {
      const { conclusion, counts } = explanation;
      const [part, ...others] = failedParts(explanation);
      const template = templateIn(speaker.value);
      const hasMessage = speaker.fields.some(({ name }) => name === 'Message');
      const expected = {
        conclusion: counts.succeeded > 0 ? 'partial' : 'failure',
        pointer: speaker.pointer,
        code: way.code,
        message: hasMessage ? message : undefined,
        template: template === undefined ? undefined : String(template),
        others: 0,
      };
      const found = {
        conclusion,
        pointer: part?.pointer,
        code: part?.code,
        message: part?.message,
        template: part?.template,
        others: others.length,
      };
      return JSON.stringify(found) === JSON.stringify(expected) ? undefined : { found, expected };
    });
  });

  it('names the part by the field that holds it, or by the type it has in a list of subtasks', () => {
    everyWay(succeeded, (explanation, { pointer, value, fields }) => {
      const [part] = failedParts(explanation);
      const typed = fields.some(({ name }) => name === 'TaskType');
      const expected = typed ? value.TaskType : lastField(pointer);
      return part?.name === expected ? undefined : { found: part?.name, expected };
    });
  });

  it('shows a part that has failed while the others still run', () => {
    everyWay(running, (explanation, { pointer }) => {
      if (pointer === '') {
        return undefined;
      }
      const found = failedParts(explanation).map((part) => part.pointer);
      return explanation.conclusion === undefined && found.length === 1 && found[0] === pointer
        ? undefined
        : found;
    });
  });

  it('is how far its parts are, where they tell', () => {
    for (const { detail, speakers } of running) {
      const telling = speakers.some(({ value }) => value.Progress === 45);
      expect(explain(detail).progress).toBe(telling ? 45 : undefined);
    }
  });

  it('is cancelled when the task was aborted, whatever its parts say', () => {
    for (const { detail } of succeeded) {
      expect(explain({ ...detail, Status: 'ABORTED' }).conclusion).toBe('cancelled');
    }
  });
});
