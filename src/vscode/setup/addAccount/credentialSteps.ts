import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { CredentialPlaces } from '../../../core/accounts/credentials/credentialPlaces.ts';
import { discoverCredentials } from '../../../core/accounts/credentials/discoverCredentials.ts';
import { isKeyText } from '../../../core/accounts/credentials/keyPair.ts';
import type { CredentialsConfig } from '../../../core/model/account.ts';
import { credentialPlaceText } from '../credentialPlaceText.ts';
import { type AccountDraft, serviceEntry } from './accountDraft.ts';
import { accept, askText, type Choice, pickOne } from './quickInput.ts';
import type { Step } from './steps.ts';

/** Which of the places that fit the cloud the keys are in. */
export function credentialPlaceStep(places: CredentialPlaces): Step<AccountDraft> {
  return {
    ask: async (draft, place) => {
      const placeholder = vscode.l10n.t('Where are the credentials?');
      const choices = await placeChoices(draft, places);
      return accept(
        await pickOne(place, placeholder, choices, (it) => isDeepStrictEqual(it, draft.credentials)),
        (credentials) => {
          draft.credentials = credentials;
        },
      );
    },
  };
}

async function placeChoices(
  { cloud }: AccountDraft,
  places: CredentialPlaces,
): Promise<readonly Choice<CredentialsConfig>[]> {
  if (cloud === undefined) {
    return [];
  }
  const found = await discoverCredentials(cloud, places, new AbortController().signal);
  return [
    {
      value: { from: 'stored' },
      label: vscode.l10n.t('Enter them now'),
      description: vscode.l10n.t("kept in VS Code's secret storage"),
    },
    ...found.map(({ credentials, problem }) => {
      const { label, where } = credentialPlaceText(credentials, cloud);
      return {
        value: credentials,
        label,
        ...(problem === undefined
          ? { description: vscode.l10n.t('found: {0}', where) }
          : { detail: problem }),
      };
    }),
  ];
}

const isTyped = ({ credentials }: AccountDraft): boolean => credentials?.from === 'stored';

export const keyIdStep: Step<AccountDraft> = {
  applies: isTyped,
  ask: async (draft, place) => {
    const answer = await askText(place, keyQuestion(keyNames(draft).id, draft.keyId));
    return accept(answer, (text) => {
      draft.keyId = text;
    });
  },
};

const keySecretStep: Step<AccountDraft> = {
  applies: isTyped,
  ask: async (draft, place) => {
    const answer = await askText(place, keyQuestion(keyNames(draft).secret, draft.keySecret));
    return accept(answer, (text) => {
      draft.keySecret = text;
    });
  },
};

const tokenStep: Step<AccountDraft> = {
  // An API Gateway knows no temporary credentials.
  applies: (draft) => isTyped(draft) && !isAppKey(draft),
  ask: async (draft, place) => {
    const answer = await askText(place, {
      prompt: vscode.l10n.t('Session token, for temporary credentials only. Empty: none'),
      value: draft.token,
      secret: true,
      check: (text) => (text === '' ? undefined : keyComplaint(text)),
    });
    return accept(answer, (text) => {
      draft.token = text;
    });
  },
};

/** The key pair itself, where VS Code is to keep it. Every input is masked. */
export const keySteps: readonly Step<AccountDraft>[] = [keyIdStep, keySecretStep, tokenStep];

function keyQuestion(name: string, value: string): Parameters<typeof askText>[1] {
  return { prompt: name, value, secret: true, check: keyComplaint };
}

function keyComplaint(text: string): string | undefined {
  if (text === '') {
    return vscode.l10n.t('Enter it, or go back.');
  }
  return isKeyText(text)
    ? undefined
    : vscode.l10n.t('It holds a space or another character that no key has.');
}

function isAppKey(draft: AccountDraft): boolean {
  return (
    draft.cloud === 'apsaraStack' && (serviceEntry(draft, 'ecs').signature ?? 'apiGateway') === 'apiGateway'
  );
}

function keyNames(draft: AccountDraft): { readonly id: string; readonly secret: string } {
  if (draft.cloud === 'tencent') {
    return { id: 'SecretId', secret: 'SecretKey' };
  }
  return isAppKey(draft)
    ? { id: 'AppKey', secret: 'AppSecret' }
    : { id: 'AccessKey ID', secret: 'AccessKey Secret' };
}
