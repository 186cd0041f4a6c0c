import { inEnglish, type Phrase, type Translate } from './phrase.ts';

/** A sentence as data: a phrase and what stands in its places, which can be phrases again. Never a secret. */
export interface Words {
  readonly phrase: Phrase;
  readonly values: readonly (string | Words)[];
}

export function words(phrase: Phrase, ...values: readonly (string | Words)[]): Words {
  return { phrase, values };
}

/** The sentence in the language of `translate`; in English without one, for logs and for what nobody translates. */
export function wordsIn({ phrase, values }: Words, translate: Translate = inEnglish): string {
  return translate(
    phrase,
    ...values.map((value) => (typeof value === 'string' ? value : wordsIn(value, translate))),
  );
}

/** The same sentence with other values in its places. */
export function mapWords({ phrase, values }: Words, map: (value: string) => string): Words {
  return {
    phrase,
    values: values.map((value) => (typeof value === 'string' ? map(value) : mapWords(value, map))),
  };
}
