import { countOf, textOf } from '../../http/answer.ts';
import type { ServiceContext } from '../context.ts';
import type { SubApplication } from '../subApplication.ts';
import { TencentClient } from './client.ts';
import { readOffsetPages } from './offsetPages.ts';

const product = { service: 'vod', version: '2018-07-17', requestsPerSecond: 10 };
const pages = { field: 'SubAppIdInfoSet', limit: 200, maxPages: 50 };

/** The applications of a VOD account that still exist. Source: VOD API 2018-07-17, `DescribeSubAppIds`. */
export async function readSubApplications(
  context: ServiceContext,
  signal: AbortSignal,
): Promise<readonly SubApplication[]> {
  const client = new TencentClient(context, product);
  const entries = await readOffsetPages(pages, (paging) => client.read('DescribeSubAppIds', paging, signal));
  return entries.flatMap(({ SubAppId, SubAppIdName, Name, Status }) => {
    const id = countOf(SubAppId);
    const status = textOf(Status);
    return id === undefined || (status !== 'On' && status !== 'Off')
      ? []
      : { id, name: textOf(SubAppIdName) ?? textOf(Name) ?? '', on: status === 'On' };
  });
}
