import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPlaces } from '../../../../../src/core/providers/explain/jsonPlaces.ts';

/** All values of a JSON value, by pointer. */
function* pointersOf(value: unknown, pointer = ''): Generator<readonly [string, unknown]> {
  yield [pointer, value];
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield* pointersOf(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    }
  }
}

describe('the places of JSON values', () => {
  it.each([undefined, 2])('are where the values begin (%s spaces)', (spaces) => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value, null, spaces);
        const all = [...pointersOf(JSON.parse(text))];
        const places = jsonPlaces(
          text,
          all.map(([pointer]) => pointer),
        );
        for (const [pointer, inner] of all) {
          const at = places.get(pointer) ?? -1;
          const written = JSON.stringify(inner);
          expect(text.startsWith(spaces === undefined ? written : written.charAt(0), at)).toBe(true);
        }
        expect(places.size).toBe(new Set(all.map(([pointer]) => pointer)).size);
      }),
      { numRuns: 300 },
    );
  });

  it('are found one by one as well as together', () => {
    const text = '{"a": [1, {"b": "x]}\\"", "c/d": {"~": null}}], "e": true}';
    const places = jsonPlaces(text, ['/a/1/b', '/a/1/c~1d/~0', '/e', '/none', '/a/9']);
    expect(Object.fromEntries(places)).toEqual({
      '/a/1/b': text.indexOf('"x'),
      '/a/1/c~1d/~0': text.indexOf('null'),
      '/e': text.indexOf('true'),
    });
  });

  it('are those of the last of keys that repeat', () => {
    expect(jsonPlaces('{"a":1,"a":22}', ['/a']).get('/a')).toBe(11);
  });

  it.each(['', '{', '{"a', '{"a":', '[1,', '"', '{"a":"\\'])('end where a text breaks off: %j', (text) => {
    expect(jsonPlaces(text, ['/a/b', '/0']).get('/a/b')).toBeUndefined();
  });

  it('are looked for in time that grows with the text alone', () => {
    const deep = `${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`;
    const text = JSON.stringify({
      list: Array.from({ length: 20_000 }, () => ({ a: 'x'.repeat(50) })),
      at: 5,
    });
    expect(jsonPlaces(`{"deep":${deep},"at":5}`, ['/at']).size).toBe(1);
    expect(jsonPlaces(text, ['/list/19999/a', '/at']).size).toBe(2);
    expect(jsonPlaces(deep, [`/0${'/a/0'.repeat(40_000)}`]).size).toBe(0);
  });
});
