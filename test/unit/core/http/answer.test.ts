import { describe, expect, it } from 'vitest';
import { countOf, instantOf, type JsonObject, keysOf, textOf } from '../../../../src/core/http/answer.ts';
import { wordsIn } from '../../../../src/core/model/words.ts';

describe('a time', () => {
  it.each([
    '0000-00-00T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '1970-01-01T00:00:00+08:00',
    '0000-00-00 00:00:00',
    'soon',
    '',
    null,
    undefined,
    0,
    {},
  ])('%j is "not yet"', (value) => {
    expect(instantOf(value)).toBeUndefined();
  });

  it.each([
    ['2018-12-27T13:57:15Z', Date.UTC(2018, 11, 27, 13, 57, 15)],
    ['2015-11-24T12:50Z', Date.UTC(2015, 10, 24, 12, 50)],
    ['2026-05-19T17:00:29.123+08:00', Date.UTC(2026, 4, 19, 9, 0, 29, 123)],
  ])('%s is an instant', (value, instant) => {
    expect(instantOf(value)).toBe(instant);
  });
});

describe('a count', () => {
  it.each([
    [12, 12],
    ['12', 12],
    [0, 0],
    [-1, undefined],
    [1.5, undefined],
    ['many', undefined],
    [' ', undefined],
    [null, undefined],
    [Number.NaN, undefined],
  ])('%j is %j', (value, count) => {
    expect(countOf(value)).toBe(count);
  });
});

describe('a text', () => {
  it.each([
    ['a', 'a'],
    [17, '17'],
    ['', undefined],
    [null, undefined],
    [{}, undefined],
    [true, undefined],
  ])('%j is %j', (value, text) => {
    expect(textOf(value)).toBe(text);
  });
});

describe('the keys of an unknown answer', () => {
  it('are named without their values, and not all of very many', () => {
    const keys = (object: JsonObject) => wordsIn(keysOf(object));
    expect(keys({})).toBe('no keys');
    expect(keys({ code: 0, secret: 'hidden' })).toBe('keys code, secret');
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, 0]));
    expect(keys(many).length).toBeLessThan(200);
    expect(keys({ [`a\n${'b'.repeat(1_000_000)}`]: 0 })).toMatch(/^keys a b{37}…$/);
  });
});
