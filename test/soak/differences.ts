import { ecsStatuses } from '../../src/core/providers/alibaba/ecsStatuses.ts';
import { mpsStatuses, vodStatuses } from '../../src/core/providers/tencent/statuses.ts';
import type { SoakCloud, SoakList } from './soakCloud.ts';
import { type TreeRow, taskIdIn } from './treeRows.ts';

export const doubtText = 'The list may go on: the cloud sent empty pages';

/** What the tree shows of a group otherwise than the cloud has it. */
export interface Difference {
  readonly list: string;
  /** Empty where the whole list is meant. */
  readonly group: string;
  readonly missing?: readonly string[];
  readonly surplus?: readonly string[];
  readonly twice?: readonly string[];
  /** Tasks that stand below an older one. */
  readonly outOfOrder?: readonly string[];
  /** Rows that tell of a failure, of an odd end, or of agents in the wrong place. */
  readonly complaints?: readonly string[];
}

/** Of the rows below a service with tasks, all of which are open. */
export function listDifferences(
  rows: readonly TreeRow[],
  list: SoakList,
  { cloud: { model } }: SoakCloud,
): readonly Difference[] {
  const store = model.storeOf(list.service, list.scope);
  const created = (id: string): number => store.find(id)?.times[0] ?? Number.NaN;
  const shown = new Map(groupsOf(rows).map(({ name, inside }) => [name, inside]));
  const kinds = { ecs: ecsStatuses('apsaraStack'), mps: mpsStatuses, vod: vodStatuses }[list.service];
  const names = new Set([...kinds.map(({ name }) => name), ...shown.keys()]);
  const differences = [...names].flatMap((name) => {
    const inside = shown.get(name) ?? [];
    const kind = kinds.find((each) => each.name === name);
    const ids = taskIds(inside);
    const belongs = (id: string): boolean =>
      kind?.failed === undefined || list.service === 'ecs' || store.find(id)?.fails === kind.failed;
    // A failed task of a service that does not list them apart is shown as such once its detail was read.
    const elsewhere = new Set(kind?.failed === true ? [] : taskIds(shown.get('Failed') ?? []));
    const truth = model
      .taskIds(list.service, kind?.status ?? name, list.scope)
      .filter((id) => belongs(id) && (kind?.severity !== 'good' || !elsewhere.has(id)));
    const known = new Set(truth);
    const missing = kind?.listed === false ? [] : missingIn(inside, truth);
    return withFindings(list.row, name, {
      missing: missing.map((id) => `${id}, ${truth.indexOf(id)} of ${truth.length}`),
      surplus: ids.filter((id) => !known.has(id)),
      twice: ids.filter((id, index) => ids.indexOf(id) !== index),
      outOfOrder: ids.filter((id, index) => created(id) > created(ids[index - 1] ?? id)),
      complaints: inside.filter((row) => !isExpected(row)).map(({ text }) => text),
    });
  });
  return [...differences, ...complaintsOf(rows, list.row)];
}

/**
 * The tasks that no row stands for. One whose entry could not be read is there as an unreadable one, in its place and
 * one for one, until its page is read again.
 */
export function missingIn(inside: readonly TreeRow[], truth: readonly string[]): readonly string[] {
  const place = new Map(truth.map((id, index) => [id, index]));
  const missing: string[] = [];
  let from = 0;
  let unreadable = 0;
  const close = (to: number): void => {
    // Of those between two rows, as many may be missing as unreadable entries stand there.
    missing.push(...truth.slice(from, to).slice(unreadable));
    unreadable = 0;
  };
  for (const row of inside) {
    const id = taskIdIn(row);
    const at = id === undefined ? undefined : place.get(id);
    if (row.text.startsWith('Unreadable entry')) {
      unreadable++;
    } else if (at !== undefined && at >= from) {
      close(at);
      from = at + 1;
    }
  }
  close(truth.length);
  const listed = new Set(taskIds(inside));
  return missing.filter((id) => !listed.has(id));
}

/** Of the rows below the service with agents. */
export function agentDifferences(rows: readonly TreeRow[], cloud: SoakCloud): readonly Difference[] {
  const truth = cloud.agents;
  const shown = new Map(
    groupsOf(rows).map(({ name, inside }) => [
      name,
      inside.flatMap(({ text }) => (text === 'No agents' ? [] : [text.slice(0, text.indexOf(' '))])).sort(),
    ]),
  );
  const names = new Set([...truth.keys(), ...shown.keys()]);
  const differences = [...names].flatMap((name) => {
    const there = shown.get(name) ?? [];
    const known = truth.get(name) ?? [];
    return withFindings(cloud.agentsRow, name, {
      missing: known.filter((agent) => !there.includes(agent)),
      surplus: there.filter((agent) => !known.includes(agent)),
    });
  });
  return [...differences, ...complaintsOf(rows, cloud.agentsRow)];
}

function groupsOf(rows: readonly TreeRow[]): readonly { name: string; inside: readonly TreeRow[] }[] {
  const groups: { name: string; inside: TreeRow[] }[] = [];
  let task: TreeRow | undefined;
  for (const row of rows) {
    if (task !== undefined && row.level > task.level) {
      // A part of it that has failed.
      continue;
    }
    task = taskIdIn(row) === undefined ? undefined : row;
    if (row.level > 2) {
      groups.at(-1)?.inside.push(row);
    } else if (row.expanded !== undefined) {
      groups.push({ name: row.text.replace(/ [\d,]+(\+| of [\d,]+)?( ⚠)?$/, ''), inside: [] });
    }
  }
  return groups;
}

/** What stands between the groups. */
function complaintsOf(rows: readonly TreeRow[], list: string): readonly Difference[] {
  const complaints = rows.filter(({ level, expanded }) => level === 2 && expanded === undefined);
  return withFindings(list, '', { complaints: complaints.map(({ text }) => text) });
}

function withFindings(
  list: string,
  group: string,
  found: Omit<Difference, 'list' | 'group'>,
): readonly Difference[] {
  const findings = Object.entries(found).filter(([, items]) => items.length > 0);
  return findings.length === 0 ? [] : [{ list, group, ...Object.fromEntries(findings) }];
}

function isExpected(row: TreeRow): boolean {
  return (
    row.expanded !== undefined ||
    taskIdIn(row) !== undefined ||
    row.text === 'No tasks' ||
    // The demo cloud's own way to end a list now and then.
    row.text === doubtText ||
    // Below that only: elsewhere it is clicked before lists are compared.
    /^Load .*loaded$/.test(row.text) ||
    row.text === 'None known: only the details of tasks tell' ||
    row.text.startsWith('Unreadable entry')
  );
}

function taskIds(rows: readonly TreeRow[]): string[] {
  return rows.flatMap((row) => taskIdIn(row) ?? []);
}
