import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markdownText } from '../../../../src/vscode/text/markdownText.ts';

it.each([
  ['web-1', 'web\\-1'],
  ['[a](command:evil)', '\\[a\\]\\(command:evil\\)'],
  ['<img src=x>', '\\<img src=x\\>'],
  ['a&lt;b', 'a\\&lt;b'],
  ['two\n# lines', 'two \\# lines'],
])('shows %j as it is', (text, expected) => {
  expect(markdownText(text)).toBe(expected);
});

it('leaves no sign that Markdown or a codicon would act on', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'$(){}[]<>*_`#!|~&\\ab \n') }), (text) => {
      const shown = markdownText(text);
      expect(shown).not.toMatch(/(?<!\\)(\\\\)*[`*_{}[\]()#+!|<>~&]/);
      expect(shown.replaceAll('\\', '')).not.toMatch(/\$\(/);
      expect(shown).not.toContain('\n');
    }),
  );
});
