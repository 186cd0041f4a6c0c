import { describe, expect, it, vi } from 'vitest';
import type { Task } from '../../../../src/core/model/task.ts';
import { explain } from '../../../../src/core/providers/explain/explain.ts';
import { vodStatuses } from '../../../../src/core/providers/tencent/statuses.ts';
import { factsOf, type TaskFacts } from '../../../../src/core/tasks/taskFacts.ts';
import { DemoModel } from '../../../../src/demo/demoModel.ts';
import { mpsDetail } from '../../../../src/demo/mpsDetail.ts';
import { rowText } from '../../../../src/vscode/text/rowText.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (english: string, ...values: unknown[]) =>
      english.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
  },
  MarkdownString: class {},
}));

const minute = 60_000;
const now = Date.UTC(2026, 4, 19, 12);
const id = '2459183746-WorkflowTask-347a8b4cf0e1btt2';

function row(status: string, times: Partial<Task>, facts?: TaskFacts) {
  const kind = vodStatuses.find((each) => each.status === status && each.failed !== true);
  if (kind === undefined) {
    throw new Error(status);
  }
  const task: Task = {
    id,
    status,
    type: 'WorkflowTask',
    subtypes: ['action-trans'],
    createdAt: now - 30 * minute,
    startedAt: undefined,
    finishedAt: undefined,
    failed: undefined,
    ...times,
  };
  return rowText(task, kind, facts, now);
}

const ended = { startedAt: now - 10 * minute, finishedAt: now - 6 * minute + 21_000 };
const file = { InputInfo: { CosInputInfo: { Object: '/in/lecture-04943.mp4' } } };
const bad = { Status: 'FAIL', ErrCodeExt: 'SourceFileError.NoVideoMedia', Message: 'no stream' };
const good = { Status: 'SUCCESS' };
const facts = (Status: string, ...Parts: readonly object[]) =>
  factsOf(explain({ Status, WorkflowTask: { Status, ErrCode: 0, ...file, Parts } }), now);

describe('the row of a task', () => {
  it('has the type and the end of the id until its name is known', () => {
    expect(row('FINISH', ended)).toEqual({
      label: 'Workflow …e1btt2',
      description: `5 min ago · took 4 min 21 s · transcode · ${id}`,
      spoken: `Finished, Workflow: transcode, 5 min ago, took 4 min 21 s, ${id}`,
    });
  });

  it('is named by what it works on, with what matters first, and the id last', () => {
    expect(row('FINISH', ended, facts('FINISH', good))).toEqual({
      label: 'lecture-04943.mp4',
      description: `5 min ago · took 4 min 21 s · Workflow: transcode · ${id}`,
      spoken: `Finished, succeeded, lecture-04943.mp4, 5 min ago, took 4 min 21 s, Workflow: transcode, ${id}`,
    });
  });

  it('says why it failed, first', () => {
    const { description, spoken } = row('FINISH', ended, facts('FINISH', bad, good));
    expect(description).toMatch(/^no video track · 5 min ago · /);
    expect(spoken).toMatch(/^Finished, with failures, lecture-04943\.mp4, no video track, /);
    expect(spoken).toMatch(new RegExp(`${id}$`));
  });

  it('counts where several parts have failed', () => {
    expect(row('FINISH', ended, facts('FINISH', bad, bad, good)).description).toMatch(
      /^2 of 3 parts · no video track · /,
    );
  });

  it('says how far it is, and that a part has failed already', () => {
    const running = { Status: 'PROCESSING', Progress: 27 };
    const times = { startedAt: now - 4 * minute };
    expect(row('PROCESSING', times, facts('PROCESSING', running)).description).toMatch(
      /^27 % · running 4 min · /,
    );
    expect(row('PROCESSING', times, facts('PROCESSING', bad, running)).description).toMatch(
      /^no video track · 63 % · running 4 min · /,
    );
    expect(row('PROCESSING', {}).description).toMatch(/^running 30 min · /);
  });

  it('says for how long it waits', () => {
    expect(row('WAITING', {}).description).toMatch(/^waiting 30 min · /);
    expect(row('WAITING', { createdAt: undefined }).description).toBe(`transcode · ${id}`);
  });
});

describe('at 300 pixels', () => {
  /** As many signs as fit a row of a group there. */
  const visible = 34;
  const model = new DemoModel({ now: () => now, seed: 7, population: { mps: 4_000, vod: 0, ecs: 0 } });
  const tasks = [...model.mps.withStatus('FINISH').newestFirst()].slice(0, 50);
  const kind = vodStatuses.find(({ name }) => name === 'Finished');

  it.each([0, 1, 6, 50])(
    "nine in ten of the demo's finished rows differ when %i of 50 are named",
    (named) => {
      const texts = tasks.map((task, index) => {
        const facts = index < named ? factsOf(explain(mpsDetail(task, 7, now)), now) : undefined;
        const [createdAt, startedAt, finishedAt] = task.times;
        const listed = { createdAt, startedAt, finishedAt, failed: undefined, status: 'FINISH' };
        const { label, description } = rowText(
          { id: task.id, type: task.template.type, subtypes: task.template.subtypes, ...listed },
          kind as NonNullable<typeof kind>,
          facts,
          now,
        );
        return `${label} ${description}`.slice(0, visible);
      });
      expect(new Set(texts).size).toBeGreaterThanOrEqual(0.9 * texts.length);
    },
  );
});
