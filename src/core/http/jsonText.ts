/** Values nested deeper than this become `…`: nothing a service documents comes near it, and code that walks them may recurse. */
export const deepestJson = 100;

/** Goes through the tokens of a text that is JSON, without copying any of it. */
export class JsonScanner {
  readonly text: string;
  start = 0;
  end = 0;
  /** The first character of the token tells its kind. */
  first = '';

  constructor(text: string) {
    this.text = text;
  }

  /** False behind the last token. */
  next(): boolean {
    let start = this.end;
    while (isSpace(this.text.charCodeAt(start))) {
      start++;
    }
    this.start = start;
    this.first = this.text[start] ?? '';
    if (this.first === '') {
      this.end = start;
      return false;
    }
    if (this.first === '"') {
      this.end = this.#stringEnd(start);
    } else if (isPunctuation(this.first)) {
      this.end = start + 1;
    } else {
      this.end = this.#bareEnd(start + 1);
    }
    return true;
  }

  get token(): string {
    return this.text.slice(this.start, this.end);
  }

  get opens(): boolean {
    return this.first === '{' || this.first === '[';
  }

  get closes(): boolean {
    return this.first === '}' || this.first === ']';
  }

  /** Whether a colon follows, which makes a string the name of a member. */
  get isName(): boolean {
    let at = this.end;
    while (isSpace(this.text.charCodeAt(at))) {
      at++;
    }
    return this.first === '"' && this.text[at] === ':';
  }

  #stringEnd(start: number): number {
    for (let at = start + 1; ; at++) {
      at = this.text.indexOf('"', at);
      if (at < 0) {
        return this.text.length;
      }
      let escapes = at - 1;
      while (this.text[escapes] === '\\') {
        escapes--;
      }
      if ((at - escapes) % 2 === 1) {
        return at + 1;
      }
    }
  }

  #bareEnd(start: number): number {
    let at = start;
    while (at < this.text.length && !isSpace(this.text.charCodeAt(at)) && !endsBare(this.text[at])) {
      at++;
    }
    return at;
  }
}

/**
 * Like `JSON.parse`, but a number that would lose its digits comes as the text that was sent, and what is nested too
 * deep as `…`. Throws a SyntaxError for what is no JSON.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const kept = keepingDigits(text);
  return kept === text ? value : JSON.parse(kept);
}

function keepingDigits(text: string): string {
  const scanner = new JsonScanner(text);
  const edit = new TextEdit(text);
  let depth = 0;
  let deepStart = 0;
  while (scanner.next()) {
    if (scanner.opens) {
      depth++;
      deepStart = depth === deepestJson + 1 ? scanner.start : deepStart;
    } else if (scanner.closes) {
      if (depth === deepestJson + 1) {
        edit.replace(deepStart, scanner.end, '"…"');
      }
      depth--;
    } else if (depth <= deepestJson && losesDigits(scanner)) {
      edit.replace(scanner.start, scanner.end, `"${scanner.token}"`);
    }
  }
  return edit.result;
}

/** Fractions are measures, not names: those may round. */
function losesDigits(scanner: JsonScanner): boolean {
  const { first, start, end } = scanner;
  const isNumber = first === '-' || (first >= '0' && first <= '9');
  if (!isNumber) {
    return false;
  }
  const number = Number(scanner.token);
  return (
    !Number.isFinite(number) ||
    (end - start > 15 && /^-?\d+$/.test(scanner.token) && !Number.isSafeInteger(number))
  );
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the value of a member of the outermost object stands: the last one, as `JSON.parse` takes it. */
export function memberSpan(text: string, name: string): Span | undefined {
  const scanner = new JsonScanner(text);
  let depth = 0;
  let isWanted = false;
  let start: number | undefined;
  let found: Span | undefined;
  while (scanner.next()) {
    if (depth === 1 && scanner.isName) {
      isWanted = nameOf(scanner) === name;
      scanner.next();
      continue;
    }
    start ??= depth === 1 && isWanted ? scanner.start : undefined;
    depth += scanner.opens ? 1 : scanner.closes ? -1 : 0;
    if (start !== undefined && depth === 1) {
      found = { start, end: scanner.end };
      start = undefined;
      isWanted = false;
    }
  }
  return found;
}

/** A text between quotes, read; `undefined` where it is too long to be a name that anyone looks for. */
export function nameOf(scanner: JsonScanner): string | undefined {
  if (scanner.end - scanner.start > 200) {
    return undefined;
  }
  const name: unknown = JSON.parse(scanner.token);
  return typeof name === 'string' ? name : undefined;
}

/** A text in which some stretches are replaced, from its beginning to its end. */
export class TextEdit {
  readonly #text: string;
  readonly #pieces: string[] = [];
  #kept = 0;

  constructor(text: string) {
    this.#text = text;
  }

  replace(start: number, end: number, by: string): void {
    this.#pieces.push(this.#text.slice(this.#kept, start), by);
    this.#kept = end;
  }

  get result(): string {
    return this.#kept === 0 ? this.#text : `${this.#pieces.join('')}${this.#text.slice(this.#kept)}`;
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function isPunctuation(character: string): boolean {
  return '{}[]:,'.includes(character);
}

function endsBare(character: string | undefined): boolean {
  return character === undefined || character === '"' || isPunctuation(character);
}
