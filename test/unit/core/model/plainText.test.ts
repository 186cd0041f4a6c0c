import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { logText, markdownText, plainLines, plainText } from '../../../../src/core/model/plainText.ts';

/** As VS Code finds links in messages and prompts, and codicons in labels. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const icon = /\$\([A-Za-z0-9~-]+\)/;
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}]/u;

const attack = '[web-1](command:workbench.action.terminal.new?%7B%22executable%22%3A%22id%22%7D "hi")';

/** Text out of what attacks are made of, with whole attacks among it. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        attack,
        ...['[', ']', '(', ')', '$(', '$(bug)', 'command:a', 'https://a.b', 'www.a.b', 'a@b.co', '](', '\\'],
        ...['\n', '\r', '\u2028', '\u2029', '\u0085', '\u0000', '\u001b[31m', '\u202e', '\u200b', '\ufeff'],
        ...['\u2066', '\u00ad', '\ud800', '\udc00', '\u{e0041}', '\u3164', '😀', '  ', '&lt;', '<b>', '`'],
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('plain text', () => {
  it.each([
    ['web-1', 'web-1'],
    [
      '[web-1](command:workbench.action.terminal.new?{})',
      '[web-1] (command:workbench.action.terminal.new?{})',
    ],
    ['[a]\u200b(command:evil)', '[a] (command:evil)'],
    ['$(bug) $\u2060(bug)', '$ (bug) $ (bug)'],
    ['a\nb\r\n\tc\u2028d', 'a b c d'],
    ['\u202eevil\u202c', 'evil'],
    ['生产账号 Müller – 1', '生产账号 Müller – 1'],
    ['  a  b ', 'a b'],
    ['\ud800', '\ufffd'],
  ])('of %j is %j', (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  it('holds no link, no icon, nothing invisible, one line, and no more than it may', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 80 }), (text, limit) => {
        const plain = plainText(text, limit);
        expect(plain).not.toMatch(link);
        expect(plain).not.toMatch(icon);
        expect(plain).not.toMatch(invisible);
        expect([...plain].length).toBeLessThanOrEqual(limit);
        expect(plainText(plain, limit)).toBe(plain);
      }),
      { numRuns: 2000 },
    );
  });

  it('stays plain inside our sentences, once they too are made plain', () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const sentence = plainText(`The processes of [${a}](${b}) have been collected: $(${a})`);
        expect(sentence).not.toMatch(link);
        expect(sentence).not.toMatch(icon);
      }),
    );
  });

  it('of several lines keeps them, and each is plain', () => {
    expect(plainLines('code\r\nmessage\n$(x)')).toBe('code\nmessage\n$ (x)');
    expect(plainLines('a\n'.repeat(1000)).split('\n')).toHaveLength(40);
  });

  it('takes eight million characters without reading them all', () => {
    expect(plainText(`${'[a](command:b) '.repeat(600_000)}`)).toHaveLength(500);
    expect([...logText('\n'.repeat(8_000_000))].length).toBeLessThanOrEqual(4000);
  });
});

describe('a line of the log', () => {
  it('writes what would break it, or hide in it', () => {
    expect(logText('a\n2026-01-01 [error] forged')).toBe('a\\u{a}2026-01-01 [error] forged');
    expect(logText('\u202eid\u0007')).toBe('\\u{202e}id\\u{7}');
  });

  it('is one line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = logText(text);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect([...line].length).toBeLessThanOrEqual(4000);
      }),
    );
  });
});

describe('text in Markdown', () => {
  const read = (html: string): string =>
    html
      .replace(/<\/?p>|\n$/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&')
      .trim();

  it.each([
    'www.example.com',
    'http://a.b/c',
    'https://a.b',
    'ftp://a.b',
    'a@b.co',
    'mailto:a@b.co',
    '<http://a.b>',
    attack,
    '![x](http://a.b/i.png)',
    '<img src=x onerror=alert(1)>',
    '[a]: http://a.b',
    '# a',
    '> a',
    '1. a',
    '---',
    '| a | b |',
    '&lt;b&gt;',
    '~~a~~',
    'command:a',
  ])('shows %j as it is', (text) => {
    const html = marked.parse(markdownText(text), { async: false, gfm: true });
    expect(html).not.toMatch(/<(?!\/?p>)/);
    expect(read(html)).toBe(plainText(text));
  });

  it('makes nothing but text, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = marked.parse(`**a** · ${markdownText(text)}  \nb`, { async: false, gfm: true });
        expect(html).not.toMatch(/<(?!\/?(?:p|strong|br)\b)/);
        expect(html).not.toMatch(icon);
      }),
      { numRuns: 1000 },
    );
  });
});
