import { ApiError } from './apiError.ts';
import { checkParameters } from './parameters.ts';
import type { ScrollTokens } from './scrollToken.ts';
import type { TaskStore } from './taskStore.ts';

/** A VOD application. Those that are gone, or going, have no tasks to ask for. */
export interface SubApp {
  readonly id: number;
  readonly name: string;
  readonly status: 'On' | 'Off' | 'Destroying' | 'Destroyed';
  readonly store: TaskStore;
}

export interface VodContext {
  /** The first is the account's default application. */
  readonly subApps: readonly SubApp[];
  readonly tokens: ScrollTokens;
  readonly seed: number;
  readonly now: () => number;
}

/** The application that a request is about, or the default one. */
export function subApp({ subApps }: VodContext, id: number | undefined): SubApp {
  const app = id === undefined ? subApps[0] : subApps.find((candidate) => candidate.id === id);
  if (app === undefined || app.status === 'Destroyed' || app.status === 'Destroying') {
    throw new ApiError('InvalidParameterValue.SubAppId', `There is no application ${id}.`);
  }
  return app;
}

/** `DescribeSubAppIds`: all of them, also those that are gone. */
export function describeSubAppIds({ subApps }: VodContext, given: Readonly<Record<string, unknown>>): object {
  const asked = checkParameters(given, {
    Name: { type: 'string' },
    Tags: { type: 'objects' },
    Offset: { type: 'integer', min: 0 },
    Limit: { type: 'integer', min: 1, max: 200 },
  });
  const matching = subApps.filter((app) => asked.Name === undefined || app.name.includes(asked.Name));
  const offset = asked.Offset ?? 0;
  return {
    SubAppIdInfoSet: matching.slice(offset, offset + (asked.Limit ?? 10)).map((app, index) => ({
      SubAppId: app.id,
      SubAppIdName: app.name,
      Name: app.name,
      Description: index === 0 && offset === 0 ? 'primary application' : '',
      CreateTime: '2024-03-11T08:00:00Z',
      Status: app.status,
      Mode: 'fileid',
      StorageRegions: ['ap-singapore'],
      Tags: [],
    })),
    TotalCount: matching.length,
  };
}
