import type { Cloud, CredentialsConfig } from '../model/account.ts';
import type { Complain } from './accountProblem.ts';
import { cloudOffers, placesWithProfiles } from './cloudOffers.ts';
import { isProfileName } from './profileName.ts';

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
  const allowed = cloudOffers[cloud].credentials;
  const spellings = allowed.map((from) =>
    placesWithProfiles.includes(from) ? `"${from}[:<profile>]"` : `"${from}"`,
  );
  const use = `for this cloud use ${spellings.join(', ')}`;
  if (value === undefined) {
    complain(`"credentials" is missing; ${use}`);
    return undefined;
  }
  const [, name, profile] = typeof value === 'string' ? (/^([^:]*)(?::(.*))?$/su.exec(value) ?? []) : [];
  const from = allowed.find((candidate) => candidate === name);
  if (from === undefined) {
    complain(`"credentials" names no place where keys are kept; ${use}`);
    return undefined;
  }
  if (profile === undefined) {
    return { from };
  }
  if (!placesWithProfiles.includes(from)) {
    complain(`"credentials": "${from}" has no profiles; write it without ":"`);
    return undefined;
  }
  if (!isProfileName(from, profile)) {
    complain(`"credentials": the profile after "${from}:" is not a profile name`);
    return undefined;
  }
  return { from, profile };
}
