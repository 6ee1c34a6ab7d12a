import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLORS } from '../../webview/colors';
import { ROOT } from '../support/paths';

const readJson = (name: string) => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));

describe('the colours that the manifest contributes', () => {
  it("are the page's own, in every kind of theme", () => {
    const english = readJson('package.nls.json') as Record<string, string>;
    const contributed = readJson('package.json').contributes.colors as {
      id: string;
      description: string;
      defaults: { dark: string; light: string; highContrast: string; highContrastLight: string };
    }[];
    const table = contributed.map(({ id, description, defaults }) => ({
      id,
      description: english[description.slice(1, -1)],
      dark: defaults.dark,
      light: defaults.light,
      hcDark: defaults.highContrast,
      hcLight: defaults.highContrastLight,
    }));
    assert.deepEqual(
      table,
      COLORS.map(({ name: _name, ...color }) => color),
    );
  });
});
