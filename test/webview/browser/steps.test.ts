/** The table of steps beside the order axis, used with the keyboard and the mouse. */
import assert from 'node:assert/strict';
import { crowd, shop } from '../support/programs';
import { MS, Simulation, recordingOf } from '../support/simulation';
import { timelinePage } from '../support/timeline-page';

describe('the table of steps in a browser', () => {
  const timeline = timelinePage();
  const { press, focus } = timeline;

  async function open(program = shop()): Promise<void> {
    const simulation = new Simulation(0, {}, 34 * MS).run(program).end();
    await timeline.open();
    await timeline.show(recordingOf(simulation), [simulation.sites()]);
    await focus();
    await press('o');
    await timeline.page.waitForSelector('.rows .step .what');
  }

  const grid = () => timeline.page.locator('.steps [role=grid]');
  const oneLine = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();
  /** What has the keyboard. */
  const focused = () =>
    timeline.page.evaluate(() => {
      const { activeElement: at } = document;
      return { row: at?.getAttribute('aria-rowindex') ?? '', role: at?.getAttribute('role') ?? '' };
    });
  /** The text of the current step, once it is the one that is wanted. */
  async function currentThat(isWanted: RegExp): Promise<string> {
    const current = timeline.page.locator('.steps [aria-current=step]', { hasText: isWanted });
    await current.waitFor();
    return oneLine(await current.textContent());
  }
  /** Puts the keyboard into the table. */
  const enter = () => timeline.page.focus('.steps [tabindex="0"]');

  it('tells who did what, where and when, in step with the canvas', async () => {
    await open();
    assert.match(await timeline.page.innerText('.steps h2'), /^Steps of node main\.js \(\d+\)$/);
    const texts = await timeline.page.locator('.rows .step').allTextContents();
    assert.match(oneLine(texts[0]!), /^\d+ ?main starts ?shop\.ts:\d+ [\d.]+ ms$/);
    await timeline.page.click('.rows .step:has-text("waits for query()") >> nth=0');
    assert.match((await timeline.stateThat((state) => state.selected !== '')).selected, /await 1, waiting/);
    await currentThat(/waits for query/);
    await timeline.send({ type: 'command', command: 'stepForward' });
    await timeline.page.waitForFunction(
      () => !/waits for query/.test(document.querySelector('.steps [aria-current]')?.textContent ?? ''),
    );
    await timeline.screenshot('steps');
    await focus();
    await press('t');
    await timeline.page.waitForSelector('.steps', { state: 'hidden' });
  });

  it('keeps the keyboard: on clicks, Enter, and when it or the details are closed', async () => {
    await open();
    await timeline.page.click('.rows .step >> nth=3');
    await timeline.stateThat((state) => state.selected !== '');
    assert.deepEqual(await focused(), { row: '5', role: 'row' });
    await timeline.next('openSite');
    const from = timeline.messages.length;
    await press('ArrowDown');
    assert.deepEqual(await focused(), { row: '6', role: 'row' });
    await timeline.state();
    assert.equal(timeline.count('openSite'), 1, 'an arrow opens nothing');
    await press('Enter');
    await timeline.next('openSite', from);
    assert.deepEqual(await focused(), { row: '6', role: 'row' });
    await timeline.page.click('.details .close');
    await timeline.stateThat((state) => state.selected === '');
    assert.equal((await focused()).role, 'treegrid');
    await enter();
    await press('t');
    await timeline.page.waitForSelector('.steps', { state: 'hidden' });
    assert.equal((await focused()).role, 'treegrid');
  });

  it('goes through every step with the arrows, printed lines too, and the canvas goes along', async () => {
    await open();
    await enter();
    await press('Home');
    const count = Number(await grid().getAttribute('aria-rowcount')) - 1;
    assert.equal(await timeline.page.locator('.steps [tabindex="0"]').count(), 1);
    for (let step = 1; step < 40; step++) await press('ArrowDown');
    assert.deepEqual(await focused(), { row: '41', role: 'row' });
    const at = await timeline.page.locator('.steps [aria-rowindex="41"] .name').textContent();
    await timeline.stateThat((state) => state.selected.startsWith(at!));
    await press('PageDown');
    assert.ok(Number((await focused()).row) > 43);
    // pages are as high as the details leave room for
    await press('PageUp');
    assert.ok(Math.abs(Number((await focused()).row) - 41) < 4);
    await press('End');
    assert.equal((await focused()).row, String(count + 1));
    await press('Escape');
    assert.equal((await focused()).role, 'treegrid');
    // what the canvas selects is where the table stands
    await press('Escape');
    await press(',');
    await currentThat(/./);
  });

  it('is a grid with headers, of which each row says which it is', async () => {
    await open();
    const headers = await timeline.page.locator('.steps [role=columnheader]').allTextContents();
    assert.deepEqual(headers, ['Step', 'Task', 'What happens', 'Place', 'Time']);
    const row = timeline.page.locator('.rows .step').first();
    assert.equal(await row.getAttribute('aria-rowindex'), '2');
    assert.equal(await row.locator('[role=gridcell]').count(), headers.length);
    const labelled = await grid().getAttribute('aria-labelledby');
    assert.match((await timeline.page.textContent(`#${labelled}`))!, /main\.js/);
    await timeline.page.click('.rows .step >> nth=2');
    await currentThat(/./);
    assert.deepEqual(await timeline.violations(), []);
  });

  it('holds all steps of a million events, and scrolls to any', async function () {
    this.timeout(60_000);
    await open(crowd(40, 7000));
    const count = Number(await grid().getAttribute('aria-rowcount')) - 1;
    assert.ok(count > 600_000, String(count));
    assert.ok((await timeline.page.locator('.rows .step').count()) < 100);
    const rows = timeline.page.locator('.steps .rows');
    await rows.evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
    const middle = timeline.page.locator('.rows .step .what').first();
    await timeline.page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll('.rows .step')].some(
          (row) =>
            Number(row.getAttribute('aria-rowindex')) > wanted && row.querySelector('.what')?.textContent,
        ),
      count / 3,
    );
    await middle.waitFor();
    // a turn of the wheel moves by its pixels, however many rows there are
    const firstInView = () =>
      timeline.page.evaluate(() => {
        const top = document.querySelector('.steps .rows')!.getBoundingClientRect().top;
        const all = [...document.querySelectorAll('.rows .step')];
        const row = all.find((element) => element.getBoundingClientRect().bottom > top + 1);
        return Number(row!.getAttribute('aria-rowindex'));
      });
    const before = await firstInView();
    await rows.hover();
    await timeline.page.mouse.wheel(0, 80);
    await timeline.page.waitForFunction(
      (wanted) => document.querySelector(`.steps [aria-rowindex="${wanted}"] .what`),
      before + 2,
    );
    assert.ok((await firstInView()) - before <= 3);
    await enter();
    await press('End');
    const last = timeline.page.locator(`.steps [aria-rowindex="${count + 1}"] .what`);
    await last.waitFor();
    assert.equal((await focused()).row, String(count + 1));
    await timeline.stateThat((state) => state.selected !== '');
    await timeline.screenshot('steps-million');
  });
});
