import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { packedReadme } from '../packaging/packedReadme.ts';

const read = (name: string): string => readFileSync(resolve(import.meta.dirname, '../..', name), 'utf8');

/** The addresses of all pictures and links of a text. */
function addressesIn(markdown: string): readonly string[] {
  const html = marked.parse(markdown, { async: false });
  return [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
}

describe('what the page of an installed extension shows', () => {
  it.each(['README.md', 'CHANGELOG.md'])('of %s has only addresses on the web', (name) => {
    const packed = name === 'README.md' ? packedReadme(read(name)) : read(name);
    expect(addressesIn(packed).filter((address) => !/^(?:https:|#)/.test(address))).toEqual([]);
  });

  it('keeps everything else', () => {
    const text = '# A\n\n![Picture](media/a.png)\n\nSee [B](B.md), then [C](https://c.example/).\n';
    expect(packedReadme(text)).toBe('# A\n\nSee B, then [C](https://c.example/).\n');
  });
});
