/** Scripts whose letters are two columns wide. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** A text of at most so many columns, its end replaced by an ellipsis where it is longer. */
export function shortened(text: string, columns: number): string {
  let width = 0;
  let fitting = '';
  for (const letter of text) {
    width += wide.test(letter) ? 2 : 1;
    if (width > columns) {
      return `${fitting.trimEnd()}…`;
    }
    fitting += width < columns ? letter : '';
  }
  return text;
}
