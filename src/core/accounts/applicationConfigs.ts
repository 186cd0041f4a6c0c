import type { ServiceConfig } from '../model/account.ts';
import type { ShownApplication } from '../providers/subApplication.ts';

/** The services that these applications of VOD are, with all else as one of them has it; none is the default one. */
export function applicationConfigs(
  { label: _label, subAppId: _subAppId, ...common }: ServiceConfig,
  applications: readonly ShownApplication[],
): readonly ServiceConfig[] {
  const [only, ...others] = applications;
  if (only === undefined) {
    return [{ ...common, key: 'vod' }];
  }
  return applications.map(({ id, name }) => ({
    ...common,
    key: others.length === 0 ? 'vod' : `vod:${id}`,
    subAppId: id,
    ...(name === '' ? {} : { label: name }),
  }));
}
