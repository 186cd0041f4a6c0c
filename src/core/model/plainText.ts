/** Longest text that is shown of what others say, in code points. */
const longest = 500;

/**
 * Foreign text as plain words, for everything that VS Code shows outside a document: no link (`[text](command:…)`),
 * no codicon (`$(name)`), no control, bidi or zero-width character, one line, at most `limit` code points.
 *
 * What VS Code would read as a sign is kept apart by a space, so that a person still sees what was sent. Plain text
 * stays as it is when it is made plain again.
 */
export function plainText(text: string, limit = longest): string {
  if (text.length <= limit && ordinary.test(text)) {
    return text;
  }
  const line = oneLine(cut(text, limit * 4));
  return ended(line.replace(/\](?=\()/g, '] ').replace(/\$(?=\()/g, '$ '), limit);
}

/** The same with its lines kept, for a tooltip or the second part of a dialog: at most `lines` of them. */
export function plainLines(text: string, limit = longest, lines = 40): string {
  return cut(text, limit * lines)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .slice(0, lines)
    .map((line) => plainText(line, limit))
    .join('\n');
}

/**
 * Foreign text for Markdown, which shows it as it is: every ASCII punctuation sign is escaped, because `www.`,
 * `http:` and `a@b.c` make links without any other sign.
 */
export function markdownText(text: string): string {
  return plainText(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/**
 * Text as a part of a line in the log: what would break the line, or be invisible in it, is written as `\u{…}`.
 * At most `limit` code points.
 */
export function logText(text: string, limit = 4000): string {
  const visible = cut(text, limit).replace(
    /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return ended(visible, limit);
}

/** What nearly all text is: nothing in it means anything to VS Code. */
const ordinary = /^(?! )(?:[!-'*-Z^-~·–…\u00c0-\u024f\u4e00-\u9fff]| (?=[^ ]))*$/u;

function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{DI}\p{NChar}]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** At most `limit` code points, with `…` for the rest. */
function ended(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  const points = [...cut(text, limit + 1)];
  return points.length <= limit
    ? text
    : `${points
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}

/** At most `limit` code points, before anything is looked for in a text that may be without end. */
function cut(text: string, limit: number): string {
  return text.length <= limit ? text : [...text.slice(0, limit * 2)].slice(0, limit).join('');
}
