import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentJson } from '../../../../src/core/http/indentJson.ts';
import { deepestJson, JsonScanner, memberSpan, parseJson } from '../../../../src/core/http/jsonText.ts';

function tokensOf(text: string): string[] {
  const scanner = new JsonScanner(text);
  const tokens: string[] = [];
  while (scanner.next()) {
    tokens.push(scanner.token);
  }
  return tokens;
}

const nested = (depth: number, inner = '1') => `${'['.repeat(depth)}${inner}${']'.repeat(depth)}`;
const isPlain = (text: string) => !/\d{16}|e\+?\d{3}/.test(text);

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }).filter(isPlain), (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '"', '{', ']', ',', '01', '\\', '\n'),
        (text, at, put) => {
          const broken = `${text.slice(0, at % text.length)}${put}${text.slice((at % text.length) + 1)}`;
          let expected = false;
          try {
            JSON.parse(broken);
            expected = true;
          } catch {
            // Neither must parseJson read it.
          }
          expect(reads(broken)).toBe(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['249655320052916224', '249655320052916224'],
    ['-9007199254740993', '-9007199254740993'],
    ['9007199254740991', 9007199254740991],
    ['1e400', '1e400'],
    ['-1e400', '-1e400'],
    ['25.0', 25],
    ['0.1234567890123456789', 0.12345678901234568],
    ['01234567890123456789', undefined],
  ])('reads %s as %j', (text, value) => {
    expect(reads(text) ? parseJson(text) : undefined).toBe(value);
    expect(reads(`{"a":[${text}]}`) ? parseJson(`{"a":[${text}]}`) : undefined).toEqual(
      value === undefined ? undefined : { a: [value] },
    );
  });

  it('keeps the digits of every whole number, beside texts that look like numbers', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.string(), (id, text) => {
        const read = parseJson(`{"TaskId": ${id} , ${JSON.stringify(text)}:[${id},"${id}"], "n":-0.5}`);
        expect(read).toMatchObject({ n: -0.5 });
        expect(String((read as { TaskId: unknown }).TaskId)).toBe(String(id));
      }),
    );
  });

  it('cuts off what is nested deeper than anything documented, however deep it is', () => {
    for (const depth of [1, deepestJson, deepestJson + 1, 7_000, 500_000]) {
      let value = parseJson(`{"a":${nested(depth - 1)},"b":2}`);
      expect(value).toMatchObject({ b: 2 });
      expect(() => JSON.stringify(value)).not.toThrow();
      let deep = 0;
      value = (value as { a: unknown }).a;
      while (Array.isArray(value)) {
        deep++;
        [value] = value;
      }
      expect(deep).toBe(Math.min(depth, deepestJson) - 1);
      expect(value).toBe(depth > deepestJson ? '…' : 1);
    }
  });
});

function reads(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return false;
  }
}

describe('memberSpan', () => {
  it('finds the last member of a name, as JSON.parse does, and no deeper one', () => {
    const members = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'Response', 'R\u0065', '"'), fc.json()), {
      minLength: 1,
    });
    fc.assert(
      fc.property(members, fc.constantFrom('', ' ', '\n\t'), (list, blank) => {
        const text = `${blank}{${list.map(([name, value]) => `${blank}${JSON.stringify(name)}${blank}:${blank}${value}${blank}`).join(',')}}`;
        const whole = JSON.parse(text) as Record<string, unknown>;
        for (const name of ['a', 'b', 'Response', '"', 'none']) {
          const span = memberSpan(text, name);
          expect(span === undefined ? undefined : JSON.parse(text.slice(span.start, span.end))).toEqual(
            whole[name],
          );
        }
      }),
    );
  });

  it('knows a name that is escaped', () => {
    expect(memberSpan('{"\\u0061":1}', 'a')).toEqual({ start: 10, end: 11 });
  });
});

describe('indentJson', () => {
  it('lays JSON out as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const text = JSON.stringify(value);
        expect(indentJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2));
      }),
    );
  });

  it('changes blanks and nothing else', () => {
    const text = '{"b":1.0,"a":25.0,"a":1e400, "9":[ ],"id":249655320052916224,"e":"\\u0041\\/", "é":{}}';
    expect(indentJson(text)).toBe(
      [
        '{',
        '  "b": 1.0,',
        '  "a": 25.0,',
        '  "a": 1e400,',
        '  "9": [],',
        '  "id": 249655320052916224,',
        '  "e": "\\u0041\\/",',
        '  "é": {}',
        '}',
      ].join('\n'),
    );
    fc.assert(
      fc.property(fc.json(), (other) => {
        expect(tokensOf(indentJson(other))).toEqual(tokensOf(other));
      }),
    );
  });

  it('stays within a small multiple of what was sent, however deep that is', () => {
    const wide = `[${'1,'.repeat(90_000)}1]`;
    for (const depth of [10, 40, 1_000, 10_000]) {
      const text = nested(depth, wide);
      const shown = indentJson(text);
      expect(shown.length).toBeLessThan(text.length * 40);
      expect(tokensOf(shown)).toEqual(tokensOf(text));
    }
  });
});
