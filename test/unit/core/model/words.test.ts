import { expect, it } from 'vitest';
import { CloudError } from '../../../../src/core/model/errors.ts';
import { inEnglish, phrase, type Translate } from '../../../../src/core/model/phrase.ts';
import { words, wordsIn } from '../../../../src/core/model/words.ts';

const where = words(phrase('profile "{0}" in {1}'), 'ops', '~/file');
const sentence = words(phrase('There is no {0} in {1}.'), 'secretId', where);
const german: Translate = (english, ...values) =>
  inEnglish(
    phrase(english === 'There is no {0} in {1}.' ? 'In {1} fehlt {0}.' : 'Profil "{0}" in {1}'),
    ...values,
  );

it('puts a sentence and the phrases in its places into English, or into another language', () => {
  expect(wordsIn(sentence)).toBe('There is no secretId in profile "ops" in ~/file.');
  expect(wordsIn(sentence, german)).toBe('In Profil "ops" in ~/file fehlt secretId.');
});

it('takes what is put into a place for no place of its own', () => {
  expect(wordsIn(words(phrase('{0} and {1}'), '{1}', '{0}'))).toBe('{1} and {0}');
});

it('is the message of an error in English, and kept to be translated', () => {
  const error = new CloudError({ kind: 'credentials', code: 'CredentialsMissing', message: sentence });
  expect(error.message).toBe('There is no secretId in profile "ops" in ~/file.');
  expect(error.words).toEqual(sentence);
  expect(CloudError.of(new Error('no words')).words).toBeUndefined();
});
