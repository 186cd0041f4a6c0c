import * as v from 'valibot';
import { CloudError } from '../../src/core/model/errors.ts';
import { phrase } from '../../src/core/model/phrase.ts';
import type { StatusKind, Task } from '../../src/core/model/task.ts';
import { explain } from '../../src/core/providers/explain/explain.ts';
import type { Provider } from '../../src/core/providers/provider.ts';
import { textIn, withField } from '../../src/core/providers/question.ts';
import type { Page, TaskService } from '../../src/core/providers/service.ts';
import { field } from '../../src/core/providers/settings/field.ts';

interface ToySettings {
  readonly shelf: string;
}

const shelf = field(
  v.pipe(v.string(), v.regex(/^[a-z]+$/)),
  phrase('The shelf whose toys are shown.'),
  phrase('write a shelf such as "top"'),
);

const statuses: readonly StatusKind[] = [
  { status: 'Playing', name: 'Processing', stage: 'running', severity: 'neutral' },
  { status: 'Done', name: 'Finished', stage: 'done', severity: 'good' },
];

/**
 * The worked example of CONTRIBUTING.md, "Add a service": a second service of Alibaba Cloud, in one file, with a field
 * of its own. The tests add it to the registry in one line.
 */
export const toys: Provider<ToySettings> = {
  kind: 'toys',
  title: 'TOYS',
  fullName: phrase('Toy Service'),
  clouds: ['alibaba'],
  settings: () => ({ shelf }),
  variedBy: 'shelf',
  questions: () => [
    {
      ask: 'text',
      prompt: phrase('Which shelf?'),
      placeholder: 'top',
      refusal: phrase('Enter a shelf such as top.'),
      read: (entries) => textIn(entries, 'shelf') ?? '',
      write: (entries, text) => (v.is(shelf, text) ? withField(entries, 'shelf', text) : undefined),
    },
  ],
  actions: ['toys:ListToys', 'toys:GetToy'],
  idPattern: /\btoy-\d+\b/,
  retentionDays: 1,
  explain,
  create: ({ config }): TaskService => {
    const all = Array.from(
      { length: 5 },
      (_, index): Task => ({
        id: `toy-${index}`,
        status: index === 0 ? 'Playing' : 'Done',
        type: 'BuildTower',
        subtypes: [],
        createdAt: Date.UTC(2026, 0, 9 - index),
        startedAt: undefined,
        finishedAt: undefined,
        failed: undefined,
      }),
    );
    return {
      key: config.key,
      name: 'TOYS',
      place: config.shelf,
      statuses,
      consoleUrl: undefined,
      list: async ({ status, limit, cursor }): Promise<Page> => {
        const matching = all.filter((task) => task.status === status);
        const start = Number(cursor?.key ?? 0);
        const next = start + limit < matching.length ? { key: String(start + limit) } : undefined;
        const tasks = matching.slice(start, start + limit);
        return { tasks, malformed: [], next, total: matching.length, requestId: undefined };
      },
      lookUpLimit: 100,
      lookUp: async (ids) => all.filter(({ id }) => ids.includes(id)),
      detail: async (taskId) => {
        const task = all.find(({ id }) => id === taskId);
        if (task === undefined) {
          throw new CloudError({ kind: 'gone', code: 'ToyNotFound', message: `No toy ${taskId}` });
        }
        const value = { TaskId: taskId, TaskStatus: task.status === 'Done' ? 'Finished' : 'Processing' };
        return { text: JSON.stringify(value), value };
      },
    };
  },
};
