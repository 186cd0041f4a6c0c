import * as vscode from 'vscode';
import type { CredentialPlaces } from '../../core/accounts/credentials/credentialPlaces.ts';
import { chosenTccliProfile, credentialVariables } from '../../core/accounts/credentials/environment.ts';
import type { Cloud, CredentialsConfig } from '../../core/model/account.ts';

export interface CredentialPlaceText {
  readonly label: string;
  /** Where exactly: variables or a file. */
  readonly where: string;
}

/** A place of keys in words. Without a profile it is the one that the tool takes by itself, as its variables say. */
export function credentialPlaceText(
  { from, profile }: CredentialsConfig,
  cloud: Cloud,
  { env }: Pick<CredentialPlaces, 'env'>,
): CredentialPlaceText {
  switch (from) {
    case 'stored':
      return { label: vscode.l10n.t('VS Code'), where: vscode.l10n.t("VS Code's secret storage") };
    case 'environment': {
      const [{ id, secret }] = credentialVariables[cloud];
      return { label: vscode.l10n.t('Environment variables'), where: `${id}, ${secret}` };
    }
    case 'tccli':
      return {
        label: profile === undefined ? 'TCCLI' : vscode.l10n.t('TCCLI, profile {0}', profile),
        where: `~/.tccli/${profile ?? chosenTccliProfile(env)}.credential`,
      };
    case 'tencent-sdk':
      return {
        label: vscode.l10n.t('Tencent Cloud SDK'),
        where: env.TENCENTCLOUD_CREDENTIALS_FILE || '~/.tencentcloud/credentials',
      };
    case 'aliyun-cli':
      return {
        label:
          profile === undefined
            ? vscode.l10n.t('aliyun CLI')
            : vscode.l10n.t('aliyun CLI, profile {0}', profile),
        where: '~/.aliyun/config.json',
      };
    case 'alibaba-sdk':
      return {
        label:
          profile === undefined
            ? vscode.l10n.t('Alibaba Cloud SDK')
            : vscode.l10n.t('Alibaba Cloud SDK, section {0}', profile),
        where: env.ALIBABA_CLOUD_CREDENTIALS_FILE || '~/.alibabacloud/credentials',
      };
  }
}
