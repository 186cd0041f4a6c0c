import { countOf, textOf } from '../../http/answer.ts';
import { phrase } from '../../model/phrase.ts';
import { plainText } from '../../model/plainText.ts';
import type { ServiceContext } from '../context.ts';
import type { Offered, PickQuestion, WrittenEntry } from '../question.ts';
import { TencentClient } from './client.ts';
import { readOffsetPages } from './offsetPages.ts';

/** An application of VOD: media and tasks are kept apart by it. */
export interface SubApplication {
  readonly id: number;
  readonly name: string;
  /** Off: its media stay, and so do its tasks, but nothing new can be done with it. */
  readonly on: boolean;
}

/** It is written into the settings. */
const longestName = 100;
const product = { service: 'vod', version: '2018-07-17', requestsPerSecond: 10 };
const pages = { field: 'SubAppIdInfoSet', entryKey: 'SubAppId', limit: 200, maxPages: 50 };

/** The applications of a VOD account that still exist. Source: VOD API 2018-07-17, `DescribeSubAppIds`. */
export async function readSubApplications(
  context: ServiceContext,
  signal: AbortSignal,
): Promise<readonly SubApplication[]> {
  const client = new TencentClient(context, product);
  const { entries } = await readOffsetPages(pages, (paging, read) =>
    client.read('DescribeSubAppIds', paging, signal, read, 'interactive'),
  );
  return entries.flatMap(({ SubAppId, SubAppIdName, Name, Status }) => {
    const id = countOf(SubAppId);
    const status = textOf(Status);
    return id === undefined || (status !== 'On' && status !== 'Off')
      ? []
      : { id, name: plainText(textOf(SubAppIdName) ?? textOf(Name) ?? '', longestName), on: status === 'On' };
  });
}

/** Which applications are shown, each as a row of its own; none of them is the default one. */
export const pickApplications: PickQuestion = {
  ask: 'pick',
  title: phrase('VOD applications of "{0}"'),
  prompt: phrase('Choose VOD applications or type a SubAppId; none selected means the default application'),
  loading: phrase('Reading the VOD applications…'),
  command: { name: 'chooseApplications', title: phrase('Choose VOD Applications') },
  // Accounts that were opened since 2023-12-25 have no default application, and say that there is no user of VOD.
  isMissing: (code, { subAppId }) => code.endsWith('InvalidVodUser') && subAppId === undefined,
  scope: [],
  scopeStart: {},
  offer: async (context, _scope, signal) => {
    const applications = await readSubApplications(context, signal);
    const offered = (on: boolean): readonly Offered[] =>
      applications.filter((it) => it.on === on).map(({ id, name }) => application(id, name));
    return {
      groups: [
        { title: phrase('On'), choices: offered(true) },
        { title: phrase('Off'), choices: offered(false) },
      ],
    };
  },
  typed: (text) =>
    /^[1-9]\d{5,14}$/.test(text) ? { id: text, label: text, description: 'SubAppId' } : undefined,
  read: (entries) =>
    entries.flatMap(({ subAppId, label }) =>
      typeof subAppId === 'number' ? [application(subAppId, textOf(label) ?? '')] : [],
    ),
  write: (entries, chosen) => {
    const { subAppId: _id, label: _label, ...common } = entries[0] ?? {};
    const written = chosen.map(
      ({ id, label }): WrittenEntry => ({
        ...(label === id ? {} : { label }),
        ...(entries.find(({ subAppId }) => subAppId === Number(id)) ?? { ...common, subAppId: Number(id) }),
      }),
    );
    return written.length === 0 ? [common] : written;
  },
};

function application(id: number, name: string): Offered {
  return { id: String(id), label: name === '' ? String(id) : name, description: String(id) };
}
