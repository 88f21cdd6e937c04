import { palette, statusPalette, zonePalette } from '../../policies/evidence/palette.ts';
import { style } from '../../policies/evidence/style.ts';
import { full } from './subject.ts';

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test('the formula gives what the standard gives', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test.each(Object.entries({ ...palette, ...statusPalette, ...zonePalette }))('%s can be read', (_, { text, on }) => {
  expect(contrast(text, on)).toBeGreaterThanOrEqual(4.5);
});

test('the sheet has no colour from elsewhere', () => {
  const used = new Set(style(full()).match(/#[0-9a-f]{3,8}\b/gi));
  expect(used.size).toBeGreaterThan(10);
  for (const colour of used) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
});
