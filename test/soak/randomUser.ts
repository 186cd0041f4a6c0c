import type { Locator, Page } from 'playwright-core';
import type { Random } from '../../src/demo/random.ts';
import type { HostCalls } from './hostCalls.ts';
import type { Journal } from './journal.ts';
import type { SoakCloud } from './soakCloud.ts';
import {
  collapseAll,
  openAccounts,
  pickFromMenu,
  refreshAll,
  rowElement,
  showView,
  type TreeRow,
  treeRows,
} from './treeRows.ts';

export interface Tally {
  done: number;
  /** What was to be clicked had gone, or was covered, by then. */
  missed: number;
}

type Action = readonly [weight: number, name: string, action: () => Promise<void>];

/** What was to be clicked is not there. */
class NothingThere extends Error {}

const clickMs = 3_000;
/** The row that loads the next page. */
const pager = /^Load (?:[\d,]+ )?more/;

/**
 * Uses the tree at random, without waiting for anything to come of it. The seed decides what it does and to which of
 * the rows in sight; what is in sight depends on the time things take.
 */
export class RandomUser {
  readonly tally = new Map<string, Tally>();
  readonly #page: Page;
  readonly #probe: HostCalls;
  readonly #cloud: SoakCloud;
  readonly #random: Random;
  readonly #journal: Journal;
  readonly #actions: readonly Action[];
  #hasOtherAccounts = false;

  constructor(page: Page, probe: HostCalls, cloud: SoakCloud, random: Random, journal: Journal) {
    this.#journal = journal;
    this.#page = page;
    this.#probe = probe;
    this.#cloud = cloud;
    this.#random = random;
    this.#actions = [
      [26, 'expand or collapse', () => this.#toggle()],
      [14, 'load more', () => this.#loadMore()],
      [12, 'retry', () => this.#click(/^Retry| Retry · /)],
      [8, 'open a task', () => this.#click(/ · \S*-\S*$/)],
      [8, 'refresh a row', () => this.#refreshRow()],
      [6, 'refresh all', () => this.#refreshAll()],
      [8, 'scroll', () => this.#scroll()],
      [4, 'load all', () => this.#pick(isPager, 'Load All')],
      [4, 'open an unreadable entry', () => this.#click(/^Unreadable entry/)],
      [4, 'look away and back', () => this.#lookAway()],
      [3, 'account in or out', () => this.#changeAccounts()],
      [2, 'collect processes', () => this.#collect()],
      [1, 'collapse all', () => this.#collapseAll()],
    ];
  }

  async step(): Promise<void> {
    const [, name, action] = this.#draw();
    const tally = this.tally.get(name) ?? { done: 0, missed: 0 };
    this.tally.set(name, tally);
    try {
      await action();
      tally.done++;
      this.#journal.note(name);
    } catch (error) {
      if (!(error instanceof NothingThere) && !(error instanceof Error && error.name === 'TimeoutError')) {
        throw error;
      }
      tally.missed++;
      // A menu, a dialog or a hover may lie over the tree.
      await this.#page.keyboard.press('Escape');
    }
  }

  /** Leaves the accounts as they were. */
  async goHome(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    if (this.#hasOtherAccounts) {
      await this.#changeAccounts();
    }
  }

  #draw(): Action {
    const total = this.#actions.reduce((sum, [weight]) => sum + weight, 0);
    let rest = this.#random.next() * total;
    for (const action of this.#actions) {
      rest -= action[0];
      if (rest < 0) {
        return action;
      }
    }
    throw new Error('No action was drawn');
  }

  async #toggle(): Promise<void> {
    const opens = this.#random.chance(0.7);
    const row = await this.#anyElement(({ expanded }) => expanded === !opens);
    await row.locator('.monaco-tl-twistie').click({ timeout: clickMs });
  }

  async #click(text: RegExp): Promise<void> {
    const row = await this.#anyElement((seen) => text.test(seen.text));
    await row.click({ timeout: clickMs });
  }

  async #refreshRow(): Promise<void> {
    const row = await this.#anyElement(({ expanded }) => expanded !== undefined);
    await row.hover({ timeout: clickMs });
    await row.getByRole('button', { name: /^Refresh/ }).click({ timeout: clickMs });
  }

  async #refreshAll(): Promise<void> {
    await refreshAll(this.#page, clickMs);
  }

  async #scroll(): Promise<void> {
    await (await this.#anyElement(() => true)).hover({ timeout: clickMs });
    await this.#page.mouse.wheel(0, this.#random.pick([-2_000, -400, 400, 2_000]));
  }

  async #loadMore(): Promise<void> {
    if (this.#random.chance(0.5)) {
      await this.#pick(({ level }) => level === 2, 'Load More');
    } else {
      await this.#click(pager);
    }
  }

  async #pick(suits: (row: TreeRow) => boolean, entry: string): Promise<void> {
    await pickFromMenu(this.#page, await this.#any(suits), entry, clickMs);
  }

  async #collapseAll(): Promise<void> {
    await collapseAll(this.#page);
    await openAccounts(this.#page, clickMs);
  }

  async #lookAway(): Promise<void> {
    await showView(this.#page, false);
    await this.#page.waitForTimeout(this.#random.integer(0, 2_000));
    await showView(this.#page, true);
  }

  /**
   * Adds an account or takes one away; the next time, all is as it was. The first account stays: it has more tasks on
   * their way than fit on a page. Of those beyond it, which are unknown again after that, some would end unnoticed.
   */
  async #changeAccounts(): Promise<void> {
    const { accounts, guest } = this.#cloud;
    const others = this.#random.chance(0.6)
      ? [guest, ...accounts]
      : accounts.toSpliced(this.#random.integer(1, accounts.length - 1), 1);
    this.#hasOtherAccounts = !this.#hasOtherAccounts;
    await this.#probe.setAccounts(this.#hasOtherAccounts ? others : accounts);
  }

  async #collect(): Promise<void> {
    const agents = new RegExp(`^(${[...this.#cloud.agents.values()].flat().join('|')}) `);
    const row = await this.#anyElement(({ text }) => agents.test(text));
    await row.hover({ timeout: clickMs });
    await row.getByRole('button', { name: /^Collect/ }).click({ timeout: clickMs });
  }

  async #any(suits: (row: TreeRow) => boolean): Promise<TreeRow> {
    const [first, ...others] = (await treeRows(this.#page)).filter(suits);
    if (first === undefined) {
      throw new NothingThere();
    }
    return this.#random.pick([first, ...others]);
  }

  async #anyElement(suits: (row: TreeRow) => boolean): Promise<Locator> {
    return rowElement(this.#page, await this.#any(suits));
  }
}

function isPager({ text }: TreeRow): boolean {
  return pager.test(text);
}
