import { errorPolicy } from '../model/errorPolicy.ts';
import { CloudError } from '../model/errors.ts';
import type { Task } from '../model/task.ts';
import type { TaskService } from '../providers/service.ts';
import type { KnownFacts } from './knownFacts.ts';

/** As many files as one request can ask for. */
const mostFiles = 20;
/** Of so many it is remembered that they were asked for; then all is forgotten, and nothing grows without end. */
const mostRemembered = 20_000;

/** A refusal that has to do with names alone, and lasts: keys that are wrong are wrong for everything. */
function isRefusal({ kind }: CloudError): boolean {
  const ofAll = kind === 'credentials' || kind === 'setup' || kind === 'clock';
  return kind === 'answer' || (!errorPolicy[kind].passes && !ofAll);
}

/** Names tasks by their files in a media library, twenty in one request, each file at most once. */
export class FileNames {
  readonly #service: TaskService;
  readonly #facts: KnownFacts;
  readonly #asked = new Set<string>();
  #refused = false;

  constructor(service: TaskService, facts: KnownFacts) {
    this.#service = service;
    this.#facts = facts;
  }

  /** Whether the library has not been asked yet for the file of a task that has no name. */
  canName({ fileId, id }: Task): boolean {
    return (
      this.#service.names !== undefined &&
      !this.#refused &&
      fileId !== undefined &&
      !this.#asked.has(fileId) &&
      this.#facts.get(id)?.name === undefined
    );
  }

  /**
   * Names the first tasks of these that can be named. Resolves to false where the service will not tell names; throws
   * what any other request throws.
   */
  async read(tasks: Iterable<Task>, signal: AbortSignal): Promise<boolean> {
    const byFile = new Map<string, string[]>();
    for (const task of tasks) {
      const { fileId = '', id } = task;
      if (byFile.has(fileId)) {
        byFile.get(fileId)?.push(id);
      } else if (this.canName(task)) {
        if (byFile.size === mostFiles) {
          break;
        }
        byFile.set(fileId, [id]);
      }
    }
    if (this.#asked.size > mostRemembered) {
      this.#asked.clear();
    }
    const names = await this.#namesOf([...byFile.keys()], signal);
    for (const [fileId, ids] of byFile) {
      this.#asked.add(fileId);
      const name = names?.get(fileId);
      if (name !== undefined) {
        for (const id of ids) {
          this.#facts.name(id, name);
        }
      }
    }
    return names !== undefined;
  }

  async #namesOf(
    fileIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, string> | undefined> {
    try {
      return await this.#service.names?.(fileIds, signal, 'background');
    } catch (error) {
      if (error instanceof CloudError && isRefusal(error)) {
        this.#refused = true;
        return undefined;
      }
      throw error;
    }
  }
}
