import * as vscode from 'vscode';
import type { Provider } from '../../core/providers/provider.ts';
import type { OpenService, Session } from '../../core/session.ts';
import { nodeOf } from '../tree/nodes/node.ts';
import { pick } from '../ui/inputs.ts';
import { showInformation } from '../ui/messages.ts';

/** The service of a kind that a row belongs to; without such a row, the one of the account a person picks. */
export async function serviceToSetUp(
  target: unknown,
  { kind, title }: Provider,
  services: Session,
): Promise<OpenService | undefined> {
  const ofKind = services.all.filter(({ config }) => config.kind === kind);
  const open = ofKind.find((service) => service === nodeOf(target)?.service);
  if (open !== undefined) {
    return open;
  }
  const firsts = [...new Map(ofKind.toReversed().map((service) => [service.account, service])).values()];
  const accounts = firsts.toReversed();
  if (accounts.length === 0) {
    await showInformation(vscode.l10n.t('No account shows {0} yet. "Add Account" offers it.', title));
  }
  if (accounts.length < 2) {
    return accounts[0];
  }
  const picked = await pick(
    accounts.map((service) => ({
      service,
      label: service.account.label,
      description: service.account.id,
    })),
    { placeHolder: vscode.l10n.t('Of which account?') },
  );
  return picked?.service;
}
