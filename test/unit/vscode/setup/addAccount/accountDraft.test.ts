import { describe, expect, it } from 'vitest';
import {
  type AccountDraft,
  changeServiceEntry,
  draftCredentials,
  draftEntry,
  entryAccount,
  newDraft,
  setServiceEntries,
} from '../../../../../src/vscode/setup/addAccount/accountDraft.ts';
import { tempHome } from '../../../core/accounts/tempHome.ts';

const tencent = (): AccountDraft => ({
  ...newDraft(),
  cloud: 'tencent',
  site: 'international',
  label: 'Production',
  credentials: { from: 'stored' },
  keyId: 'AKIDexample',
  keySecret: 'hunter2hunter2',
  token: 'tokentoken',
});

describe('the draft of an account', () => {
  it('becomes an entry that holds no secret and that the settings accept', () => {
    const draft = tencent();
    setServiceEntries(draft, 'mps', [{}]);
    setServiceEntries(draft, 'vod', [{ subAppId: 1 }, { subAppId: 2 }]);
    const entry = draftEntry(draft, new Set(['production']));
    expect(entry).toEqual({
      id: 'production-2',
      label: 'Production',
      cloud: 'tencent',
      site: 'international',
      credentials: 'stored',
      services: { mps: {}, vod: [{ subAppId: 1 }, { subAppId: 2 }] },
    });
    expect(JSON.stringify(entry)).not.toMatch(/AKIDexample|hunter2|tokentoken/);
    expect(entryAccount(entry).services.map(({ key }) => key)).toEqual(['mps', 'vod:1', 'vod:2']);
  });

  it('writes only what was answered for a private cloud', () => {
    const draft: AccountDraft = {
      ...newDraft(),
      cloud: 'apsaraStack',
      label: '私有云',
      credentials: { from: 'environment' },
    };
    setServiceEntries(draft, 'ecs', [{}]);
    changeServiceEntry(draft, 'ecs', {
      endpoint: 'https://gateway.example.com:8443',
      region: 'cn-qingdao-env17-d01',
    });
    changeServiceEntry(draft, 'ecs', {
      headers: undefined,
      allowHttp: undefined,
      signature: 'rpc',
      path: '/',
    });
    const entry = draftEntry(draft, new Set());
    expect(entry).toStrictEqual({
      id: 'apsaraStack',
      label: '私有云',
      cloud: 'apsaraStack',
      credentials: 'environment',
      services: {
        ecs: {
          endpoint: 'https://gateway.example.com:8443',
          region: 'cn-qingdao-env17-d01',
          signature: 'rpc',
          path: '/',
        },
      },
    });
    expect(entryAccount(entry).services[0]?.signature).toBe('rpc');
  });

  it('gives the typed keys, or those of the place that was chosen', async () => {
    const { signal } = new AbortController();
    const draft = tencent();
    setServiceEntries(draft, 'mps', [{}]);
    const places = await tempHome({}, { TENCENTCLOUD_SECRET_ID: 'a', TENCENTCLOUD_SECRET_KEY: 'b' });
    const keys = (): Promise<unknown> =>
      draftCredentials(draft, entryAccount(draftEntry(draft, new Set())), places)(signal);
    expect(await keys()).toEqual({ id: 'AKIDexample', secret: 'hunter2hunter2', token: 'tokentoken' });
    draft.credentials = { from: 'environment' };
    expect(await keys()).toEqual({ id: 'a', secret: 'b' });
  });

  it('says what is wrong with an entry that the settings would refuse', () => {
    const draft = tencent();
    setServiceEntries(draft, 'vod', [{ subAppId: 0 }]);
    expect(() => entryAccount(draftEntry(draft, new Set()))).toThrow(/"subAppId" is 0/);
  });
});
