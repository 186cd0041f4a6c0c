import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { CredentialPlaces } from '../../../core/accounts/credentials/credentialPlaces.ts';
import {
  type DiscoveredCredentials,
  discoverCredentials,
  lookAt,
} from '../../../core/accounts/credentials/discoverCredentials.ts';
import type { Cloud, CredentialsConfig } from '../../../core/model/account.ts';
import { messageOf } from '../../text/failureText.ts';
import { quickPick } from '../../ui/inputs.ts';
import { credentialPlaceText } from '../credentialPlaceText.ts';
import { type Answer, show } from './quickInput.ts';
import type { StepPlace } from './steps.ts';

type Item = vscode.QuickPickItem & { readonly found?: DiscoveredCredentials };

/** As many are sent to the window at once; what is typed finds the others. */
const mostShown = 100;
/** The list waits as long for what is found, so that nothing moves under a person's hand; a file system can hang. */
const patienceMs = 1000;

const typedNow: DiscoveredCredentials = { credentials: { from: 'stored' }, problem: undefined };

/** Asks which of the places that fit the cloud the keys are in. One that holds no usable keys cannot be chosen. */
export async function pickCredentialPlace(
  place: StepPlace,
  cloud: Cloud,
  places: CredentialPlaces,
  chosen: CredentialsConfig | undefined,
): Promise<Answer<CredentialsConfig>> {
  const gone = new AbortController();
  let found: readonly DiscoveredCredentials[] = [];
  const discovery = discoverCredentials(cloud, places, gone.signal).then(
    (all) => {
      found = all;
    },
    () => {},
  );
  await Promise.race([discovery, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  const pick = quickPick<Item>();
  pick.placeholder = vscode.l10n.t('Where should Cloud Tasks read the keys?');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const fill = (): void => {
    pick.items = itemsOf(found, cloud, places, pick.value);
    // A separator has no credentials either: made active, it would swallow Enter.
    const active = chosen && pick.items.find((item) => isDeepStrictEqual(item.found?.credentials, chosen));
    if (active !== undefined) {
      pick.activeItems = [active];
    }
  };
  try {
    return await show<CredentialsConfig>(pick, place, (answer) => {
      const listeners = [
        pick.onDidChangeValue(() => found.length > mostShown && fill()),
        pick.onDidAccept(async () => {
          const item = pick.selectedItems[0]?.found;
          if (item === undefined || pick.busy) {
            return;
          }
          if (item === typedNow || (item.problem === undefined && item.unread === undefined)) {
            answer({ value: item.credentials });
            return;
          }
          // It may have been put right since, or not been looked at yet.
          pick.busy = true;
          const now = await lookAt(cloud, item.credentials, places, gone.signal).catch(() => item);
          pick.busy = false;
          if (now.problem === undefined && now.unread === undefined) {
            answer({ value: now.credentials });
            return;
          }
          found = found.map((other) => (other === item ? now : other));
          fill();
        }),
      ];
      pick.busy = true;
      fill();
      void discovery.then(() => {
        if (!gone.signal.aborted) {
          pick.busy = false;
          fill();
        }
      });
      return listeners;
    });
  } finally {
    gone.abort();
  }
}

function itemsOf(
  found: readonly DiscoveredCredentials[],
  cloud: Cloud,
  places: CredentialPlaces,
  typed: string,
): readonly Item[] {
  const matching =
    found.length > mostShown
      ? found.filter(({ credentials: { profile = '' } }) =>
          profile.toLowerCase().includes(typed.toLowerCase()),
        )
      : found;
  const shown = matching.slice(0, mostShown);
  const ready = shown.filter(({ problem, unread }) => problem === undefined && unread === undefined);
  const unread = shown.filter((one) => one.unread !== undefined);
  const refused = shown.filter(({ problem }) => problem !== undefined);
  const item = (one: DiscoveredCredentials): Item => itemOf(one, cloud, places);
  const more = matching.length - shown.length;
  return [
    ...ready.map(item),
    {
      label: vscode.l10n.t('Enter them now'),
      description: vscode.l10n.t("kept in VS Code's secret storage"),
      found: typedNow,
    },
    ...unread.map(item),
    ...section(vscode.l10n.t('No usable keys here'), refused.map(item)),
    ...section(more > 0 ? vscode.l10n.t('{0} more: type a part of the name', more) : '', []),
  ];
}

function itemOf(one: DiscoveredCredentials, cloud: Cloud, places: CredentialPlaces): Item {
  const { label, where } = credentialPlaceText(one.credentials, cloud, places);
  if (one.problem !== undefined) {
    return { label, detail: messageOf(one.problem), found: one };
  }
  return {
    label,
    description: one.unread === undefined ? vscode.l10n.t('found: {0}', where) : where,
    found: one,
  };
}

function section(label: string, items: readonly Item[]): readonly Item[] {
  const separator = { label, kind: vscode.QuickPickItemKind.Separator };
  return label === '' || (items.length === 0 && !/\d/.test(label)) ? [] : [separator, ...items];
}
