import * as vscode from 'vscode';
import type { AgentConfig } from '../../core/model/account.ts';
import type { Machine, MachineQuery } from '../../core/providers/agentService.ts';
import { loadChoices } from '../commands/loadChoices.ts';
import { accept, askText, type Choice, pickOne } from './addAccount/quickInput.ts';
import { runSteps, type Step } from './addAccount/steps.ts';
import { pickMany } from './pickMany.ts';

export interface AgentQuestion<Draft> {
  /** Whether agents are to be asked for at all; always, where absent. */
  readonly applies?: (draft: Draft) => boolean;
  readonly machines: (draft: Draft, query: MachineQuery, signal: AbortSignal) => Promise<readonly Machine[]>;
  readonly chosen: (draft: Draft) => readonly AgentConfig[];
  readonly choose: (draft: Draft, agents: readonly AgentConfig[]) => void;
}

const uuidShape = /^[A-Za-z0-9]{8}-[A-Za-z0-9-]{1,55}$/;
const regionShape = /^[a-z]{2,}(-[a-z0-9]+)+$/;

/** Which agents to watch: the type of machine, the region, then its machines. */
export function agentSteps<Draft>(question: AgentQuestion<Draft>): readonly Step<Draft>[] {
  let machineType: MachineQuery['machineType'] = 'CVM';
  let region = 'ap-guangzhou';
  const applies = question.applies ?? (() => true);
  return [
    {
      applies,
      ask: async (_draft, place) => {
        const answer = await pickOne<MachineQuery['machineType']>(
          place,
          vscode.l10n.t('On which machines do the agents run?'),
          [
            { value: 'CVM', label: vscode.l10n.t('Virtual machines'), description: 'CVM' },
            { value: 'BM', label: vscode.l10n.t('Physical machines'), description: 'BM' },
          ],
          (value) => value === machineType,
        );
        return accept(answer, (value) => {
          machineType = value;
        });
      },
    },
    {
      applies,
      ask: async (_draft, place) => {
        const answer = await askText(place, {
          prompt: vscode.l10n.t('In which region?'),
          placeholder: 'ap-guangzhou',
          value: region,
          check: (text) =>
            regionShape.test(text) ? undefined : vscode.l10n.t('Enter a region id such as ap-guangzhou.'),
        });
        return accept(answer, (value) => {
          region = value;
        });
      },
    },
    {
      applies,
      ask: async (draft, place) => {
        const machines = await loadChoices(vscode.l10n.t('Reading the machines of {0}…', region), (signal) =>
          question.machines(draft, { machineType, region }, signal),
        );
        const chosen = question.chosen(draft);
        const answer = await pickMany<AgentConfig>(place, {
          placeholder: vscode.l10n.t('Which agents? Search by name or IP, or type a Uuid.'),
          groups: [
            {
              title: vscode.l10n.t('Machines with an agent'),
              choices: machines.flatMap((machine) => agentChoice(machine, chosen)),
            },
          ],
          refused: {
            title: vscode.l10n.t('Without a Uuid: the agent has been offline for long'),
            items: machines.filter(({ uuid }) => uuid === undefined).map(machineText),
          },
          typed: (text) =>
            uuidShape.test(text)
              ? { label: text, description: 'Uuid', value: { uuid: text, label: text } }
              : undefined,
          sameValue: (a, b) => a.uuid === b.uuid,
          chosen: chosen.map((value) => ({ label: value.label, detail: value.uuid, value })),
        });
        return accept(answer, (agents) => question.choose(draft, agents));
      },
    },
  ];
}

/** The same as a dialogue of its own. `undefined` when the person gave up. */
export async function pickAgents(
  title: string,
  current: readonly AgentConfig[],
  machines: (query: MachineQuery, signal: AbortSignal) => Promise<readonly Machine[]>,
): Promise<readonly AgentConfig[] | undefined> {
  const draft = { agents: current };
  const steps = agentSteps<typeof draft>({
    machines: (_draft, query, signal) => machines(query, signal),
    chosen: ({ agents }) => agents,
    choose: (written, agents) => {
      written.agents = agents;
    },
  });
  return (await runSteps(steps, draft, title)) ? draft.agents : undefined;
}

/** An agent that is watched already keeps the label it was given. */
function agentChoice(machine: Machine, watched: readonly AgentConfig[]): readonly Choice<AgentConfig>[] {
  const { uuid, name, ip } = machine;
  if (uuid === undefined) {
    return [];
  }
  const value = watched.find((agent) => agent.uuid === uuid) ?? { uuid, label: name || ip || uuid };
  return [{ ...machineText(machine), detail: uuid, value }];
}

function machineText({ ip, name, status }: Machine): vscode.QuickPickItem {
  return { label: name || ip, description: [ip, status].filter((part) => part !== '').join(' · ') };
}
