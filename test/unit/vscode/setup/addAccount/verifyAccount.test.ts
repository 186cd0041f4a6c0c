import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Account, Site } from '../../../../../src/core/model/account.ts';
import { CloudError, type CloudErrorKind } from '../../../../../src/core/model/errors.ts';
import { type Check, verifyAccount } from '../../../../../src/vscode/setup/addAccount/verifyAccount.ts';

const messages = vi.hoisted(() => ({
  /** What a person answers, one dialog after the other; "undefined" cancels. */
  answers: [] as (string | undefined)[],
  shown: [] as { title: string; offered: string[] }[],
}));
vi.mock('vscode', () => ({
  l10n: {
    t: (english: string, ...values: unknown[]) =>
      english.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
  },
}));
vi.mock('../../../../../src/vscode/ui/messages.ts', () => ({
  ask: async (_severity: string, title: string, _detail: string, ...offered: string[]) => {
    messages.shown.push({ title, offered });
    return messages.answers.shift();
  },
  showProgress: async (_title: string, run: (signal: AbortSignal) => Promise<unknown>) =>
    run(new AbortController().signal),
}));

const account: Account = {
  id: 'prod',
  label: 'Production',
  cloud: 'tencent',
  site: 'china',
  credentials: { from: 'stored' },
  services: [{ kind: 'mps', key: 'mps' }],
};
const failure = (kind: CloudErrorKind, code: string): CloudError =>
  new CloudError({ kind, code, message: 'What the service says.' });
const unknownId = failure('credentials', 'AuthFailure.SecretIdNotFound');

beforeEach(() => {
  messages.answers = [];
  messages.shown = [];
});

/** A check whose calls end as given, and the sites that were asked. */
function check(...ends: readonly (CloudError | 'accepted')[]): Check & { readonly asked: Site[] } {
  const asked: Site[] = [];
  const left = [...ends];
  return {
    account,
    asked,
    source: async () => ({ id: 'a', secret: 'b' }),
    validate: async ({ site }) => {
      asked.push(site);
      const end = left.shift();
      if (end instanceof CloudError) {
        throw end;
      }
    },
  };
}

describe('checking an account', () => {
  it('asks nothing about keys that are accepted', async () => {
    expect(await verifyAccount(check('accepted'))).toEqual({ next: 'save' });
    expect(messages.shown).toEqual([]);
  });

  it('tries again as often as somebody wants', async () => {
    messages.answers = ['Retry', 'Retry'];
    const down = failure('transient', 'ECONNREFUSED');
    const tried = check(down, down, 'accepted');
    expect(await verifyAccount(tried)).toEqual({ next: 'save' });
    expect(tried.asked).toHaveLength(3);
  });

  it.each([
    ['Save Anyway', 'save'],
    [undefined, 'cancel'],
  ] as const)('ends after a network failure with the answer %s', async (answer, next) => {
    messages.answers = [answer];
    expect(await verifyAccount(check(failure('transient', 'ECONNREFUSED')))).toEqual({ next });
    expect(messages.shown[0]?.offered).toEqual(['Retry', 'Save Anyway']);
  });

  it('tries the other site once, when it is asked to, and says whose the keys are', async () => {
    messages.answers = ['Try the International site'];
    const tried = check(unknownId, 'accepted');
    expect(await verifyAccount(tried)).toEqual({ next: 'otherSite', belongsTo: 'international' });
    expect(tried.asked).toEqual(['china', 'international']);
  });

  it.each(['permission', 'notActivated'] as const)(
    'takes a site that knows the keys and says %s for the right one',
    async (kind) => {
      messages.answers = ['Try the International site'];
      expect(await verifyAccount(check(unknownId, failure(kind, 'Code')))).toMatchObject({
        belongsTo: 'international',
      });
    },
  );

  it('says when neither site knows them', async () => {
    messages.answers = ['Try the International site', 'Re-enter Credentials'];
    const tried = check(unknownId, unknownId);
    expect(await verifyAccount(tried)).toEqual({ next: 'reenter' });
    expect(messages.shown[1]).toEqual({
      title: 'Neither site of Tencent Cloud knows these keys.',
      offered: ['Re-enter Credentials'],
    });
    expect(tried.asked).toHaveLength(2);
  });

  it('sends nothing to the other site unasked', async () => {
    messages.answers = ['Re-enter Credentials'];
    const tried = check(unknownId);
    expect(await verifyAccount(tried)).toEqual({ next: 'reenter' });
    expect(tried.asked).toEqual(['china']);
  });

  it('offers another place where keys are not typed, and only what a caller can do', async () => {
    messages.answers = ['Choose Another Place'];
    const elsewhere = { ...account, credentials: { from: 'environment' } as const };
    const refused = failure('credentials', 'AuthFailure.SignatureFailure');
    expect(await verifyAccount({ ...check(refused), account: elsewhere })).toEqual({ next: 'reenter' });
    messages.answers = [undefined];
    await verifyAccount({ ...check(unknownId), offered: ['retry'] });
    expect(messages.shown[1]?.offered).toEqual([]);
  });
});
