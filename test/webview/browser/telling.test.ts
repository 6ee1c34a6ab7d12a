/** What actions say: aloud, and where they did nothing, on the page too. */
import assert from 'node:assert/strict';
import { shopPage } from '../support/shop-page';
import type { PageOptions } from '../support/timeline-page';

describe('what actions say in a browser', () => {
  const { timeline, open: openPage } = shopPage();
  const { press, focus } = timeline;
  const open = async (options?: PageOptions): Promise<void> => {
    await openPage(options);
    await focus();
  };
  const said = async (text: string | RegExp): Promise<void> => {
    await timeline.page.locator('[aria-live=polite]', { hasText: text }).waitFor({ state: 'attached' });
  };
  /** It did nothing, and says so where everybody sees it. */
  const refused = async (text: string | RegExp): Promise<void> => {
    await timeline.page.locator('.toast', { hasText: text }).waitFor();
    await said(text);
  };
  const isToast = () => timeline.page.isVisible('.toast');

  it('says that nothing is selected, and shows it until something is done', async () => {
    await open();
    for (const key of ['m', 'k', 'f', 'c', 'u', 'y', 'Enter', 'r', 'j']) {
      await press(key);
      await refused('Nothing is selected');
      await press('h');
      await said(/lanes|Lanes/i);
      assert.equal(await isToast(), false, key);
    }
    for (const [key, text] of [
      ['F3', 'Nothing is searched for'],
      ['Shift+O', 'Nothing is searched for'],
      ['Shift+M', 'There is no bookmark'],
      ['Backspace', 'nothing to go back to'],
      ['l', 'No task here is of a library'],
      ['t', 'The steps stand beside the order axis'],
      ['x', 'There is nothing to collapse here'],
    ] as const) {
      await press(key);
      await refused(text);
    }
    await timeline.screenshot('toast');
  });

  it('says what has changed', async () => {
    await open();
    await press('ArrowDown');
    await press('ArrowRight');
    await said(/^main/);
    for (const [key, text] of [
      ['k', 'Pinned above the other lanes'],
      ['k', 'No longer pinned'],
      ['m', 'Bookmark set, bookmarks: 1'],
      ['m', 'Bookmark removed, bookmarks: 0'],
      ['x', 'Collapsed'],
      ['x', 'Expanded'],
      ['h', 'Thin lanes'],
      ['b', /a row for each phase/],
      ['r', /^Measured: [\d.]+ .s/],
      ['Escape', 'The measure is gone'],
      ['+', /^In view: [\d.]+ ms to [\d.]+ ms/],
      ['o', 'Order axis'],
      ['r', /^Measured: \d+ steps/],
      ['t', 'The steps are hidden'],
      ['g', /^By request or test, lanes: \d+/],
      ['Shift+C', /^All collapsed, lanes: \d+/],
      ['Escape', 'The measure is gone'],
      ['Escape', 'The selection is cleared'],
    ] as const) {
      await press(key);
      await said(text);
      assert.equal(await isToast(), false, key);
    }
  });

  it('says again what it has said before', async () => {
    await open();
    await press('F3');
    await refused('Nothing is searched for');
    const before = await timeline.page.textContent('[aria-live=polite]');
    await press('F3');
    await timeline.page.waitForFunction(
      (text) => document.querySelector('[aria-live=polite]')!.textContent !== text,
      before,
    );
  });

  it('says where a chain of causes begins, and that a group has no link', async () => {
    await open();
    await timeline.click({ name: 'query', kind: 'waiting' });
    await press('j');
    await refused(/^Settled by socket: the chain begins here/);
    await press('g');
    await press('Escape');
    await press('ArrowDown');
    await press('y');
    await refused('There is no link to a group');
    assert.equal(timeline.count('copyLink'), 0);
    for (const key of ['m', 'r', 'j']) {
      await press(key);
      await refused('This is for tasks: a group is selected');
      await press('h');
      await said(/lanes/i);
    }
  });

  it('says how long is what was measured with the mouse', async () => {
    await open();
    await timeline.page.keyboard.down('Shift');
    await timeline.page.mouse.move(500, 300);
    await timeline.page.mouse.down();
    await timeline.page.mouse.move(600, 300, { steps: 3 });
    await timeline.page.mouse.up();
    await timeline.page.keyboard.up('Shift');
    await said(/^Measured: /);
  });

  it('goes to the last lane and to the first, also from nowhere', async () => {
    await open();
    const { rows } = await timeline.state();
    const isOn = async (row: number): Promise<void> => {
      await timeline.page.waitForSelector(`[role=treegrid][aria-activedescendant="row-${row}"]`);
    };
    await press('End');
    await isOn(rows - 1);
    // nor does the scrollbar take it back, which is higher than the lanes
    const { scrollTop, plotHeight, contentHeight } = await timeline.state();
    assert.equal(scrollTop + plotHeight, contentHeight);
    assert.equal(
      await timeline.page.$eval('.scroll', (bar) =>
        Math.round(bar.scrollTop + bar.clientHeight - bar.scrollHeight),
      ),
      0,
    );
    await press('Shift+Home');
    await isOn(0);
  });
});
