import { describe, expect, it } from 'vitest';
import { ecs } from '../../../../../src/core/providers/alibaba/ecs.ts';
import type { WrittenEntries } from '../../../../../src/core/providers/question.ts';
import { providers } from '../../../../../src/core/providers/registry.ts';
import {
  type AccountDraft,
  draftAnswers,
  draftCredentials,
  draftEntry,
  entryAccount,
  newDraft,
} from '../../../../../src/vscode/setup/addAccount/accountDraft.ts';
import { tempHome } from '../../../core/accounts/tempHome.ts';

const setServiceEntries = (draft: AccountDraft, kind: string, entries: WrittenEntries): void => {
  const provider = providers.find((candidate) => candidate.kind === kind);
  if (provider !== undefined) {
    draftAnswers(provider).write(draft, entries);
  }
};

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
    // Every question answered in turn, as a person would.
    const answers: Record<string, string> = {
      'URL of the gateway: scheme, host and port': 'https://gateway.example.com:8443',
      'How does the gateway want requests signed?': 'rpc',
      'Path of the list call': '/',
      'Region id': 'cn-qingdao-env17-d01',
    };
    let entries: WrittenEntries = [{}];
    for (const question of ecs.questions?.('apsaraStack') ?? []) {
      if (question.ask !== 'file' && question.applies?.(entries) !== false) {
        entries = question.write(entries, answers[question.prompt] ?? question.read(entries)) ?? entries;
      }
    }
    setServiceEntries(draft, 'ecs', entries);
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
