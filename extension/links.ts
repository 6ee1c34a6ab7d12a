/**
 * Links to a moment of a recording, as `vscode://awaitscope.awaitscope/timeline?recording=…&at=…`: what the timeline copies, and what comes
 * back when one is followed. A link only opens a recording that is on this machine already.
 */
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Timelines } from './timelines';

const PATH = '/timeline';
const EXTENSION = 'awaitscope.awaitscope';

/** @param moment as the page names it */
export function linkTo(recording: string, moment: string): string {
  const query = new URLSearchParams({ recording, at: moment });
  return `${vscode.env.uriScheme}://${EXTENSION}${PATH}?${query.toString()}`;
}

export class Links implements vscode.UriHandler, vscode.Disposable {
  private readonly subscription: vscode.Disposable;

  constructor(private readonly timelines: Timelines) {
    this.subscription = vscode.Disposable.from(
      vscode.window.registerUriHandler(this),
      timelines.onDidReceive(({ recording, message }) => {
        if (message.type === 'copyLink')
          void vscode.env.clipboard.writeText(linkTo(recording, message.moment));
      }),
    );
  }

  async handleUri(uri: vscode.Uri): Promise<void> {
    const query = new URLSearchParams(uri.query);
    const recording = query.get('recording') ?? '';
    if (uri.path !== PATH || !recording.endsWith('.awaitscope')) {
      void vscode.window.showErrorMessage(vscode.l10n.t('This link leads to no recording of Awaitscope.'));
    } else if (!existsSync(recording)) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t('The recording that this link leads to is not on this machine: {0}', recording),
      );
    } else {
      await this.timelines.showMoment(recording, query.get('at') ?? '');
    }
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
