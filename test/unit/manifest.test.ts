import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { providers } from '../../src/core/providers/registry.ts';
import { accountsSchema, withKeys } from '../manifest/accountsSchema.ts';

const read = (path: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8'));
const made = withKeys(accountsSchema(providers));

describe('what the manifest says of cloudTasks.accounts', () => {
  it('is what the schemas of the providers say; node test/manifest/write.ts writes it', () => {
    const setting = manifest.contributes.configuration.properties['cloudTasks.accounts'];
    expect(setting).toEqual({
      ...made.schema,
      scope: 'application',
      default: [],
      markdownDescription: '%setting.accounts%',
    });
  });

  it('has its texts in every language', () => {
    const english = read('package.nls.json');
    const chinese = read('package.nls.zh-cn.json');
    const bundle = read('l10n/bundle.l10n.zh-cn.json');
    for (const [key, text] of made.texts) {
      expect(english[key]?.toLowerCase()).toBe(text.toLowerCase());
      expect(chinese[key]).toBe(bundle[text]);
    }
  });

  it('describes every field that an entry can have', () => {
    const bare: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) {
        return;
      }
      for (const [key, inner] of Object.entries(value)) {
        const isField =
          path.endsWith('/properties') && !path.endsWith('then/properties') && !path.includes('/if/');
        if (isField && !('description' in (inner as object))) {
          bare.push(`${path}/${key}`);
        }
        visit(inner, `${path}/${key}`);
      }
    };
    visit(made.schema, '');
    expect(bare).toEqual([]);
  });
});
