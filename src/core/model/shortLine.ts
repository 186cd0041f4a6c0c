/** Line breaks, tabs and other control characters: C0, DEL, C1, and the two separators of Unicode. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not get into a line.
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** A text of others as one line of at most `longest` characters, the last of them `…` where something was cut off. */
export function shortLine(text: string, longest: number): string {
  // A replacement reads all of a text, which may have megabytes.
  const line = text.slice(0, longest + 1).replace(control, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}
