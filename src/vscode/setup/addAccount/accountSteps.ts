import * as vscode from 'vscode';
import { clouds, providersOf } from '../../../core/accounts/cloudOffers.ts';
import type { Cloud, Site } from '../../../core/model/account.ts';
import type { Provider } from '../../../core/providers/provider.ts';
import type { WrittenEntries } from '../../../core/providers/question.ts';
import { translate } from '../../text/translate.ts';
import type { AccountDraft } from './accountDraft.ts';
import { accept, askText, type Choice, pickOne, pickSeveral } from './quickInput.ts';
import type { Step } from './steps.ts';

const cloudStep = (registry: readonly Provider[]): Step<AccountDraft> => ({
  ask: async (draft, place) =>
    accept(
      await pickOne(
        place,
        vscode.l10n.t('Whose account is it?'),
        cloudChoices(registry),
        (it) => it === draft.cloud,
      ),
      (cloud) => {
        if (cloud === draft.cloud) {
          return;
        }
        const offered = providersOf(cloud, registry);
        draft.cloud = cloud;
        draft.credentials = undefined;
        draft.services = offered.length === 1 ? emptyServices(offered.map(({ kind }) => kind)) : new Map();
      },
    ),
});

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

const servicesStep = (registry: readonly Provider[]): Step<AccountDraft> => ({
  applies: ({ cloud }) => cloud !== undefined && providersOf(cloud, registry).length > 1,
  ask: async (draft, place) => {
    const placeholder = vscode.l10n.t('Which services should be shown? Choose at least one.');
    const offered = draft.cloud === undefined ? [] : providersOf(draft.cloud, registry);
    const choices = offered.map(
      ({ kind, title, fullName }): Choice<string> => ({
        value: kind,
        label: title,
        description: translate(fullName),
      }),
    );
    const answer = await pickSeveral(place, placeholder, choices, (kind) => draft.services.has(kind));
    return accept(answer, (kinds) => {
      draft.services = new Map(
        [...emptyServices(kinds)].map(([kind, none]) => [kind, draft.services.get(kind) ?? none]),
      );
    });
  },
});

/** What every account is asked: cloud, site, label, services. */
export function accountSteps(registry: readonly Provider[]): readonly Step<AccountDraft>[] {
  return [cloudStep(registry), siteStep, labelStep, servicesStep(registry)];
}

function emptyServices(kinds: readonly string[]): ReadonlyMap<string, WrittenEntries> {
  return new Map(kinds.map((kind) => [kind, [{}]]));
}

function cloudChoices(registry: readonly Provider[]): readonly Choice<Cloud>[] {
  const labels: Readonly<Record<Cloud, string>> = {
    tencent: vscode.l10n.t('Tencent Cloud'),
    alibaba: vscode.l10n.t('Alibaba Cloud'),
    apsaraStack: vscode.l10n.t('Apsara Stack'),
  };
  return clouds.map((value) => {
    const titles = providersOf(value, registry)
      .map(({ title }) => title)
      .join(', ');
    const description =
      value === 'apsaraStack' ? vscode.l10n.t('{0} in a private cloud, behind a gateway', titles) : titles;
    return { value, label: labels[value], description };
  });
}

function siteChoices(): readonly Choice<Site>[] {
  return [
    { value: 'china', label: vscode.l10n.t('China site'), description: 'cloud.tencent.com' },
    { value: 'international', label: vscode.l10n.t('International site'), description: 'tencentcloud.com' },
  ];
}
