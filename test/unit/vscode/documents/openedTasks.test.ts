import { expect, it } from 'vitest';
import { OpenedTasks } from '../../../../src/vscode/documents/openedTasks.ts';

/** What VS Code keeps of a workspace. */
function memento(kept?: unknown) {
  const values = new Map<string, unknown>(kept === undefined ? [] : [['openedTasks', kept]]);
  return {
    values,
    get: <T>(key: string) => values.get(key) as T | undefined,
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
}

it('keeps what was opened for the next time the window is there', () => {
  const state = memento();
  const opened = new OpenedTasks(state);
  expect(opened.has('/a/mps/1.json')).toBe(false);
  expect(opened.add('/a/mps/1.json')).toBe(true);
  expect(opened.add('/a/mps/1.json')).toBe(false);
  expect(new OpenedTasks(state).has('/a/mps/1.json')).toBe(true);
  expect(new OpenedTasks(state).has('/a/mps/2.json')).toBe(false);
});

it('keeps the latest 500', () => {
  const state = memento();
  const opened = new OpenedTasks(state);
  for (let index = 0; index < 700; index++) {
    opened.add(`/a/mps/${index}.json`);
    opened.add('/a/mps/again.json');
  }
  expect(state.values.get('openedTasks')).toHaveLength(500);
  expect(opened.has('/a/mps/again.json')).toBe(true);
  expect(opened.has('/a/mps/200.json')).toBe(false);
  expect(opened.has('/a/mps/699.json')).toBe(true);
});

it.each([[null], ['text'], [{ a: 1 }], [[1, null, {}, '/a/mps/1.json']]])(
  'takes %j for what it is',
  (kept) => {
    const opened = new OpenedTasks(memento(kept));
    expect(opened.has('/a/mps/1.json')).toBe(Array.isArray(kept));
  },
);

it('does without a workspace that cannot be written', async () => {
  const state = { ...memento(), update: () => Promise.reject(new Error('read-only')) };
  const opened = new OpenedTasks(state);
  expect(opened.add('/a/mps/1.json')).toBe(true);
  expect(opened.has('/a/mps/1.json')).toBe(true);
});
