import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Api } from '../../../extension/main';
import { activate, closeAll } from '../support/awaitscope';
import { ui } from '../support/ui';

/** How long a recording takes to be drawn, from the command on; `npm run bench -- timeline --vscode 1.139` asks for it. */
interface Asked {
  readonly recording: string;
  readonly events: number;
  readonly rounds: number;
  /** Gets a line of JSON for each round. */
  readonly out: string;
}

describe('the timeline, measured', () => {
  const asked = JSON.parse(process.env.AWAITSCOPE_BENCH_TIMELINE ?? 'null') as Asked | null;
  let api: Api;
  before(async function () {
    if (!asked || !ui.available) return this.skip();
    api = await activate();
  });
  afterEach(closeAll);

  for (let round = 0; round < (asked?.rounds ?? 0); round++) {
    it(`round ${round + 1}`, async function () {
      this.timeout(120_000);
      const { recording, events, out } = asked!;
      const begun = performance.now();
      const passed = (): number => Math.round(performance.now() - begun);
      let coarse = 0;
      await new Promise<void>((resolve) => {
        const listening = api.onTimelineMessage(({ message }) => {
          if (message.type !== 'progress') return;
          if (message.tasks > 0) coarse ||= passed();
          if (message.events < events) return;
          listening.dispose();
          resolve();
        });
        void vscode.commands.executeCommand(
          'vscode.openWith',
          vscode.Uri.file(recording),
          'awaitscope.timeline',
        );
      });
      // all is there: the answer comes with a picture of it
      await ui.webview.eval(() => window.awaitscopeTest!.state(), undefined, '#awaitscope');
      writeFileSync(out, `${JSON.stringify({ coarse, complete: passed() })}\n`, { flag: 'a' });
    });
  }
});
