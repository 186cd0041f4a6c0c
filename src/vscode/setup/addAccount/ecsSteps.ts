import * as vscode from 'vscode';
import { isRegion } from '../../../core/accounts/serviceSettings.ts';
import { type AccountDraft, setServiceEntries } from './accountDraft.ts';
import { accept, askText } from './quickInput.ts';
import { splitList } from './splitList.ts';
import type { Step } from './steps.ts';

/** Public ECS lists tasks region by region; each becomes a row. */
const regionsStep: Step<AccountDraft> = {
  applies: ({ cloud }) => cloud === 'alibaba',
  ask: async (draft, place) => {
    const entries = draft.services.get('ecs') ?? [];
    const answer = await askText(place, {
      prompt: vscode.l10n.t('ECS regions, separated by commas'),
      placeholder: 'cn-hangzhou, cn-beijing',
      value: entries.flatMap(({ region }) => region ?? []).join(', '),
      check: (text) => {
        const regions = splitList(text);
        return regions.length > 0 && regions.every(isRegion)
          ? undefined
          : vscode.l10n.t('Enter region ids such as cn-hangzhou.');
      },
    });
    return accept(answer, (text) => {
      setServiceEntries(
        draft,
        'ecs',
        splitList(text).map((region) => ({ region })),
      );
    });
  },
};

export const ecsSteps: readonly Step<AccountDraft>[] = [regionsStep];
