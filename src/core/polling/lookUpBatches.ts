import type { Task } from '../model/task.ts';
import type { WatchedService, WatchedTask } from './watchedTask.ts';

interface Waiting {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly resolve: (task: Task | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Looks that are due in the same moment share requests, where their service takes several ids in one. */
export class LookUpBatches {
  readonly #waiting = new Map<WatchedService, Waiting[]>();

  /** The task as it is now; `undefined` when the service no longer has it. Rejects as its `lookUp` does. */
  ask({ id, owner }: WatchedTask, signal: AbortSignal): Promise<Task | undefined> {
    return new Promise((resolve, reject) => {
      const one = { id, signal, resolve, reject };
      const others = this.#waiting.get(owner);
      if (others !== undefined) {
        others.push(one);
        return;
      }
      this.#waiting.set(owner, [one]);
      // All that are due are asked for before anything else runs.
      queueMicrotask(() => this.#send(owner));
    });
  }

  #send(owner: WatchedService): void {
    const waiting = this.#waiting.get(owner) ?? [];
    this.#waiting.delete(owner);
    for (const { reject, signal } of waiting.filter(({ signal }) => signal.aborted)) {
      reject(signal.reason);
    }
    const all = waiting.filter(({ signal }) => !signal.aborted);
    const size = owner.service.lookUpLimit;
    for (let at = 0; at < all.length; at += size) {
      void lookUp(owner, all.slice(at, at + size));
    }
  }
}

async function lookUp({ service }: WatchedService, batch: readonly Waiting[]): Promise<void> {
  const stop = new AbortController();
  const stopUnwanted = (): void => {
    if (batch.every(({ signal }) => signal.aborted)) {
      stop.abort();
    }
  };
  for (const { signal } of batch) {
    signal.addEventListener('abort', stopUnwanted, { once: true });
  }
  try {
    const found = await service.lookUp(
      batch.map(({ id }) => id),
      stop.signal,
    );
    const byId = new Map(found.map((task) => [task.id, task]));
    for (const { id, resolve } of batch) {
      resolve(byId.get(id));
    }
  } catch (error) {
    for (const { reject } of batch) {
      reject(error);
    }
  }
}
