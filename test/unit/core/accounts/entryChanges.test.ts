import { describe, expect, it } from 'vitest';
import { withEntries, writtenEntries } from '../../../../src/core/accounts/entryChanges.ts';
import type { Offered, WrittenEntry } from '../../../../src/core/providers/question.ts';
import { cwp } from '../../../../src/core/providers/tencent/cwp.ts';
import { vod } from '../../../../src/core/providers/tencent/vod.ts';

const entry = {
  id: 'prod',
  note: 'a field of somebody else',
  services: {
    mps: {},
    cwp: {
      endpoint: 'http://127.0.0.1:1',
      agents: [{ uuid: 'a', label: 'mine', since: 2020 }, { uuid: 'b' }],
    },
    vod: [{ subAppId: 1, label: 'Mine', allowHttp: true }, { subAppId: 2 }],
  },
};

const written = (
  account: WrittenEntry,
  { kind, pick }: typeof cwp | typeof vod,
  chosen: readonly Offered[],
) => withEntries(account, kind, pick?.write(writtenEntries(account, kind), chosen) ?? []);
const withAgents = (account: WrittenEntry, agents: readonly Offered[]) => written(account, cwp, agents);
const withApplications = (account: WrittenEntry, apps: readonly Offered[]) => written(account, vod, apps);

describe('agents written into an entry', () => {
  it('leave everything else as it was written, also of the agents that stay', () => {
    const agents = [
      { id: 'c', label: 'web-3' },
      { id: 'a', label: 'another name' },
      { id: 'd', label: 'd' },
    ];
    expect(withAgents(entry, agents)).toEqual({
      ...entry,
      services: {
        ...entry.services,
        cwp: {
          endpoint: 'http://127.0.0.1:1',
          agents: [{ uuid: 'c', label: 'web-3' }, { uuid: 'a', label: 'mine', since: 2020 }, { uuid: 'd' }],
        },
      },
    });
  });

  it('replace a list that could not be read', () => {
    const broken = { ...entry, services: { cwp: { agents: 'web-1' } } };
    expect(withAgents(broken, [{ id: 'a', label: 'a' }]).services).toEqual({
      cwp: { agents: [{ uuid: 'a' }] },
    });
  });

  it('can be none', () => {
    expect(withAgents(entry, []).services).toMatchObject({ cwp: { agents: [] } });
  });
});

describe('applications written into an entry', () => {
  it('keep what was written of those that stay, and share the rest with new ones', () => {
    const applications = [
      { id: '3', label: 'Live' },
      { id: '1', label: 'Named by the cloud' },
      { id: '2', label: 'Archive' },
      { id: '4', label: '4' },
    ];
    expect(withApplications(entry, applications).services).toMatchObject({
      mps: {},
      vod: [
        { subAppId: 3, label: 'Live', allowHttp: true },
        { subAppId: 1, label: 'Mine', allowHttp: true },
        { subAppId: 2, label: 'Archive' },
        { subAppId: 4, allowHttp: true },
      ],
    });
  });

  it('are an object where there is one, and the default application where there is none', () => {
    expect(withApplications(entry, [{ id: '2', label: '2' }]).services).toMatchObject({
      vod: { subAppId: 2 },
    });
    expect(withApplications(entry, []).services).toMatchObject({ vod: { allowHttp: true } });
    expect(withApplications(entry, []).services).not.toMatchObject({ vod: { subAppId: 1 } });
    const plain = { services: { vod: {} } };
    expect(withApplications(plain, [{ id: '5', label: '5' }]).services).toEqual({ vod: { subAppId: 5 } });
  });
});
