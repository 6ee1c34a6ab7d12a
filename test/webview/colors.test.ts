import assert from 'node:assert/strict';
import { COLORS } from '../../webview/colors';

describe('Colours', () => {
  it('are readable where they are text', () => {
    for (const kind of ['dark', 'light', 'hcDark', 'hcLight'] as const) {
      const of = (name: string): string => COLORS.find((color) => color.name === name)![kind];
      const ratio = contrast(of('runningForeground'), of('runningBackground'));
      assert.ok(ratio >= 4.5, `${kind}: ${ratio}`);
      const background = { dark: '#1f1f1f', light: '#ffffff', hcDark: '#000000', hcLight: '#ffffff' }[kind];
      for (const name of ['waitingForeground', 'rejectedForeground', 'arrowForeground', 'readyBackground']) {
        const least = name === 'waitingForeground' ? 4.5 : 3;
        assert.ok(
          contrast(of(name), background) >= least,
          `${kind} ${name}: ${contrast(of(name), background)}`,
        );
      }
    }
  });
});

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
