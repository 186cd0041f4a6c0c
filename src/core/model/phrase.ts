declare const marked: unique symbol;

/** An English text with places `{0}`, `{1}`. It is also the key of its translations, as in `vscode.l10n`. */
export type Phrase = string & { readonly [marked]: true };

/** Puts a phrase into words of the reader's language. */
export type Translate = (phrase: Phrase, ...values: readonly (string | number)[]) => string;

/** Marks a text that a surface will show translated: a unit test finds those by this call. */
export function phrase(english: string): Phrase {
  return english as Phrase;
}

export const inEnglish: Translate = (english, ...values) =>
  english.replace(/\{(\d+)\}/g, (place, index) => String(values[Number(index)] ?? place));
