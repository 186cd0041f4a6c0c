import type { Cloud, ServiceConfig } from '../model/account.ts';
import type { Explanation } from '../model/explanation.ts';
import type { Phrase } from '../model/phrase.ts';
import type { ServiceContext } from './context.ts';
import type { PickQuestion, Question, WrittenEntries } from './question.ts';
import type { TaskService } from './service.ts';
import type { FieldsOf } from './settings/field.ts';

/**
 * Everything one kind of service is, in one file; `registry.ts` lists them, and nothing else names them. Its texts are
 * English phrases which the surfaces translate.
 */
export interface Provider<Settings = unknown> {
  /** Its name under `services` of an account, and the start of its key: `mps`. One provider per kind. */
  readonly kind: string;
  /** `MPS` */
  readonly title: string;
  /** `Media Processing Service` */
  readonly fullName: Phrase;
  /** The clouds whose accounts can list it. One cloud can have any number of services. */
  readonly clouds: readonly Cloud[];
  /**
   * The fields of an entry under `services`, besides those that every service takes (`endpoint`, `allowHttp`,
   * `caFile`). The one source of the parser, of `context.config`, and of the manifest's schema.
   */
  readonly settings: (cloud: Cloud) => FieldsOf<Settings>;
  /** The field that tells several entries apart; without one the service can be there once. */
  readonly variedBy?: string;
  /** What Add Account asks before it asks for keys. */
  readonly questions?: (cloud: Cloud) => readonly Question[];
  /** What is chosen out of what the account has, with its keys. */
  readonly pick?: PickQuestion;
  /** What a code of its own means, where that says more than its kind; `{0}` is the service, `{1}` its message. */
  readonly codeText?: (code: string) => Phrase | undefined;
  /** Whether requests are signed with an AppKey and AppSecret of a gateway instead of an account's keys. */
  readonly usesAppKey?: (cloud: Cloud, entries: WrittenEntries) => boolean;
  /** Every permission its calls need, as the vendor's policies spell them: `mps:DescribeTasks`. */
  readonly actions: readonly string[];
  /** What a task's id looks like; for finding ids in a text, not for refusing one. */
  readonly idPattern: RegExp;
  /** How long a task can be listed and read after its creation; `undefined` where nobody says. */
  readonly retentionDays: number | undefined;
  /**
   * What a detail says: outcome, failing parts, name, progress. Takes the service's whole answer, never throws.
   * @param taskId tells the task among several in an answer of a list
   */
  readonly explain: (detail: unknown, taskId?: string) => Explanation;
  /** Names of task types and subtypes that taking them apart does not make words of, by lower-case name. */
  readonly typeNames?: Readonly<Record<string, string>>;
  create(context: ServiceContext<Settings>): TaskService;
}

export function providerOf(config: ServiceConfig, registry: readonly Provider[]): Provider | undefined {
  return registry.find(({ kind }) => kind === config.kind);
}
