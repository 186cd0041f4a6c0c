import { ecsStatuses } from '../../src/core/providers/alibaba/ecsStatuses.ts';
import { abortedStatus, taskStatuses } from '../../src/core/providers/tencent/statuses.ts';
import type { SoakCloud, SoakList } from './soakCloud.ts';
import type { TreeRow } from './treeRows.ts';

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
  const kinds = list.service === 'ecs' ? ecsStatuses('apsaraStack') : [...taskStatuses, abortedStatus];
  const names = new Set([...kinds.map(({ name }) => name), ...shown.keys()]);
  const differences = [...names].flatMap((name) => {
    const inside = shown.get(name) ?? [];
    const status = kinds.find((kind) => kind.name === name)?.status ?? name;
    const ids = inside.flatMap(taskIdIn);
    const unreadable = inside.filter(({ text }) => text.startsWith('Unreadable entry')).length;
    const truth = model.taskIds(list.service, status, list.scope);
    const listed = new Set(ids);
    const known = new Set(truth);
    const missing = truth.filter((id) => !listed.has(id));
    return withFindings(list.row, name, {
      // A task whose entry could not be read is there as an unreadable one, until its page is read again.
      missing:
        missing.length <= unreadable
          ? []
          : missing.map((id) => `${id}, ${truth.indexOf(id)} of ${truth.length}`),
      surplus: ids.filter((id) => !known.has(id)),
      twice: ids.filter((id, index) => ids.indexOf(id) !== index),
      outOfOrder: ids.filter((id, index) => created(id) > created(ids[index - 1] ?? id)),
      complaints: inside.filter((row) => !isExpected(row)).map(({ text }) => text),
    });
  });
  return [...differences, ...complaintsOf(rows, list.row)];
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
  for (const row of rows) {
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
    taskIdIn(row).length > 0 ||
    row.text === 'No tasks' ||
    row.text.startsWith('Unreadable entry')
  );
}

function taskIdIn({ text, expanded }: TreeRow): readonly string[] {
  return expanded === undefined ? (/ · (\S+)$/.exec(text)?.slice(1) ?? []) : [];
}
