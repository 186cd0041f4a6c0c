import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIni } from '../../../../../src/core/accounts/credentials/iniFile.ts';
import { readKeys, refusal } from '../readKeys.ts';
import { tempHome } from '../tempHome.ts';

const home = (text: string) => tempHome({ '.alibabacloud/credentials': text });
const pair = 'access_key_id = LTAIabc\naccess_key_secret = k1';

describe('an ini file of a vendor', () => {
  it.each([
    [
      "the README's form",
      '[default]      # the one used first\ntype = access_key   # a key pair\naccess_key_id = LTAIabc  # …\naccess_key_secret = k1',
    ],
    ['semicolons', '[default] ; mine\naccess_key_id = LTAIabc ; …\naccess_key_secret = k1\t; …'],
    [
      'comments without a space',
      '[default]#mine\n#x\n;y\n  # z\naccess_key_id = LTAIabc #\naccess_key_secret = k1',
    ],
    ['colons', '[default]\naccess_key_id: LTAIabc\naccess_key_secret : k1'],
    ['no spaces', '[default]\naccess_key_id=LTAIabc\naccess_key_secret=k1'],
    ['many spaces', ' [ default ] \n  access_key_id  =   LTAIabc  \n\taccess_key_secret\t=\tk1\t'],
    ['double quotes', '[default]\naccess_key_id = "LTAIabc"\naccess_key_secret = "k1" # c'],
    ['single quotes', "[default]\naccess_key_id = 'LTAIabc'\naccess_key_secret = 'k1';c"],
    ['a mark, CRLF and CR', `\ufeff[default]\r\naccess_key_id = LTAIabc\raccess_key_secret = k1\r\n`],
    ['names in capitals', '[default]\nAccess_Key_ID = LTAIabc\nACCESS_KEY_SECRET = k1'],
    [
      'two sections of a name',
      `[default]\naccess_key_id = LTAIabc\n[x]\n${pair}x\n[default]\naccess_key_secret = k1`,
    ],
    ['a field twice: the later one', `[default]\naccess_key_id = old\n${pair}`],
    ['enable', `[default]\nenable = true\n${pair}`],
    ['text of no use', `what is this\n[other\n[default]\nalso this\n${pair}\n= nothing`],
    ['a section called __proto__', `[__proto__]\nx = 1\n[default]\n__proto__ = 1\n${pair}`],
  ])('is read: %s', async (_what, text) => {
    expect(await readKeys('alibaba', 'alibaba-sdk', await home(text))).toEqual({
      id: 'LTAIabc',
      secret: 'k1',
    });
  });

  it.each([
    ['enable = false', `[default]\nenable = false\n${pair}`, 'CredentialsMissing', /switched off/],
    ['enable = 0', `[default]\nenable = 0 # no\n${pair}`, 'CredentialsMissing', /switched off/],
    ['no section', pair, 'CredentialsMissing', /no \[default\] section/],
    ['another case', `[Default]\n${pair}`, 'CredentialsMissing', /no \[default\] section/],
    [
      'no value',
      '[default]\naccess_key_id\naccess_key_secret =',
      'CredentialsMissing',
      /no access_key_id and no/,
    ],
    [
      'a secret with #',
      '[default]\naccess_key_id = a\naccess_key_secret = k#1',
      'CredentialsInvalid',
      /access_key_secret .* holds "#"/,
    ],
    [
      'an id with ;',
      '[default]\naccess_key_id = a;b\naccess_key_secret = k',
      'CredentialsInvalid',
      /access_key_id .* holds "#"/,
    ],
    ['half a quote', '[default]\naccess_key_id = "a\naccess_key_secret = k', 'CredentialsInvalid', /quotes/],
  ])('is refused with a reason: %s', async (_what, text, code, message) => {
    await expect(readKeys('alibaba', 'alibaba-sdk', await home(text))).rejects.toMatchObject(
      refusal(code, message),
    );
  });

  it('takes # and ; for a part of a value in quotes', async () => {
    const places = await home('[default]\naccess_key_id = "a#b"\naccess_key_secret = \'c;d\' # e');
    expect(await readKeys('alibaba', 'alibaba-sdk', places)).toEqual({ id: 'a#b', secret: 'c;d' });
  });

  it('is read as the SDK for Node.js reads it, wherever that knows the form', async () => {
    const { default: SharedFile } = await import('@alicloud/credentials/dist/src/providers/profile.js');
    const places = await home('');
    const path = join(places.home, '.alibabacloud/credentials');
    const key = fc.stringMatching(/^[A-Za-z0-9+/=.]{1,20}$/).filter((text) => !text.startsWith('='));
    const space = fc.constantFrom('', ' ', '\t ');
    const comment = fc.constantFrom('', ' # c', ' ; c = d', '\t#x');
    const line = fc.constantFrom('', '# c', ' ; [default]', '[other]\naccess_key_id = no\n[default]');
    await fc.assert(
      fc.asyncProperty(
        key,
        key,
        space,
        comment,
        line,
        fc.boolean(),
        async (id, secret, gap, end, between, quoted) => {
          const value = (text: string): string => (quoted ? `"${text}"` : text);
          await writeFile(
            path,
            `[default]\ntype = access_key\naccess_key_id${gap}=${gap}${value(id)}${quoted ? '' : end}\n${between}\naccess_key_secret = ${value(secret)}\n`,
          );
          process.env.ALIBABA_CLOUD_CREDENTIALS_FILE = path;
          const theirs = await SharedFile.builder().withProfileName('default').build().getCredentials();
          expect(await readKeys('alibaba', 'alibaba-sdk', places)).toEqual({
            id: theirs.accessKeyId,
            secret: theirs.accessKeySecret,
          });
        },
      ),
      { numRuns: 200 },
    );
    delete process.env.ALIBABA_CLOUD_CREDENTIALS_FILE;
  });

  it('is read in no time, whatever it holds', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => parseIni(text).size >= 0));
    expect(parseIni(`[a]\n${'x'.repeat(900_000)}`).get('a')?.size).toBe(0);
    expect(
      parseIni(`[a]\nb = ${' '.repeat(900_000)}x`)
        .get('a')
        ?.get('b')?.text,
    ).toBe('x');
  });
});
