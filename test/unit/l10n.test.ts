import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { phraseCalls, statusNames, textCalls, valuesIn } from './sourceTexts.ts';

type Texts = Readonly<Record<string, string>>;

/** In lower case, as in VS Code's display languages: it looks for a file of that very name. */
const languages = ['zh-cn'];

const root = resolve(import.meta.dirname, '../..');
const read = (...path: string[]): string => readFileSync(resolve(root, ...path), 'utf8');
const calls = textCalls();
const phrases = phraseCalls();
const sourceTexts = new Set([...[...calls, ...phrases].flatMap(({ text }) => text ?? []), ...statusNames()]);
const manifestTexts: Texts = JSON.parse(read('package.nls.json'));

describe('the texts of the sources', () => {
  it('are plain literals, except for the names of statuses and the phrases of the core', () => {
    const computed = calls.filter(({ text }) => text === undefined);
    const allowed = /^(\w+\.)?kind\.name$|^english$/;
    expect(computed.filter(({ source }) => !allowed.test(source))).toEqual([]);
    expect(phrases.filter(({ text }) => text === undefined)).toEqual([]);
  });

  it('get a value for each placeholder', () => {
    const wrong = [...calls, ...phrases].filter(
      ({ text, values }) => text !== undefined && valuesIn(text) !== values,
    );
    expect(wrong).toEqual([]);
  });

  it('include the group names', () => {
    expect([...statusNames()]).toEqual(
      expect.arrayContaining(['Waiting', 'Aborted', 'Paused', 'Agent offline', 'Never collected']),
    );
  });
});

describe('the texts of the manifest', () => {
  it('exist for each key it names, and for no other', () => {
    const named = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    expect([...new Set(named)].sort()).toEqual(Object.keys(manifestTexts).sort());
  });
});

it('has a file for every language, where VS Code looks for it', () => {
  const found = (folder: string, shape: RegExp) =>
    readdirSync(resolve(root, folder)).flatMap((file) => shape.exec(file)?.[1] ?? []);
  expect(found('.', /^package\.nls\.(.+)\.json$/)).toEqual(languages);
  expect(found(manifest.l10n, /^bundle\.l10n\.(.+)\.json$/)).toEqual(languages);
});

describe.each(languages)('the translation to %s', (language) => {
  const bundle: Texts = JSON.parse(read(manifest.l10n, `bundle.l10n.${language}.json`));
  const nls: Texts = JSON.parse(read(`package.nls.${language}.json`));
  const pairs = [
    ...Object.entries(bundle),
    ...Object.entries(nls).map(([key, text]) => [manifestTexts[key] ?? '', text] as const),
  ];

  it('has every text of the sources, and none they no longer have', () => {
    expect(Object.keys(bundle).sort()).toEqual([...sourceTexts].sort());
  });

  it('has every text of the manifest, and none it no longer has', () => {
    expect(Object.keys(nls).sort()).toEqual(Object.keys(manifestTexts).sort());
  });

  it('keeps placeholders, links to commands and names', () => {
    const changed = pairs.filter(
      ([english, translated]) =>
        String(placesIn(english)) !== String(placesIn(translated)) ||
        namesIn(english).some((name) => !translated.includes(name)),
    );
    expect(changed).toEqual([]);
  });

  it('leaves none empty', () => {
    expect(pairs.filter(([, translated]) => translated.trim() === '')).toEqual([]);
  });
});

function placesIn(text: string): readonly string[] {
  return (text.match(/\{\d+\}|\(command:[^)]*\)/g) ?? []).sort();
}

/** TaskId, VOD, cloudTasks.accounts, cn-hangzhou, https://host:8443: what is the same in every language. */
function namesIn(text: string): readonly string[] {
  return text.match(/https:[\w/.:]+|(?:ap|cn)-[\w-]+|Uuid|[\w.-]*[\w-][A-Z][\w.-]*\b/g) ?? [];
}
