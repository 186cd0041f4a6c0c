import * as vscode from 'vscode';
import type { Watcher } from '../../core/polling/watcher.ts';
import type { Session } from '../../core/session.ts';
import { isTask, type TaskRecord } from '../../core/tasks/listRows.ts';
import type { StatusList } from '../../core/tasks/statusList.ts';
import { taskCountText } from '../text/taskCountText.ts';
import { nodeOf } from '../tree/nodes/node.ts';
import type { TaskView } from '../tree/taskView.ts';
import { showInformation, showProgress } from '../ui/messages.ts';

/** "Load all" stops here: beyond it, a list is for a query, not for an eye. */
const loadAllCap = 100_000;

/** `cloudTasks.refresh`: everything that has been read, or what a row stands for. */
export async function refresh(target: unknown, services: Session, watcher: Watcher): Promise<void> {
  const node = nodeOf(target);
  if (node?.refresh !== undefined) {
    await node.refresh();
    return;
  }
  await Promise.all([watcher.look(), ...services.lists.map(({ tasks }) => tasks.refresh())]);
}

/** `cloudTasks.retry`: what the failed row stands for, once more. */
export async function retry(target: unknown): Promise<void> {
  await nodeOf(target)?.retry?.();
}

const loads = new WeakMap<StatusList, Promise<TaskRecord | undefined>>();

/**
 * `cloudTasks.loadMore`: the next page of a group, which is scrolled into sight. Until the window has that page, a
 * click means the same one: what it is aimed at is still the old pager.
 */
export async function loadMore(target: unknown, view: TaskView): Promise<void> {
  const node = nodeOf(target);
  const group = node?.group;
  if (node === undefined || group === undefined) {
    return;
  }
  const stay = view.stayAt(node);
  const load = loads.get(group) ?? loadNextPage(group, view).finally(() => loads.delete(group));
  loads.set(group, load);
  try {
    const first = await load;
    if (first !== undefined) {
      // The pager, where the keyboard was, is out of sight by now: it goes on with what has come.
      await view.reveal(first, { select: false, focus: stay.holds });
    }
  } finally {
    stay.dispose();
  }
}

/** Resolves with its first row once the window has been told of the page. */
async function loadNextPage(group: StatusList, view: TaskView): Promise<TaskRecord | undefined> {
  const last = group.rows.last;
  await (group.phase === 'idle' ? group.open() : group.loadMore());
  const [first] = last?.chunk === undefined ? [] : [...group.rows.after(last)].filter(isTask);
  if (first !== undefined) {
    await view.nextListing(group);
  }
  return first;
}

/** `cloudTasks.loadAll`: page after page to the end, with a progress bar that can be cancelled. */
export async function loadAll(target: unknown): Promise<void> {
  const { account, group } = nodeOf(target) ?? {};
  if (group === undefined) {
    return;
  }
  const place = [account?.label ?? [], group.service.name, vscode.l10n.t(group.kind.name)].flat();
  const count = (value: number): string => value.toLocaleString(vscode.env.language);
  await showProgress(vscode.l10n.t('Loading all: {0}', place.join(' · ')), async (signal, report) => {
    let reported = 0;
    await group.loadAll(loadAllCap, signal, (loaded) => {
      if (group.total === undefined) {
        report(taskCountText(loaded));
        return;
      }
      const total = Math.max(group.total, loaded);
      const percent = (loaded / total) * 100;
      report(vscode.l10n.t('{0} of {1} tasks', count(loaded), count(total)), percent - reported);
      reported = percent;
    });
  });
  if (group.rows.size >= loadAllCap && group.hasMore) {
    void showInformation(
      vscode.l10n.t('Stopped at {0} tasks. "Load more" goes on from here.', count(group.rows.size)),
    );
  }
}
