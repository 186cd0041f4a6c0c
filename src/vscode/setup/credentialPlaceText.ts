import * as vscode from 'vscode';
import { credentialVariables } from '../../core/accounts/credentials/environment.ts';
import type { Cloud, CredentialsConfig } from '../../core/model/account.ts';

export interface CredentialPlaceText {
  readonly label: string;
  /** Where exactly: variables or a file. */
  readonly where: string;
}

/** A place of keys in words. */
export function credentialPlaceText({ from, profile }: CredentialsConfig, cloud: Cloud): CredentialPlaceText {
  switch (from) {
    case 'stored':
      return { label: vscode.l10n.t('VS Code'), where: vscode.l10n.t("VS Code's secret storage") };
    case 'environment': {
      const { id, secret } = credentialVariables[cloud];
      return { label: vscode.l10n.t('Environment variables'), where: `${id}, ${secret}` };
    }
    case 'tccli':
      return {
        label: profile === undefined ? 'TCCLI' : vscode.l10n.t('TCCLI, profile {0}', profile),
        where: `~/.tccli/${profile ?? 'default'}.credential`,
      };
    case 'tencent-sdk':
      return { label: vscode.l10n.t('Tencent Cloud SDK'), where: '~/.tencentcloud/credentials' };
    case 'aliyun-cli':
      return {
        label:
          profile === undefined
            ? vscode.l10n.t('aliyun CLI')
            : vscode.l10n.t('aliyun CLI, profile {0}', profile),
        where: '~/.aliyun/config.json',
      };
    case 'alibaba-sdk':
      return { label: vscode.l10n.t('Alibaba Cloud SDK'), where: '~/.alibabacloud/credentials' };
  }
}
