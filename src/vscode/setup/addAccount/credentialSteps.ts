import * as vscode from 'vscode';
import type { CredentialPlaces } from '../../../core/accounts/credentials/credentialPlaces.ts';
import { isTemporaryId, keyFlaw } from '../../../core/accounts/credentials/keyPair.ts';
import { providers } from '../../../core/providers/registry.ts';
import type { AccountDraft } from './accountDraft.ts';
import { pickCredentialPlace } from './pickCredentialPlace.ts';
import { accept, askText } from './quickInput.ts';
import type { Step } from './steps.ts';

/** Which of the places that fit the cloud the keys are in. */
export function credentialPlaceStep(places: CredentialPlaces): Step<AccountDraft> {
  return {
    applies: ({ cloud }) => cloud !== undefined,
    ask: async (draft, place) =>
      draft.cloud === undefined
        ? 'next'
        : accept(await pickCredentialPlace(place, draft.cloud, places, draft.credentials), (credentials) => {
            draft.credentials = credentials;
          }),
  };
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
      prompt: vscode.l10n.t('Session token (temporary credentials only; otherwise leave empty)'),
      value: draft.token,
      secret: true,
      check: (text) => (text === '' ? tokenComplaint(draft.keyId) : keyComplaint(text)),
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

function tokenComplaint(keyId: string): string | undefined {
  return isTemporaryId(keyId)
    ? vscode.l10n.t('These keys are temporary and work only with their session token.')
    : undefined;
}

function keyComplaint(text: string): string | undefined {
  if (text === '') {
    return vscode.l10n.t('Required.');
  }
  switch (keyFlaw(text)) {
    case 'characters':
      return vscode.l10n.t('Keys cannot contain spaces or special characters.');
    case 'quotes':
      return vscode.l10n.t('Enter the key without the quotes around it.');
    case 'fieldName':
      return vscode.l10n.t('Enter the key alone, without the name of the field.');
    case undefined:
      return undefined;
  }
}

function isAppKey({ cloud, services }: AccountDraft): boolean {
  return providers.some(
    ({ kind, usesAppKey }) =>
      cloud !== undefined && services.has(kind) && usesAppKey?.(cloud, services.get(kind) ?? []) === true,
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
