import { phrase } from '../../model/phrase.ts';
import { words } from '../../model/words.ts';
import { credentialsError } from './credentialErrors.ts';
import type { CredentialFile } from './credentialFile.ts';
import { type IniSection, parseIni } from './iniFile.ts';
import type { FoundField } from './keyPair.ts';

/**
 * A section of an SDK's ini file.
 * @throws CloudError `CredentialsMissing` when there is none, or when it says `enable = false`, as Alibaba's SDKs for
 * Java and PHP write.
 */
export function iniSection(text: string, name: string, file: CredentialFile): IniSection {
  const section = parseIni(text).get(name);
  if (section === undefined) {
    throw credentialsError(
      'CredentialsMissing',
      words(phrase('There is no [{0}] section in {1}.'), name, file.shown),
    );
  }
  const enable = section.get('enable');
  if (enable !== undefined && enable.text.toLowerCase() !== 'true') {
    throw credentialsError(
      'CredentialsMissing',
      words(phrase('[{0}] in {1} is switched off (enable).'), name, file.shown),
    );
  }
  return section;
}

/** The text of a field that is no key, such as a type; empty where it is not there. */
export function iniText(section: IniSection, name: string): string {
  return section.get(name)?.text ?? '';
}

/**
 * A key of a section. No key holds `#` or `;`: behind other characters some SDKs take them for the beginning of a
 * comment and others for a part of the key.
 * @throws CloudError `CredentialsInvalid` where that is in doubt.
 */
export function iniKey(section: IniSection, name: string, file: CredentialFile): FoundField {
  const value = section.get(name);
  if (value?.quoted === false && /[#;]/.test(value.text)) {
    throw credentialsError(
      'CredentialsInvalid',
      words(
        phrase(
          '{0} in {1} holds "#" or ";" without a space before it; put a space there, or quotes around the key.',
        ),
        name,
        file.shown,
      ),
    );
  }
  return { name, value: value?.text };
}
