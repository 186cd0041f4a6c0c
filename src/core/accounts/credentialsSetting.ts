import type { Cloud, CredentialsConfig } from '../model/account.ts';
import { credentialKinds, placesWithProfiles } from './cloudOffers.ts';
import { isProfileName } from './profileName.ts';
import type { Complain } from './settingIssue.ts';

/** `stored`, `environment`, `tccli:ops`: the setting's spelling. */
export function credentialsText(credentials: CredentialsConfig): string {
  return credentials.profile === undefined ? credentials.from : `${credentials.from}:${credentials.profile}`;
}

/**
 * An account's `credentials`. What stands there is never repeated in a complaint: somebody may have written
 * the key itself.
 */
export function parseCredentialsConfig(
  value: unknown,
  cloud: Cloud,
  complain: Complain,
): CredentialsConfig | undefined {
  const allowed = credentialKinds[cloud];
  const spellings = allowed.map((from) =>
    placesWithProfiles.includes(from) ? `"${from}[:<profile>]"` : `"${from}"`,
  );
  const use = [spellings.join(', ')];
  if (value === undefined) {
    complain([], 'credentialsMissing', use);
    return undefined;
  }
  const [, name, profile] = typeof value === 'string' ? (/^([^:]*)(?::(.*))?$/su.exec(value) ?? []) : [];
  const from = allowed.find((candidate) => candidate === name);
  if (from === undefined) {
    complain([], 'credentialsPlace', use);
    return undefined;
  }
  if (profile === undefined) {
    return { from };
  }
  if (!placesWithProfiles.includes(from)) {
    complain([], 'noProfiles', [from]);
    return undefined;
  }
  if (!isProfileName(from, profile)) {
    complain([], 'profileName', [from]);
    return undefined;
  }
  return { from, profile };
}
