import type { Task } from '../model/task.ts';

/** More different words than this are no vocabulary any more. */
const mostWords = 1000;

/** Tasks as they are kept: a hundred thousand of them share a few dozen words and lists of words. */
export class CompactTasks {
  readonly #words = new Map<string, string>();
  readonly #lists = new Map<string, readonly string[]>();

  /** What the list does not say is kept as it was known before. */
  task(task: Task, known: Task | undefined): Task {
    const fileId = task.fileId ?? known?.fileId;
    const resource = task.resource ?? known?.resource;
    const zoneless = task.zoneless ?? known?.zoneless;
    return {
      id: task.id,
      status: this.#word(task.status),
      type: this.#word(task.type === '' ? (known?.type ?? '') : task.type),
      subtypes: this.#list(task.subtypes.length === 0 ? (known?.subtypes ?? []) : task.subtypes),
      createdAt: task.createdAt ?? known?.createdAt,
      startedAt: task.startedAt,
      finishedAt: task.finishedAt,
      ...(zoneless === undefined ? {} : { zoneless }),
      failed: task.failed ?? known?.failed,
      ...(fileId === undefined ? {} : { fileId }),
      ...(resource === undefined ? {} : { resource }),
    };
  }

  #word(word: string): string {
    return shared(this.#words, word, () => word);
  }

  #list(words: readonly string[]): readonly string[] {
    return shared(this.#lists, JSON.stringify(words), () => words.map((word) => this.#word(word)));
  }
}

function shared<T>(known: Map<string, T>, key: string, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) {
    if (known.size >= mostWords) {
      known.clear();
    }
    value = make();
    known.set(key, value);
  }
  return value;
}
