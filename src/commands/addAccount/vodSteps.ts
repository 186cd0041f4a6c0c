import * as vscode from 'vscode';
import { type AccountDraft, setServiceEntries } from './accountDraft.ts';
import { accept, askText } from './quickInput.ts';
import { splitList } from './splitList.ts';
import type { Step } from './steps.ts';

/** VOD's applications, by number. */
const applicationsStep: Step<AccountDraft> = {
  applies: ({ services }) => services.has('vod'),
  ask: async (draft, place) => {
    const entries = draft.services.get('vod') ?? [];
    const answer = await askText(place, {
      prompt: vscode.l10n.t(
        'VOD application numbers (SubAppId), separated by commas. Empty: the default application',
      ),
      placeholder: '1500000001',
      value: entries.flatMap(({ subAppId }) => subAppId ?? []).join(', '),
      check: (text) =>
        splitList(text).every(isApplicationNumber)
          ? undefined
          : vscode.l10n.t('Enter application numbers such as 1500000001, or nothing.'),
    });
    return accept(answer, (text) => {
      const numbers = splitList(text).map(Number);
      setServiceEntries(
        draft,
        'vod',
        numbers.length === 0 ? [{}] : numbers.map((subAppId) => ({ subAppId })),
      );
    });
  },
};

export const vodSteps: readonly Step<AccountDraft>[] = [applicationsStep];

function isApplicationNumber(text: string): boolean {
  return /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text));
}
