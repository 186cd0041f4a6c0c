import type { Locator, Page } from 'playwright-core';

export interface ShownRow {
  /** Of its element in the window. */
  readonly id: string;
  /** 1 at the top of the tree. */
  readonly level: number;
  /** Label and description. */
  readonly text: string;
  /** What a screen reader says. */
  readonly spoken: string;
}

/** A row by a part of its text. */
export type Step = string | RegExp;

/** The row that loads the next page. */
export const pager = /^Load (?:[\d,]+ )?more/;

/** The tree view of the extension, as a person sees it in the window. */
export class TaskTreePage {
  readonly #page: Page;
  readonly #rows: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#rows = page.locator('[id="workbench.view.extension.cloudTasks"] .monaco-list-row');
  }

  async open(): Promise<void> {
    await this.#page.getByRole('tab', { name: 'Cloud Tasks' }).click();
  }

  row(text: string | RegExp): Locator {
    return this.#rows.filter({ hasText: text });
  }

  /** Opens the row at the end of a path of rows; each is looked for below the one before. */
  async expand(...path: readonly Step[]): Promise<void> {
    for (let depth = 1; depth <= path.length; depth++) {
      const row = await this.#find(path.slice(0, depth));
      if ((await row.getAttribute('aria-expanded')) === 'false') {
        await row.locator('.monaco-tl-twistie').click();
      }
    }
  }

  /** Whether the row is there now. */
  async has(...path: readonly Step[]): Promise<boolean> {
    return positionOf(await this.#shown(), path) !== undefined;
  }

  async click(...path: readonly Step[]): Promise<void> {
    await (await this.#find(path)).click();
  }

  /** Clicks the row unless it goes away first: a page read ahead can end a list without anybody's click. */
  async clickIfThere(...path: readonly Step[]): Promise<boolean> {
    for (let before: number | undefined; ; ) {
      const shown = await this.#shown();
      const position = positionOf(shown, path);
      const id = position === undefined ? undefined : shown[position]?.id;
      if (id === undefined) {
        return false;
      }
      if (position === before) {
        const clicked = this.#page.locator(`[id="${id}"]`).click({ timeout: 2000 });
        return await clicked.then(
          () => true,
          () => false,
        );
      }
      before = position;
      await this.#page.waitForTimeout(100);
    }
  }

  async doubleClick(...path: readonly Step[]): Promise<void> {
    await (await this.#find(path)).dblclick();
  }

  async collapseAll(): Promise<void> {
    await this.#rows.first().press('Control+ArrowLeft');
  }

  /** The rows directly or indirectly below the one at the end of a path; without a path, all. */
  async below(...path: readonly Step[]): Promise<readonly ShownRow[]> {
    const shown = await this.#shown();
    const range = rangeBelow(shown, path);
    if (range === undefined) {
      throw new Error(`There is no row "${path.join(' > ')}"`);
    }
    return shown.slice(...range);
  }

  async textsBelow(...path: readonly Step[]): Promise<readonly string[]> {
    return (await this.below(...path)).map(({ text }) => text);
  }

  /** Waits until the row is there and stays where it is: its element is the one at that place in the list. */
  async #find(path: readonly Step[]): Promise<Locator> {
    // A hover left open by the mouse would lie over the row.
    await this.#page.mouse.move(900, 790);
    let before: number | undefined;
    for (let tries = 0; tries < 100; tries++) {
      const shown = await this.#shown();
      const position = positionOf(shown, path);
      const id = position === undefined ? undefined : shown[position]?.id;
      if (id !== undefined && position === before) {
        return this.#page.locator(`[id="${id}"]`);
      }
      before = position;
      await this.#page.waitForTimeout(100);
    }
    throw new Error(`There is no row "${path.join(' > ')}" in: ${(await this.textsBelow()).join(' | ')}`);
  }

  /** From top to bottom: a virtual list keeps its elements in any order. */
  async #shown(): Promise<readonly ShownRow[]> {
    const rows = await this.#rows.evaluateAll((elements) =>
      elements.map((element) => {
        const part = (name: string): string => element.querySelector(name)?.textContent ?? '';
        return {
          id: element.id,
          index: Number(element.getAttribute('data-index')),
          level: Number(element.getAttribute('aria-level')),
          text: `${part('.label-name')} ${part('.label-description')}`.trim(),
          spoken: element.getAttribute('aria-label') ?? '',
        };
      }),
    );
    return rows.sort((a, b) => a.index - b.index).map(({ index, ...row }) => row);
  }
}

function positionOf(shown: readonly ShownRow[], path: readonly Step[]): number | undefined {
  const below = rangeBelow(shown, path);
  return below === undefined ? undefined : below[0] - 1;
}

/** The first of the rows below a path, and the one after the last. */
function rangeBelow(
  shown: readonly ShownRow[],
  path: readonly Step[],
): readonly [number, number] | undefined {
  let first = 0;
  let end = shown.length;
  for (const step of path) {
    const at = shown.findIndex(({ text }, index) => index >= first && index < end && meets(text, step));
    const parent = shown[at];
    if (parent === undefined) {
      return undefined;
    }
    const next = shown.findIndex(({ level }, index) => index > at && level <= parent.level);
    first = at + 1;
    end = next === -1 ? shown.length : Math.min(end, next);
  }
  return [first, end];
}

function meets(text: string, step: Step): boolean {
  return typeof step === 'string' ? text.includes(step) : step.test(text);
}
