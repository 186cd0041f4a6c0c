import { plainText } from '../../core/model/plainText.ts';

const built: unique symbol = Symbol('built');

/** HTML that is ours: texts that are put into it have been escaped. */
export interface Markup {
  readonly [built]: true;
  readonly text: string;
}

type Piece = string | number | Markup | undefined | readonly Piece[];

/** Builds HTML. Whatever is put in is text, unless it was built here too: nothing a cloud says becomes markup. */
export function html(literals: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const texts = literals.map(
    (literal, index) => literal + (index < pieces.length ? rendered(pieces[index]) : ''),
  );
  return { [built]: true, text: texts.join('') };
}

function rendered(piece: Piece): string {
  if (piece === undefined) {
    return '';
  }
  if (typeof piece !== 'object') {
    return escaped(plainText(String(piece), longest));
  }
  return built in piece ? piece.text : piece.map(rendered).join('');
}

/** In code points; no text of a report is longer where it matters. */
const longest = 4000;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
