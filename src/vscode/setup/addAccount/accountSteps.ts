import * as vscode from 'vscode';
import { cloudOffers } from '../../../core/accounts/cloudOffers.ts';
import type { Cloud, Site } from '../../../core/model/account.ts';
import type { AccountDraft, ServiceEntry } from './accountDraft.ts';
import { accept, askText, type Choice, pickOne, pickSeveral } from './quickInput.ts';
import type { Step } from './steps.ts';

const cloudStep: Step<AccountDraft> = {
  ask: async (draft, place) =>
    accept(
      await pickOne(place, vscode.l10n.t('Whose account is it?'), cloudChoices(), (it) => it === draft.cloud),
      (cloud) => {
        if (cloud === draft.cloud) {
          return;
        }
        const { services } = cloudOffers[cloud];
        draft.cloud = cloud;
        draft.credentials = undefined;
        draft.services = services.length === 1 ? emptyServices(services) : new Map();
      },
    ),
};

const siteStep: Step<AccountDraft> = {
  applies: ({ cloud }) => cloud === 'tencent',
  ask: async (draft, place) => {
    const placeholder = vscode.l10n.t('Which site is it on? The two are separate accounts.');
    return accept(await pickOne(place, placeholder, siteChoices(), (it) => it === draft.site), (site) => {
      draft.site = site;
    });
  },
};

const labelStep: Step<AccountDraft> = {
  ask: async (draft, place) => {
    const answer = await askText(place, {
      prompt: vscode.l10n.t('A name for the account, as the tree shows it'),
      placeholder: vscode.l10n.t('Production'),
      value: draft.label,
      check: (text) => (text === '' ? vscode.l10n.t('Enter a name.') : undefined),
    });
    return accept(answer, (label) => {
      draft.label = label;
    });
  },
};

const servicesStep: Step<AccountDraft> = {
  applies: ({ cloud }) => cloud !== undefined && cloudOffers[cloud].services.length > 1,
  ask: async (draft, place) => {
    const placeholder = vscode.l10n.t('Which services should be shown? Choose at least one.');
    const answer = await pickSeveral(place, placeholder, serviceChoices(draft.cloud), (kind) =>
      draft.services.has(kind),
    );
    return accept(answer, (kinds) => {
      draft.services = new Map(
        [...emptyServices(kinds)].map(([kind, none]) => [kind, draft.services.get(kind) ?? none]),
      );
    });
  },
};

/** What every account is asked: cloud, site, label, services. */
export const accountSteps: readonly Step<AccountDraft>[] = [cloudStep, siteStep, labelStep, servicesStep];

function emptyServices(kinds: readonly string[]): ReadonlyMap<string, readonly ServiceEntry[]> {
  return new Map(kinds.map((kind) => [kind, [{}]]));
}

function cloudChoices(): readonly Choice<Cloud>[] {
  return [
    { value: 'tencent', label: vscode.l10n.t('Tencent Cloud'), description: 'MPS, VOD, CWP' },
    { value: 'alibaba', label: vscode.l10n.t('Alibaba Cloud'), description: 'ECS' },
    {
      value: 'apsaraStack',
      label: vscode.l10n.t('Apsara Stack'),
      description: vscode.l10n.t('ECS in a private cloud, behind a gateway'),
    },
  ];
}

function siteChoices(): readonly Choice<Site>[] {
  return [
    { value: 'china', label: vscode.l10n.t('China site'), description: 'cloud.tencent.com' },
    { value: 'international', label: vscode.l10n.t('International site'), description: 'tencentcloud.com' },
  ];
}

function serviceChoices(cloud: Cloud | undefined): readonly Choice<string>[] {
  const descriptions: Readonly<Record<string, string>> = {
    mps: vscode.l10n.t('Media Processing Service'),
    vod: vscode.l10n.t('Video on Demand'),
    cwp: vscode.l10n.t('Cloud Workload Protection'),
    ecs: vscode.l10n.t('Elastic Compute Service'),
  };
  const kinds = cloud === undefined ? [] : cloudOffers[cloud].services;
  return kinds.map((kind) => ({
    value: kind,
    label: kind.toUpperCase(),
    description: descriptions[kind] ?? '',
  }));
}
