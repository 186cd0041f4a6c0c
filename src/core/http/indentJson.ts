import { JsonScanner } from './jsonText.ts';

/** What lies deeper goes on in one line: nested a thousand times, 200 KB would become 200 MB of blanks. */
const deepestIndent = 32;
/** A longer text stays as it was sent: no editor shows it anyway. */
export const longestIndented = 64 * 1024 * 1024;
const pieceLength = 64 * 1024;

/**
 * A text that is JSON, laid out like `JSON.stringify(…, null, 2)`. Everything but the blanks between tokens stays as
 * it is: the digits of numbers, the order of members, repeated names, escapes.
 */
export function indentJson(text: string): string {
  const scanner = new JsonScanner(text);
  const pieces: string[] = [];
  let piece = '';
  let length = 0;
  let depth = 0;
  let before = '';
  while (scanner.next()) {
    const { first } = scanner;
    const isEmpty = scanner.closes && (before === '{' || before === '[');
    const breaks = before === '{' || before === '[' || before === ',' || scanner.closes;
    depth -= scanner.closes ? 1 : 0;
    if (breaks && !isEmpty && depth <= deepestIndent && (!scanner.closes || depth < deepestIndent)) {
      piece += `\n${'  '.repeat(depth)}`;
    }
    piece += first === ':' ? ': ' : scanner.token;
    depth += scanner.opens ? 1 : 0;
    before = first;
    if (piece.length > pieceLength) {
      length += piece.length;
      if (length > longestIndented) {
        return text;
      }
      pieces.push(piece);
      piece = '';
    }
  }
  return `${pieces.join('')}${piece}`;
}
