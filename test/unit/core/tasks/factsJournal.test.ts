import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FactsJournal } from '../../../../src/core/tasks/factsJournal.ts';
import type { TaskFacts } from '../../../../src/core/tasks/taskFacts.ts';
import { FakeClock } from '../../fakeClock.ts';

const day = 24 * 3_600_000;
let folder: string;
let clock: FakeClock;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'facts-')), 'inner');
  clock = new FakeClock();
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const ended: TaskFacts = {
  name: 'lecture.mp4',
  source: '/in/lecture.mp4',
  conclusion: 'partial',
  counts: { succeeded: 1, failed: 1, running: 0 },
  failures: [
    {
      name: 'TranscodeTask',
      kind: 'Transcode',
      template: '10',
      code: 'SourceFileError',
      numericCode: '60000',
      message: 'broken',
      fault: 'file',
      pointer: '/WorkflowTask',
    },
  ],
  progress: undefined,
  readAt: 7,
};
const entry = (taskId: string, facts: TaskFacts = ended) => ({ account: 'a', service: 'mps', taskId, facts });

const written = () =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');

describe('what is known of ended tasks', () => {
  it('is there again after a reload, as it was', async () => {
    const journal = new FactsJournal(folder, clock);
    journal.keep(entry('t1'));
    journal.keep({ ...entry('t2'), service: 'vod' });
    journal.keep({ ...entry('t3'), account: 'b' });
    await journal.flush();
    expect(await new FactsJournal(folder, clock).of('a', 'mps')).toEqual([entry('t1')]);
  });

  it('is written a moment later, and at the latest when the extension ends', async () => {
    const journal = new FactsJournal(folder, clock);
    journal.keep(entry('t1'));
    await clock.advance(5_000);
    await journal.flush();
    expect(written()).toContain('"t1"');
    journal.keep(entry('t2'));
    journal.dispose();
    expect(written()).toContain('"t2"');
    expect(clock.timers).toBe(0);
  });

  it('is kept of no task that still runs', async () => {
    const journal = new FactsJournal(folder, clock);
    journal.keep(entry('t1', { ...ended, conclusion: undefined }));
    await journal.flush();
    expect(await journal.of('a', 'mps')).toEqual([]);
    expect(clock.timers).toBe(0);
  });

  it('is for this user alone, and holds no query of an address', async () => {
    const journal = new FactsJournal(folder, clock);
    const [part] = ended.failures;
    const message = 'GET https://h/a.mp4?sign=hunter2 failed, cos://b/c#hunter2, "s3://x?y=hunter2"';
    journal.keep(entry('t1', { ...ended, failures: part === undefined ? [] : [{ ...part, message }] }));
    await journal.flush();
    expect(written()).toContain('https://h/a.mp4 failed');
    expect(written()).not.toContain('hunter2');
    expect(statSync(join(folder, readdirSync(folder)[0] ?? '')).mode & 0o077).toBe(0);
  });

  it('is kept for as long as services list tasks, one file a day', async () => {
    const journal = new FactsJournal(folder, clock);
    for (let index = 0; index < 10; index++) {
      journal.keep(entry(`t${index}`));
      await journal.flush();
      clock.pass(day);
    }
    expect(readdirSync(folder)).toHaveLength(10);
    const kept = await new FactsJournal(folder, clock).of('a', 'mps');
    expect(kept.map(({ taskId }) => taskId)).toEqual(['t2', 't3', 't4', 't5', 't6', 't7', 't8', 't9']);
    expect(readdirSync(folder)).toHaveLength(8);
  });

  it('is bounded in size', async () => {
    const journal = new FactsJournal(folder, clock);
    journal.keep(entry('t1'));
    await journal.flush();
    const file = join(folder, readdirSync(folder)[0] ?? '');
    writeFileSync(file, 'x'.repeat(4_000_001));
    journal.keep(entry('t2'));
    await journal.flush();
    journal.keep(entry('t3'));
    await journal.flush();
    expect(statSync(file).size).toBe(4_000_001);
  });

  it('goes on where a line is broken, foreign, or too much', async () => {
    const journal = new FactsJournal(folder, clock);
    journal.keep(entry('t1'));
    await journal.flush();
    const file = join(folder, readdirSync(folder)[0] ?? '');
    const [line = ''] = readFileSync(file, 'utf8').split('\n');
    const changed = (change: object) => JSON.stringify({ ...JSON.parse(line), taskId: 'bad', ...change });
    const lines = [
      line.slice(0, 40),
      '[]',
      'null',
      changed({ conclusion: 'wonderful' }),
      changed({ taskId: 'x'.repeat(2_000) }),
      changed({ failures: Array.from({ length: 99 }, () => ({ name: 'x', pointer: '' })) }),
      changed({ counts: { failed: -1 } }),
      changed({ taskId: 't2', extra: 1 }),
    ];
    writeFileSync(file, `${line}\n${lines.join('\n')}\n`);
    const kept = await new FactsJournal(folder, clock).of('a', 'mps');
    expect(kept.map(({ taskId }) => taskId)).toEqual(['t1', 't2']);
  });

  it('is nothing where the folder is no folder', async () => {
    writeFileSync(folder, '');
    const journal = new FactsJournal(folder, clock);
    journal.keep(entry('t1'));
    await journal.flush();
    journal.keep(entry('t2'));
    journal.dispose();
    expect(await journal.of('a', 'mps')).toEqual([]);
  });
});
