import type { Locator, Page } from 'playwright-core';

const view = '[id="workbench.view.extension.cloudTasks"]';

/** Rows that stick to the top while their children scroll by are there twice. */
const row = '.monaco-list-row:not(.monaco-tree-sticky-row)';

/** Brings the view into sight, or something else in its place. A click on what is in sight would close the side bar. */
export async function showView(page: Page, shown: boolean): Promise<void> {
  const tab = page.getByRole('tab', { name: shown ? 'Cloud Tasks' : /^Explorer/ });
  await tab.waitFor();
  if ((await page.locator(view).isVisible()) !== shown) {
    await tab.click();
    await page.locator(view).waitFor({ state: shown ? 'visible' : 'hidden' });
  }
}

/** A row that is rendered, which is one in sight or close to it. */
export interface TreeRow {
  /** Of its element. */
  readonly id: string;
  /** 1 for the rows of services, also where they stand below their account. */
  readonly level: number;
  /** Label and description. */
  readonly text: string;
  /** `undefined` where there is nothing to expand. */
  readonly expanded: boolean | undefined;
}

/** The id at the end of a task's row. */
export function taskIdIn({ text }: TreeRow): string | undefined {
  return / · (\S*-\S+)$/.exec(text)?.[1];
}

/** The row of an account with several services, which is called by its name alone. */
interface AccountRow extends TreeRow {
  readonly label: string;
}

/** As if each service stood at the top, called by its account and its own name. */
export async function treeRows(page: Page): Promise<readonly TreeRow[]> {
  let above: AccountRow | undefined;
  return (await shownRows(page)).flatMap(({ label, ...row }) => {
    if (row.level === 1) {
      above = label.includes(' · ') ? undefined : { ...row, label };
      return above === undefined ? [row] : [];
    }
    const text = above !== undefined && row.level === 2 ? `${above.label} · ${row.text}` : row.text;
    return [above === undefined ? row : { ...row, text, level: row.level - 1 }];
  });
}

/** From top to bottom: a virtual list keeps its elements in any order. */
async function shownRows(page: Page): Promise<readonly AccountRow[]> {
  const rows = await page.locator(`${view} ${row}`).evaluateAll((elements) =>
    elements.map((element) => {
      const part = (name: string): string => element.querySelector(name)?.textContent ?? '';
      const expanded = element.getAttribute('aria-expanded');
      return {
        id: element.id,
        index: Number(element.getAttribute('data-index')),
        level: Number(element.getAttribute('aria-level')),
        label: part('.label-name'),
        text: `${part('.label-name')} ${part('.label-description')}`.trim(),
        expanded: expanded === null ? undefined : expanded === 'true',
      };
    }),
  );
  return rows.sort((a, b) => a.index - b.index).map(({ index, ...row }) => row);
}

export function rowElement(page: Page, { id }: TreeRow): Locator {
  return page.locator(`${row}[id="${id}"]`);
}

/** Clicks the view's own Refresh, which is in its title while the mouse is above the view. */
export async function refreshAll(page: Page, timeout = 15_000): Promise<void> {
  await page.locator(view).hover({ timeout });
  await page
    .locator('.part.sidebar > .title')
    .getByRole('button', { name: /^Refresh/ })
    .click({ timeout });
}

/** Picks an entry of the menu of a row. */
export async function pickFromMenu(page: Page, of: TreeRow, entry: string, timeout: number): Promise<void> {
  await leaveRows(page);
  await rowElement(page, of).click({ button: 'right', timeout });
  const item = page.getByRole('menuitem', { name: entry });
  await item.waitFor({ timeout });
  // A menu takes no click in its first moments, lest the one that opens it picks something.
  await page.waitForTimeout(200);
  await item.click({ timeout });
}

/** A hover left open by the mouse would lie over the rows. */
export async function leaveRows(page: Page): Promise<void> {
  await page.mouse.move(540, 5);
}

/** Opens or closes the row of a service. */
export async function setOpen(page: Page, service: string, open: boolean, timeout: number): Promise<void> {
  await openAccounts(page, timeout);
  const found = (await treeRows(page)).find(({ level, text }) => level === 1 && text.startsWith(service));
  if (found?.expanded === !open) {
    await rowElement(page, found).locator('.monaco-tl-twistie').click({ timeout });
  }
}

/** Opens the rows of accounts that stand above their services. */
export async function openAccounts(page: Page, timeout: number): Promise<void> {
  for (const row of await shownRows(page)) {
    const isAccount = row.level === 1 && !/ · |^Needs attention$/.test(row.label);
    if (isAccount && row.expanded === false) {
      await rowElement(page, row).locator('.monaco-tl-twistie').click({ timeout });
    }
  }
}

export async function collapseAll(page: Page): Promise<void> {
  await page.locator(`${view} ${row}`).first().press('Control+ArrowLeft');
}
