import { describe, expect, it } from 'vitest';
import { comparableJson } from '../../../../src/core/http/comparableJson.ts';

const detail = (id: string, at: string, sign: string, bitrate: number) =>
  JSON.stringify({
    RequestId: `11111111-2222-3333-4444-${sign.padStart(12, '0')}`,
    TaskId: id,
    CreateTime: at,
    FinishTime: Date.parse(at) / 1000,
    Input: { Url: `https://media.example.com/in.mp4?sign=${sign}&t=1`, FileId: sign, S3SecretKey: sign },
    Note: `task ${id} at ${at.replace('T', ' ')}`,
    Output: { Bitrate: bitrate, Definition: 100040 },
  });

describe('details that are compared', () => {
  it('read alike where only ids, times and signatures differ', () => {
    const one = comparableJson(
      detail('123-Workflow-aa', '2026-11-25T10:00:00Z', '17', 800),
      '123-Workflow-aa',
    );
    const other = comparableJson(
      detail('123-Workflow-bb', '2026-11-24T09:30:12Z', '42', 800),
      '123-Workflow-bb',
    );
    expect(one).toBe(other);
    expect(one).toContain('"Definition": 100040');
    expect(one).toContain('https://media.example.com/in.mp4?<signed>"');
  });

  it('differ where the tasks do, line by line', () => {
    const lines = (bitrate: number) =>
      comparableJson(
        detail('123-Workflow-aa', '2026-11-25T10:00:00Z', '17', bitrate),
        '123-Workflow-aa',
      ).split('\n');
    const [one, other] = [lines(800), lines(64)];
    expect(one.filter((line, index) => line !== other[index])).toEqual([expect.stringContaining('800')]);
  });

  it('keep numbers and texts that are none of those', () => {
    const text =
      '{"Duration":1234567890,"Seed":12345678901234567890,"Size":25.0,"Day":"2026-11-25","Time":12.5}';
    const shown = comparableJson(text, 'none');
    for (const kept of ['1234567890,', '12345678901234567890', '25.0', '"2026-11-25"', '12.5']) {
      expect(shown).toContain(kept);
    }
  });
});
