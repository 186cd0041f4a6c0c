import type { CredentialsConfig } from '../model/account.ts';

const longest = 256;

/**
 * Whether `cloudTasks.accounts` takes a name for a profile of this place, which is what the tool takes: any text
 * without control characters. A name of TCCLI is the path of a file, which must stay inside its folder.
 */
export function isProfileName(from: CredentialsConfig['from'], name: string): boolean {
  if (name === '' || name.length > longest || /\p{Cc}/u.test(name)) {
    return false;
  }
  return from !== 'tccli' || name.split('/').every((part) => /^(?!\.{1,2}$)[^\\:]+$/.test(part));
}
