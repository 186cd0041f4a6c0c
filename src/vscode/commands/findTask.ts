import * as vscode from 'vscode';
import { CloudError } from '../../core/model/errors.ts';
import { providerOf } from '../../core/providers/provider.ts';
import { providers } from '../../core/providers/registry.ts';
import type { OpenTasks, Session } from '../../core/session.ts';
import type { Failures } from '../../core/tasks/failures.ts';
import type { FoundTask } from '../../core/tasks/findTasks.ts';
import type { KnownFailure } from '../../core/tasks/serviceFailures.ts';
import type { TaskDocuments } from '../documents/taskDocuments.ts';
import type { TaskAddress } from '../documents/taskPath.ts';
import type { TaskView } from '../tree/taskView.ts';
import { pick } from '../ui/inputs.ts';
import { showInformation, showProgress, showWarning } from '../ui/messages.ts';
import { openDetail } from './openTask.ts';
import { searchTasks } from './searchTasks.ts';

export interface FindTaskDependencies {
  readonly services: Session;
  readonly view: TaskView;
  readonly documents: TaskDocuments;
  readonly failures: Pick<Failures, 'newest'>;
}

/**
 * `cloudTasks.findTask`: a task by what is known of it, or by its id, whether or not it is known. Where it is not, every
 * service is asked whose ids look like this one, all at once.
 */
export async function findTask({ documents, failures, services, view }: FindTaskDependencies): Promise<void> {
  if (services.lists.length === 0) {
    const addAccount = vscode.l10n.t('Add Account');
    if ((await showInformation(vscode.l10n.t('Add an account first.'), addAccount)) === addAccount) {
      await vscode.commands.executeCommand('cloudTasks.addAccount');
    }
    return;
  }
  const looksLikeId = (text: string): boolean => services.lists.some((open) => looksLikeIdOf(open, text));
  const wanted = await searchTasks(
    () => services.lists,
    () => failures.newest.flatMap((failure) => foundFailure(failure, services) ?? []),
    looksLikeId,
  );
  if (wanted === undefined) {
    return;
  }
  const taskId = 'found' in wanted ? wanted.found.taskId : wanted.taskId;
  const places = 'found' in wanted ? [wanted.found.service] : await lookUp(taskId, services, documents);
  const open = places.length > 1 ? await pickPlace(taskId, places) : places[0];
  if (open === undefined) {
    return;
  }
  await openDetail(addressIn(open, taskId), documents);
  const entry = open.tasks.find(taskId);
  if (entry !== undefined) {
    await view.reveal(entry, { select: true, focus: false });
  }
}

function foundFailure(
  { ref, task, facts }: KnownFailure,
  services: Session,
): FoundTask<OpenTasks> | undefined {
  const service = services.find(ref.account, ref.service);
  return service !== undefined && 'tasks' in service ? { service, taskId: ref.id, task, facts } : undefined;
}

/** The services that know the task. Says where it was looked for in vain. */
async function lookUp(
  taskId: string,
  services: Session,
  documents: TaskDocuments,
): Promise<readonly OpenTasks[]> {
  const fitting = services.lists.filter((open) => looksLikeIdOf(open, taskId));
  const asked = fitting.length > 0 ? fitting : services.lists;
  const stopped = await showProgress(vscode.l10n.t('Looking for {0}…', taskId), async (signal) => {
    const looks = asked.map(async (open) => {
      try {
        await documents.find(addressIn(open, taskId), open, signal);
        return { open };
      } catch (error) {
        return { open, error: CloudError.of(error) };
      }
    });
    const answers = await Promise.all(looks);
    return signal.aborted ? undefined : answers;
  });
  if (stopped === undefined) {
    return [];
  }
  const found = stopped.filter(({ error }) => error === undefined).map(({ open }) => open);
  if (found.length === 0) {
    const failed = stopped.flatMap(({ error, open }) =>
      error === undefined || isNoSuchTask(error) ? [] : `${placeText(open)}: ${error.summary}`,
    );
    void tellNotFound(taskId, asked, failed);
  }
  return found;
}

async function tellNotFound(
  taskId: string,
  asked: readonly OpenTasks[],
  failed: readonly string[],
): Promise<void> {
  const sentences = [vscode.l10n.t('No task {0} in {1}.', taskId, asked.map(placeText).join(', '))];
  const kept = new Map(
    asked.flatMap(({ config, tasks }) => {
      const days = providerOf(config, providers)?.retentionDays;
      return days === undefined ? [] : [[tasks.service.name, days] as const];
    }),
  );
  for (const [name, days] of kept) {
    sentences.push(vscode.l10n.t('{0} keeps tasks for {1} days.', name, days));
  }
  if (failed.length === 0) {
    await showInformation(sentences.join(' '));
    return;
  }
  await showWarning([...sentences, vscode.l10n.t('Could not ask {0}', failed.join(' · '))].join(' '));
}

async function pickPlace(taskId: string, places: readonly OpenTasks[]): Promise<OpenTasks | undefined> {
  const picked = await pick(
    places.map((open) => ({ open, label: placeText(open), description: open.tasks.service.place })),
    {
      title: vscode.l10n.t('Find Task'),
      placeHolder: vscode.l10n.t('Which account does {0} belong to?', taskId),
    },
  );
  return picked?.open;
}

function addressIn({ account, config }: OpenTasks, taskId: string): TaskAddress {
  return { account: account.id, service: config.key, taskId };
}

function placeText({ account, tasks }: OpenTasks): string {
  return `${account.label} · ${tasks.service.name}`;
}

function looksLikeIdOf({ config }: OpenTasks, taskId: string): boolean {
  const pattern = providerOf(config, providers)?.idPattern;
  return (
    pattern === undefined ||
    new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, '')).test(taskId)
  );
}

/** Services refuse ids that are none of theirs as a parameter, too. */
function isNoSuchTask({ kind }: CloudError): boolean {
  return kind === 'gone' || kind === 'caller';
}
