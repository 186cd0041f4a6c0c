import * as v from 'valibot';
import { isObject, textOf } from '../../http/answer.ts';
import { phrase } from '../../model/phrase.ts';
import { plainText } from '../../model/plainText.ts';
import type { ServiceContext } from '../context.ts';
import { firstOf, type Offered, type PickQuestion, textIn, withField } from '../question.ts';
import { field } from '../settings/field.ts';
import { TencentClient, type TencentProduct } from './client.ts';
import { readOffsetPages } from './offsetPages.ts';

/** A watched agent, as the settings name it. */
export interface AgentConfig {
  readonly uuid: string;
  readonly label: string;
}

const uuidForm = /^[A-Za-z0-9-]{1,64}$/;
/** A label is written into the settings. */
const longestLabel = 100;

const agent = v.pipe(
  v.object({
    uuid: field(
      v.pipe(v.string(), v.regex(uuidForm)),
      phrase("The agent's Uuid."),
      phrase("write the agent's Uuid as the console shows it"),
    ),
    label: v.optional(
      field(v.string(), phrase('A name for the agent, as its row shows it.'), phrase('write a text')),
    ),
  }),
  v.metadata({ errorMessage: phrase('write an object with a "uuid" and a "label"') }),
  v.transform(({ uuid, label }): AgentConfig => ({ uuid, label: label?.trim() || uuid })),
);

/** The watched agents, each once. */
export const agentsField = field(
  v.pipe(
    v.array(agent),
    v.rawCheck(({ dataset, addIssue }) => {
      const entries: readonly unknown[] = Array.isArray(dataset.value) ? dataset.value : [];
      const uuids = entries.map((entry) => (isObject(entry) ? entry.uuid : undefined));
      uuids.forEach((uuid, index) => {
        if (typeof uuid === 'string' && uuids.indexOf(uuid) < index) {
          addIssue({
            message: phrase('"uuid" {0} is there twice'),
            received: JSON.stringify(uuid),
            path: [{ type: 'array', origin: 'value', input: [...entries], key: index, value: uuid }],
          });
        }
      });
    }),
  ),
  phrase('The machines whose processes are collected.'),
  phrase('write a list of objects with a "uuid" and a "label"'),
);

/** The machines of a type and region. Source: CWP API 2018-02-28, `DescribeMachines`. */
async function readMachines(
  context: ServiceContext,
  product: TencentProduct,
  parameters: { readonly MachineType: string | undefined; readonly MachineRegion: string | undefined },
  signal: AbortSignal,
): Promise<readonly (Omit<Offered, 'id'> & { readonly id: string | undefined })[]> {
  const client = new TencentClient(context, product);
  const { entries } = await readOffsetPages(
    { field: 'Machines', entryKey: 'MachineName', limit: 100, maxPages: 200 },
    (paging, read) =>
      client.read('DescribeMachines', { ...parameters, ...paging }, signal, read, 'interactive'),
  );
  return entries.map(({ MachineName, MachineIp, MachineStatus, Uuid }) => {
    const [name, ip, status] = [MachineName, MachineIp, MachineStatus].map(shortOf);
    const uuid = textOf(Uuid);
    const id = uuid !== undefined && uuidForm.test(uuid) ? uuid : undefined;
    return {
      id,
      label: name ?? ip ?? id ?? '',
      description: [ip, status].filter((part) => part !== undefined).join(' · '),
      ...(id === undefined ? {} : { detail: id }),
    };
  });
}

function shortOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : plainText(text, longestLabel);
}

/** Which agents are watched: the type of machine, the region, then its machines. */
export function pickAgents(product: TencentProduct): PickQuestion {
  return {
    ask: 'pick',
    title: phrase('Agents of "{0}"'),
    prompt: phrase('Which agents? Search by name or IP, or type a Uuid.'),
    loading: phrase('Reading the machines…'),
    command: { name: 'chooseAgents', title: phrase('Choose Agents') },
    scopeStart: { machineType: 'CVM', region: 'ap-guangzhou' },
    scope: [
      {
        ask: 'choice',
        prompt: phrase('On which machines do the agents run?'),
        choices: [
          { value: 'CVM', label: phrase('Virtual machines (CVM)') },
          { value: 'BM', label: phrase('Physical machines (BM)') },
        ],
        read: (scope) => textIn(scope, 'machineType') ?? '',
        write: (scope, value) => withField(scope, 'machineType', value),
      },
      {
        ask: 'text',
        prompt: phrase('In which region?'),
        placeholder: 'ap-guangzhou',
        refusal: phrase('Enter a region id such as ap-guangzhou.'),
        read: (scope) => textIn(scope, 'region') ?? '',
        write: (scope, text) =>
          /^[a-z]{2,}(-[a-z0-9]+)+$/.test(text) ? withField(scope, 'region', text) : undefined,
      },
    ],
    offer: async (context, { machineType, region }, signal) => {
      const parameters = { MachineType: textOf(machineType), MachineRegion: textOf(region) };
      const machines = await readMachines(context, product, parameters, signal);
      return {
        groups: [
          {
            title: phrase('Machines with an agent'),
            choices: machines.flatMap(({ id, ...machine }) => (id === undefined ? [] : [{ id, ...machine }])),
          },
        ],
        refused: {
          title: phrase('Without a Uuid: the agent has been offline for long'),
          choices: machines.filter(({ id }) => id === undefined),
        },
      };
    },
    typed: (text) =>
      /^[A-Za-z0-9]{8}-[A-Za-z0-9-]{1,55}$/.test(text)
        ? { id: text, label: text, description: 'Uuid' }
        : undefined,
    read: (entries) =>
      writtenAgents(firstOf(entries).agents).flatMap(({ uuid, label }) => {
        const id = textOf(uuid);
        return id === undefined ? [] : [{ id, label: textOf(label) ?? id, detail: id }];
      }),
    write: (entries, chosen) => {
      const written = writtenAgents(firstOf(entries).agents);
      const agents = chosen.map(
        ({ id, label }) =>
          written.find(({ uuid }) => uuid === id) ?? (label === id ? { uuid: id } : { uuid: id, label }),
      );
      return withField(entries, 'agents', agents);
    },
  };
}

function writtenAgents(agents: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(agents) ? agents.filter(isObject) : [];
}
