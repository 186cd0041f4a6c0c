import { parse } from 'ini';
import { isObject } from '../../http/answer.ts';
import type { HomeFile } from './credentialFile.ts';
import { credentialsMissing } from './credentialPlaces.ts';

/** The `[default]` section of an ini file. @throws CloudError `CredentialsMissing` when there is none. */
export function iniDefaults(text: string, file: HomeFile): Readonly<Record<string, unknown>> {
  const section: unknown = parse(text.replace(/^\ufeff/, '')).default;
  if (!isObject(section)) {
    throw credentialsMissing(`There is no [default] section in ${file.shown}.`);
  }
  return section;
}
