import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TIMELINE_COMMANDS } from '../../protocol/timeline-commands';
import { ROOT } from '../support/paths';

interface Contributed {
  readonly commands: readonly { readonly command: string }[];
  readonly keybindings: readonly { readonly command: string; readonly key: string; readonly when?: string }[];
}
const { contributes } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly contributes: Contributed;
};

describe("the extension's commands", () => {
  it('have all that a timeline can be asked for', () => {
    const prefix = 'awaitscope.timeline.';
    const offered = contributes.commands.map(({ command }) => command).filter((id) => id.startsWith(prefix));
    assert.deepEqual(
      offered,
      TIMELINE_COMMANDS.map((name) => prefix + name),
    );
  });

  it('have a key each that no other of them takes away: of two with the same key, VS Code takes the later', () => {
    const taken = new Map<string, string>();
    for (const { command, key, when = '' } of contributes.keybindings) {
      // a view that has the focus has keys of its own
      const view = /focusedView == ([\w.]+)/.exec(when)?.[1] ?? '';
      const before = taken.get(`${key} ${view}`);
      assert.equal(before, undefined, `${key} of ${command} and of ${before}`);
      taken.set(`${key} ${view}`, command);
    }
  });
});
