import { describe, expect, it, vi } from 'vitest';
import { networkError } from '../../../../../src/core/http/networkError.ts';
import type { Account, ServiceConfig } from '../../../../../src/core/model/account.ts';
import { CloudError, type CloudErrorKind } from '../../../../../src/core/model/errors.ts';
import { phrase } from '../../../../../src/core/model/phrase.ts';
import { words } from '../../../../../src/core/model/words.ts';
import {
  checkAnswers,
  checkDetail,
  checkTitle,
} from '../../../../../src/vscode/setup/addAccount/checkFailure.ts';
import { explanationOf, remedyOf } from '../../../../../src/vscode/text/failureText.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (english: string, ...values: unknown[]) =>
      english.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
  },
}));

const account: Account = {
  id: 'prod',
  label: 'Production',
  cloud: 'tencent',
  site: 'china',
  credentials: { from: 'stored' },
  services: [
    { kind: 'mps', key: 'mps' },
    { kind: 'vod', key: 'vod' },
  ],
};
const failure = (kind: CloudErrorKind, code = 'Code'): CloudError =>
  new CloudError({ kind, code, message: 'What the service says.', requestId: 'r-1' });
const unknownId = failure('credentials', 'AuthFailure.SecretIdNotFound');
const noUser = failure('notActivated', 'FailedOperation.InvalidVodUser');
const unreached = networkError(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'mps.example');
const missing = new CloudError({
  kind: 'credentials',
  code: 'CredentialsMissing',
  message: words(phrase('There is no {0} in {1}.'), 'secretId', 'file'),
});

describe('what is offered after a failed check', () => {
  it.each<[string, CloudError, readonly string[]]>([
    ['the network', unreached, ['retry', 'save']],
    ['too many requests', failure('throttled'), ['retry', 'save']],
    ['a clock', failure('clock'), ['retry']],
    ['a wrong key', failure('credentials'), ['reenter', 'retry']],
    ['a key of the other site', unknownId, ['reenter', 'otherSite']],
    ['no application', noUser, ['applications', 'reenter']],
    ['no permission', failure('permission'), ['reenter', 'retry']],
    ['a wrong setting', failure('setup'), ['retry', 'reenter']],
  ])('is what can help: %s', (_what, error, answers) => {
    expect(checkAnswers(error, account)).toEqual(answers);
  });

  it('is no other site where the endpoints decide, or at another cloud', () => {
    const endpoint = new URL('https://gateway.example');
    const services = account.services.map((service) => ({ ...service, endpoint }));
    expect(checkAnswers(unknownId, { ...account, services })).not.toContain('otherSite');
    expect(checkAnswers(unknownId, { ...account, cloud: 'alibaba' })).not.toContain('otherSite');
  });

  it('is no application where all have one', () => {
    const services = [{ kind: 'vod', key: 'vod', subAppId: 1 }];
    expect(checkAnswers(noUser, { ...account, services })).not.toContain('applications');
  });
});

describe('what is said after a failed check', () => {
  it.each<[CloudError, string]>([
    [failure('credentials'), 'Tencent Cloud rejected these keys.'],
    [missing, 'The keys of "Production" cannot be used.'],
    [unreached, 'Could not reach mps.example.'],
    [failure('transient', 'InternalError'), 'The account "Production" could not be checked.'],
    [failure('permission'), 'Tencent Cloud refused the request.'],
    [noUser, 'Tencent Cloud refused the request.'],
    [failure('setup'), 'The account "Production" could not be checked.'],
  ])('is who refused, or who was not reached: %s', (error, title) => {
    expect(checkTitle(error, account)).toBe(title);
  });

  it('is the code, the message and the RequestId', () => {
    expect(checkDetail(unknownId)).toBe(
      'AuthFailure.SecretIdNotFound: What the service says. (RequestId r-1)',
    );
    expect(checkDetail(missing)).toBe('CredentialsMissing: There is no secretId in file.');
  });
});

describe('the remedy of a row', () => {
  const config: ServiceConfig = { kind: 'vod', key: 'vod' };
  const command = (error: CloudError, from: Account['credentials']['from'], service = config): string =>
    remedyOf(error, { account: { ...account, credentials: { from } }, config: service }).command;

  it.each(['environment', 'tccli', 'tencent-sdk', 'aliyun-cli', 'alibaba-sdk'] as const)(
    'is to enter keys only where VS Code keeps them, not %s',
    (from) => {
      expect(command(failure('credentials'), 'stored')).toBe('cloudTasks.reenterCredentials');
      expect(command(failure('credentials'), from)).toBe('cloudTasks.retry');
      expect(command(missing, from)).toBe('cloudTasks.retry');
      expect(command(unreached, 'stored')).toBe('cloudTasks.retry');
    },
  );

  it.each(['KeyringLocked', 'SecretStorageUnavailable', 'CredentialsTimeOut'])(
    'is to read again what did not answer: %s',
    (code) => {
      expect(command(failure('credentials', code), 'stored')).toBe('cloudTasks.retry');
    },
  );

  it('is to choose an application where none is named', () => {
    expect(command(noUser, 'stored')).toBe('cloudTasks.chooseApplications');
    expect(command(noUser, 'stored', { ...config, subAppId: 1 })).toBe('cloudTasks.openConsole');
  });

  it('comes with what may be the cause', () => {
    expect(explanationOf(unknownId, 'MPS')).toMatch(/the other site of Tencent Cloud.*What the service says/);
    expect(explanationOf(noUser, 'VOD')).toMatch(/or its application \(SubAppId\) is missing\. What the/);
  });
});
