/** Ways through the timeline: the critical path, bookmarks, the measure, the longest wait, and back. */
import assert from 'node:assert/strict';
import { layoutOf } from '../../../webview/layout';
import { faults } from '../support/programs';
import { MS, Simulation, recordingOf } from '../support/simulation';
import { shopPage } from '../support/shop-page';
import type { PageOptions } from '../support/timeline-page';

describe('ways through the timeline', () => {
  const { timeline, open: openPage } = shopPage();
  const { press, focus } = timeline;
  const open = async (options?: PageOptions): Promise<void> => {
    await openPage(options);
    await focus();
  };
  /** Of what is drawn by now. */
  const details = async (): Promise<string> => {
    await timeline.state();
    return timeline.page.innerText('.details');
  };

  it('shows the critical path of the selected task, with what it was spent on', async () => {
    await open();
    await timeline.click({ name: 'handleRequest', kind: 'waiting' });
    await press('p');
    assert.equal((await timeline.state()).path, 'handleRequest');
    assert.match(
      await details(),
      /handleRequest[^]*Critical path[^]*Running[^]*Ready[^]*Waiting outside[^]*%/,
    );
    await timeline.click({ name: 'handleRequest', kind: 'waiting' });
    assert.doesNotMatch(await details(), /Critical path/, 'what is selected then');
    assert.equal((await timeline.state()).path, 'handleRequest', 'which leaves the path as it is');
    await timeline.page.click('.toolbar .codicon-milestone');
    assert.equal((await timeline.state()).path, '');
  });

  it('shows that of the run where nothing is selected, and hides it again', async () => {
    await open();
    await press('p');
    const { path } = await timeline.state();
    assert.notEqual(path, '');
    assert.ok((await details()).includes(path));
    await press('p');
    assert.equal((await timeline.state()).path, '');
    await press('p');
    await press('Escape');
    assert.equal((await timeline.state()).path, '');
  });

  it('keeps the heading of a group above its lanes, and closes it there', async () => {
    await open();
    await timeline.page.selectOption('.toolbar select', 'function');
    await timeline.page.click('.toolbar .codicon-expand-all');
    const { rows } = await timeline.state();
    const canvas = (await timeline.page.locator('canvas').boundingBox())!;
    await timeline.page.mouse.move(canvas.x + 500, canvas.y + 200);
    await timeline.page.mouse.wheel(0, 24 * 4);
    await timeline.stateThat((state) => state.rows === rows);
    await timeline.screenshot('heading');
    // the twisty of the first lane in view: that of the group, whose own row is above
    await timeline.page.mouse.click(
      canvas.x + 15,
      canvas.y + layoutOf(canvas.width, canvas.height).head + 12,
    );
    const closed = await timeline.stateThat((state) => state.rows < rows);
    assert.ok(closed.rows < rows - 1, 'more than a lane is gone');
  });

  it('goes from bookmark to bookmark, and remembers them', async () => {
    await open();
    await timeline.click({ name: 'loadOrders', kind: 'waiting', await: 1 });
    await press('m');
    const first = (await timeline.state()).selected;
    await timeline.click({ name: 'fetchUser', kind: 'waiting', await: 1 });
    await press('m');
    const second = (await timeline.state()).selected;
    assert.notEqual(first, second);
    for (const expected of [first, second, first]) {
      await press('Shift+M');
      assert.equal((await timeline.state()).selected, expected);
    }
    const saved = await timeline.savedThat((view) => view.bookmarks?.length === 2);
    await timeline.close();
    await open({ saved });
    await press('Shift+M');
    await press('m');
    await timeline.savedThat((view) => view.bookmarks?.length === 1);
    await press('Shift+M');
    assert.ok([first, second].includes((await timeline.state()).selected));
  });

  it('measures a part of the axis, until Escape', async () => {
    await open();
    await timeline.click({ name: 'main', kind: 'waiting' });
    const { plotLeft, from, to, selected } = await timeline.state();
    const middle = plotLeft + 200;
    const box = (await timeline.page.locator('.box').boundingBox())!;
    const low = box.y + box.height - 60;
    const before = await timeline.colorAt(middle + 100, low);
    await timeline.page.mouse.move(middle, low);
    await timeline.page.keyboard.down('Shift');
    await timeline.page.mouse.down();
    await timeline.page.mouse.move(middle + 120, low, { steps: 3 });
    await timeline.page.mouse.move(middle + 200, low, { steps: 3 });
    await timeline.page.mouse.up();
    await timeline.page.keyboard.up('Shift');
    await timeline.page.mouse.move(5, 5);
    assert.notDeepEqual(await timeline.colorAt(middle + 100, low), before);
    await timeline.screenshot('measure');
    const state = await timeline.state();
    assert.deepEqual([state.from, state.to, state.selected], [from, to, selected], 'nothing else has moved');
    await press('Escape');
    assert.deepEqual(await timeline.colorAt(middle + 100, low), before);
    assert.equal((await timeline.state()).selected, selected);
  });

  it('goes to the longest wait, then to the next shorter one', async () => {
    await open();
    const times: number[] = [];
    for (let i = 0; i < 4; i++) {
      await press('v');
      await press('f');
      assert.match((await timeline.state()).selected, /await \d/);
      const bar = (await timeline.bars({ kind: 'waiting' })).concat(
        await timeline.bars({ kind: 'unfinished' }),
      );
      const { from, to } = await timeline.state();
      assert.ok(bar.length > 0);
      times.push(to - from);
    }
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
    // from anywhere else, the longest comes first again
    await press('ArrowLeft');
    await press('v');
    await press('f');
    const { from, to } = await timeline.state();
    assert.equal(to - from, times[0]);
  });

  it('goes back to where it was, and forward again', async () => {
    await open();
    const whole = await timeline.state();
    await timeline.click({ name: 'loadOrders', kind: 'waiting', await: 1 });
    await press('f');
    const zoomed = await timeline.state();
    assert.notEqual(zoomed.from, whole.from);
    await press('o');
    assert.equal((await timeline.state()).axis, 'order');
    await press('Backspace');
    const back = await timeline.state();
    assert.deepEqual(
      [back.axis, back.from, back.to, back.selected],
      ['time', zoomed.from, zoomed.to, zoomed.selected],
    );
    await press('Backspace');
    await press('Backspace');
    const first = await timeline.state();
    assert.deepEqual([first.from, first.to, first.selected, first.fitting], [whole.from, whole.to, '', true]);
    await press('Shift+Backspace');
    await press('Shift+Backspace');
    assert.equal((await timeline.state()).from, zoomed.from);
  });

  it('shows many lanes at once where they are low, and remembers it', async () => {
    await open();
    await timeline.click({ name: 'fetchUser', kind: 'waiting', await: 1 });
    await press('Escape');
    const seen = async (): Promise<number> => new Set((await timeline.bars({})).map((bar) => bar.task)).size;
    const before = await seen();
    await press('h');
    assert.equal((await timeline.state()).slim, true);
    assert.ok((await seen()) > 2 * before);
    await timeline.screenshot('slim');
    const bar = await timeline.click({ name: 'render', kind: 'waiting' });
    assert.match((await timeline.state()).selected, /^render/);
    const saved = await timeline.savedThat((view) => view.slim === true);
    await timeline.close();
    await open({ saved });
    assert.equal((await timeline.bar({ task: bar.task, kind: 'waiting' })).y, bar.y);
    await timeline.page.click('.toolbar .codicon-list-flat');
    assert.equal((await timeline.state()).slim, false);
    assert.match((await timeline.state()).selected, /^render/);
  });

  it('pins lanes above the others, and remembers them', async () => {
    await open();
    const top = async (query: object): Promise<number> => (await timeline.bar(query)).y;
    const first = await top({ name: 'main', kind: 'waiting' });
    const pinned = await timeline.click({ name: 'loadOrders', kind: 'waiting', await: 1 });
    await press('k');
    assert.equal(await top({ task: pinned.task, kind: 'waiting' }), first);
    await timeline.screenshot('pinned');
    const saved = await timeline.savedThat((view) => view.pinned?.length === 1);
    await timeline.close();
    await open({ saved });
    assert.equal(await top({ task: pinned.task, kind: 'waiting' }), first);
    await press('k');
    assert.notEqual((await timeline.bars({ task: pinned.task, kind: 'waiting' }))[0]?.y, first);
  });

  it('goes from finding to finding, the worst first, and tells what was found', async () => {
    await timeline.open();
    const faulty = new Simulation(0, {}, 1 * MS).run(faults()).end();
    await timeline.show(recordingOf(faulty), [faulty.sites()]);
    await focus();
    const { findings } = await timeline.stateThat((state) => state.findings >= 0);
    assert.ok(findings >= 2);
    assert.match(await timeline.page.innerText('.chip.findings'), new RegExp(`${findings}`));
    const seen: string[] = [];
    for (let i = 0; i < findings; i++) {
      await press('e');
      const text = await details();
      seen.push(/(Error|Warning|Hint):\s+(.*)/.exec(text)![0]);
      if (text.startsWith('hang')) assert.match(text, /Why it has not gone on/);
    }
    await timeline.screenshot('findings');
    assert.match(seen.join('\n'), /spin ran for 150 ms in one go/);
    assert.match(seen.join('\n'), /hang waits here for something that never settled/);
    assert.equal(new Set(seen).size, findings, seen.join('\n'));
    const ranks = seen.map((text) => ['Error', 'Warning', 'Hint'].indexOf(text.split(':')[0]!));
    assert.deepEqual(
      ranks,
      ranks.toSorted((a, b) => a - b),
    );
    await timeline.page.click('.chip.findings');
    assert.ok((await details()).includes(seen[0]!), 'the first again');
  });
});
