import type { Task } from '../model/task.ts';

/** Tasks as they are kept: a hundred thousand of them share a few dozen words and lists of words. */
export class CompactTasks {
  readonly #words = new Map<string, string>();
  readonly #lists = new Map<string, readonly string[]>();

  /** `failed` is what is known about the task where the list does not say. */
  task(task: Task, failed: boolean | undefined): Task {
    return {
      id: task.id,
      status: this.#word(task.status),
      type: this.#word(task.type),
      subtypes: this.#list(task.subtypes),
      createdAt: task.createdAt,
      startedAt: task.startedAt,
      finishedAt: task.finishedAt,
      failed: task.failed ?? failed,
      ...(task.fileId === undefined ? {} : { fileId: task.fileId }),
      ...(task.resource === undefined ? {} : { resource: task.resource }),
    };
  }

  #word(word: string): string {
    const kept = this.#words.get(word);
    if (kept === undefined) {
      this.#words.set(word, word);
    }
    return kept ?? word;
  }

  #list(words: readonly string[]): readonly string[] {
    const key = JSON.stringify(words);
    const kept = this.#lists.get(key);
    if (kept !== undefined) {
      return kept;
    }
    const list = words.map((word) => this.#word(word));
    this.#lists.set(key, list);
    return list;
  }
}
