import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { providers } from '../../../src/core/providers/registry.ts';
import { contextValues } from '../../../src/vscode/tree/contextValues.ts';

const values = contextValues(providers.map(({ kind }) => kind));
const understood = /^view == cloudTasks\.tasks && viewItem (?:== ([\w.]+)|=~ \/(\S+)\/)$/;
const entries = manifest.contributes.menus['view/item/context'];

/** Whether a `when` clause of the manifest lets an entry appear on a row of the view. */
function appearsOn(value: string, when: string): boolean {
  const [, equal, pattern] = understood.exec(when) ?? [];
  return pattern === undefined ? value === equal : new RegExp(pattern).test(value);
}

describe('the context values of rows', () => {
  it('are met by every menu entry: none waits for a row that does not exist', () => {
    const idle = entries.filter(({ when }) => !values.some((value) => appearsOn(value, when)));
    expect(idle).toEqual([]);
  });

  it('each have a menu, so that no row opens an empty one', () => {
    const menuless = values.filter((value) => !entries.some(({ when }) => appearsOn(value, when)));
    expect(menuless).toEqual([]);
  });

  it('leave room: a row has three buttons at most', () => {
    const buttons = (value: string) =>
      entries.filter(({ group, when }) => group.startsWith('inline') && appearsOn(value, when));
    expect(values.filter((value) => buttons(value).length > 3)).toEqual([]);
  });

  it('have a menu behind the buttons, which are not all that a row offers', () => {
    const buttonsOnly = values.filter((value) => {
      const groups = entries.filter(({ when }) => appearsOn(value, when)).map(({ group }) => group);
      return groups.every((group) => group.startsWith('inline'));
    });
    expect(buttonsOnly).toEqual([]);
  });

  it('are asked for in no way this test does not understand', () => {
    expect(entries.filter(({ when }) => !understood.test(when))).toEqual([]);
  });
});

describe('the menus of rows', () => {
  const offers = (value: string): readonly string[] =>
    entries.filter(({ when }) => appearsOn(value, when)).map(({ command }) => command);

  it('offer to enter keys only where VS Code keeps them', () => {
    const offering = values.filter((value) => offers(value).includes('cloudTasks.reenterCredentials'));
    expect(offering.length).toBeGreaterThan(2);
    expect(offering.filter((value) => !/\.keys(\.|$)/.test(value))).toEqual([]);
  });

  it('are the same for failures of every kind else', () => {
    expect(offers('failure.keys').filter((command) => !command.endsWith('reenterCredentials'))).toEqual(
      offers('failure'),
    );
  });
});
