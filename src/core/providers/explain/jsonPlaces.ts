interface Wanted {
  readonly pointer: string;
  readonly keys: readonly string[];
}

/** Deeper pointers are not looked for: nothing a service documents comes near it. */
const deepest = 100;

/**
 * Where the values of JSON pointers begin in a text that is JSON, in UTF-16 units. One pass over the text. Where a key
 * is repeated, the last one counts, as in `JSON.parse`.
 */
export function jsonPlaces(text: string, pointers: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const wanted = pointers
    .map((pointer) => ({ pointer, keys: keysOf(pointer) }))
    .filter(({ keys }) => keys.length <= deepest);
  readValue(new Position(text), wanted, 0, places);
  return places;
}

function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function readValue(
  position: Position,
  wanted: readonly Wanted[],
  level: number,
  places: Map<string, number>,
): void {
  const start = position.next();
  const below: Wanted[] = [];
  for (const each of wanted) {
    if (each.keys.length === level) {
      places.set(each.pointer, start);
    } else {
      below.push(each);
    }
  }
  const opening = position.sign;
  if (below.length === 0 || (opening !== '{' && opening !== '[')) {
    position.skipValue();
    return;
  }
  position.at++;
  for (let index = 0; !position.isOver; index++) {
    position.next();
    if (position.sign === '}' || position.sign === ']') {
      position.at++;
      return;
    }
    const key = opening === '{' ? position.readKey() : String(index);
    const inside = below.filter(({ keys }) => keys[level] === key);
    readValue(position, inside, level + 1, places);
    position.next();
    if (position.sign === ',') {
      position.at++;
    }
  }
}

/** A place in the text that moves on. */
class Position {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isOver(): boolean {
    return this.at >= this.#text.length;
  }

  get sign(): string {
    return this.#text.charAt(this.at);
  }

  /** Goes to the next sign that is no space, and tells where that is. */
  next(): number {
    while (!this.isOver && /\s/.test(this.sign)) {
      this.at++;
    }
    return this.at;
  }

  /** Reads `"key" :`. */
  readKey(): string {
    const start = this.at;
    this.#skipString();
    const written = this.#text.slice(start, this.at);
    this.next();
    this.at++;
    try {
      return String(JSON.parse(written));
    } catch {
      return written;
    }
  }

  /** Goes behind the value that begins here, whatever is in it. */
  skipValue(): void {
    let depth = 0;
    do {
      const { sign } = this;
      if (sign === '"') {
        this.#skipString();
      } else {
        depth += sign === '{' || sign === '[' ? 1 : sign === '}' || sign === ']' ? -1 : 0;
        this.at++;
        this.#skipBare(sign);
      }
      if (depth > 0) {
        this.next();
      }
    } while (depth > 0 && !this.isOver);
  }

  /** A number, `true`, `null`: to the sign that ends it. */
  #skipBare(first: string): void {
    while (!/[\s{}[\],:]/.test(first) && !this.isOver && !/[\s{}[\],:"]/.test(this.sign)) {
      this.at++;
    }
  }

  #skipString(): void {
    this.at++;
    while (!this.isOver && this.sign !== '"') {
      this.at += this.sign === '\\' ? 2 : 1;
    }
    this.at++;
  }
}
