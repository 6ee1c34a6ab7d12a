/**
 * The tutorial's examples as someone meets them for the first time: two interactions lead from a printed line to the reason why it was printed
 * then (its text into the search, Enter), and one from what never ends to why it does not (a click on its bar).
 *
 * Reasons are compared by their codes, which the page is given instead of sentences.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { WHY_TEXTS, why } from '../../../model/why';
import { Intake } from '../../../webview/intake';
import { EXPECTED } from '../../examples/expected';
import { lessons } from '../../examples/lessons';
import { scaleOf, turn } from '../../examples/runner';
import { recordings } from '../../runtime/traced';
import { nodeBinary } from '../../support/nodes';
import { ROOT } from '../../support/paths';
import { timelinePage } from '../support/timeline-page';

type Model = Intake['model'];

/** Those that need no server. */
const IDS = Object.keys(EXPECTED).filter((id) => !lessons[id]!.needs);
const SCALE = ['--import', pathToFileURL(join(ROOT, 'scripts/examples/scale.mjs')).href];
/** Lines that are asked about, of each example. */
const QUESTIONS = 3;
const CODES = Object.fromEntries(Object.keys(WHY_TEXTS).map((code) => [`why:${code}`, code]));

/** @returns the await after which a task ran at a moment; -1 before its first */
function awaitBefore({ tasks, awaits }: Model, task: number, seq: number): number {
  let before = -1;
  for (let w = tasks.firstAwait(task); w >= 0; w = awaits.next(w)) {
    if (awaits.resumeSeq(w) !== 0 && awaits.resumeSeq(w) < seq) before = w;
  }
  return before;
}

/** @returns what there is to ask: words that were printed, and the await after which they were */
function questionsOf(model: Model): { text: string; w: number }[] {
  const { outputs } = model;
  const all = Array.from({ length: outputs.count }, (_, o) => ({
    text: outputs.text(o).trim().replaceAll('"', '').slice(0, 40).toLowerCase(),
    whole: outputs.text(o).toLowerCase(),
    task: outputs.task(o),
    seq: outputs.seq(o),
  })).filter(({ text, task }) => text !== '' && task >= 0);
  // a search begins with the first task that printed the words, and with the first time it did
  const isFound = (asked: (typeof all)[number]): boolean => {
    const those = all.filter(({ whole }) => whole.includes(asked.text));
    const task = Math.min(...those.map((one) => one.task));
    return those.find((one) => one.task === task) === asked;
  };
  return all
    .filter(isFound)
    .map(({ text, task, seq }) => ({ text, w: awaitBefore(model, task, seq) }))
    .filter(({ w }) => w >= 0)
    .slice(-QUESTIONS);
}

describe('why an example prints its lines in this order', function () {
  this.timeout(120_000);
  const timeline = timelinePage();
  const { trace } = recordings('markers');
  let asked = 0;

  for (const id of IDS) {
    it(`is a matter of two interactions in ${id}`, async () => {
      const command = [nodeBinary(24), ...SCALE, join(ROOT, `examples/${id}.ts`)];
      const env = { ...process.env, SLEEP_SCALE: scaleOf(id, '0.05') };
      const { file } = await turn(() => trace(command, { env }));
      const bytes = readFileSync(file);
      const intake = new Intake(() => undefined);
      intake.push(0, new Uint8Array(bytes));
      while (intake.step(() => false));
      const { model } = intake;

      await timeline.open();
      await timeline.send({ type: 'open', name: id, live: false, strings: CODES, locale: 'en' });
      await timeline.feed(bytes);
      await timeline.send({ type: 'ended' });
      await timeline.stateThat(({ loading }) => !loading);
      const { page } = timeline;
      const told = async (): Promise<string[]> => {
        await timeline.state();
        return page.locator('.details .why li').allTextContents();
      };
      const codesOf = (w: number): string[] =>
        why(model, w)
          .messages.slice(1)
          .map(({ code }) => code);
      const isTold = (codes: readonly string[], w: number): void => {
        const wanted = codesOf(w);
        // of a long chain, the page leaves out the middle
        assert.deepEqual(
          codes.filter((code) => code !== '…'),
          codes.includes('…') ? [...wanted.slice(0, 6), wanted.at(-1)] : wanted,
        );
        assert.ok(wanted.length > 0);
      };

      const box = page.locator('.search input');
      for (const { text, w } of questionsOf(model)) {
        await box.fill(`printed:"${text}"`);
        await box.press('Enter');
        isTold(await told(), w);
        asked++;
      }
      // a recording of nothing has no search
      if (await box.isVisible()) await box.fill('');
      const [open] = await timeline.bars({ kind: 'unfinished' });
      if (open) {
        await page.mouse.click(open.x, open.y);
        const { selected } = await timeline.state();
        assert.match(selected, /never settled|never/i);
        asked++;
      }
    });
  }

  it('was asked often', () => assert.ok(asked > IDS.length, String(asked)));
});
