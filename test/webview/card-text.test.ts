import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import * as fc from 'fast-check';
import { cardMarkdown, cardText } from '../../webview/card-text';
import { HOSTILE } from './support/programs';

describe('a card as Markdown', () => {
  const text = (title: string, fact: string): string =>
    cardMarkdown({
      title,
      kind: 'waiting',
      sign: 'waiting',
      parts: [{ state: 'waiting', label: 'Waiting', text: '3 ms', share: 1 }],
      facts: [{ label: 'Place', text: fact }],
      summary: '',
    });
  it('is plain text, too, with the reasons and the others of the same place in both', () => {
    const card = {
      title: 'load_all',
      kind: 'waiting',
      sign: 'waiting',
      parts: [{ state: 'waiting', label: 'Waiting', text: '3 ms', share: 1 }],
      facts: [{ label: 'Printed', text: 'a\nb' }],
      why: [{ label: '', text: 'because of a_timer' }],
      siblings: { text: '3 awaits here', bins: [1], bin: 0 },
      summary: '',
    } as const;
    assert.equal(
      cardText(card),
      'load_all waiting\n  Waiting: 3 ms\n  Printed: a b\n  because of a_timer\n  3 awaits here\n',
    );
    assert.match(cardMarkdown(card), /- because of a\\_timer\n- 3 awaits here\n$/);
  });

  const rendered = new MarkdownIt({ html: true });

  it('is a heading and a list', () => {
    assert.equal(
      rendered.render(text('load_all', 'src/a.ts:1:2')).trim(),
      '<p><strong>load_all</strong> waiting</p>\n<ul>\n<li>Waiting: 3 ms</li>\n<li>Place: src/a.ts:1:2</li>\n</ul>',
    );
  });

  it('shows names as they are, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(HOSTILE, '**x**', '[a](b)', '![x](y)', '`x`', '<b>', '&amp;', '# a', '- b'),
        (name) => {
          const html = rendered.render(text(name, name));
          assert.doesNotMatch(html.replace(/<\/?(?:p|ul|li|strong)>/g, ''), /<\w/);
        },
      ),
    );
  });
});
