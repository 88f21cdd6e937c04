import { readXml } from './xml.ts';
import type { ZipFile } from './zip-reader.ts';

interface Font {
  white: boolean;
  tiny: boolean;
}
const smallestFont = 4;
const white = /^(ff)?f[c-f]f[c-f]f[c-f]$/i;

/** Indices of the formats in which a cell is not seen: white on nothing, tiny, or of a number format that shows nothing. */
export const unseenStyles = (part: ZipFile | undefined): ReadonlySet<number> => {
  const unseen = new Set<number>();
  if (part === undefined) return unseen;
  const fonts: Font[] = [];
  const filled: boolean[] = [];
  const blankFormats = new Set<string>();
  let inside = '';
  let formats = 0;
  readXml(
    part.bytes,
    {
      open: ({ name, attributes, depth }) => {
        if (depth === 2) inside = name;
        if (name === 'numFmt' && /^\s*;+\s*;*\s*$/.test(attributes.get('formatCode') ?? '-'))
          blankFormats.add(attributes.get('numFmtId') ?? '');
        if (inside === 'fonts' && name === 'font') fonts.push({ white: false, tiny: false });
        const font = fonts.at(-1);
        if (inside === 'fonts' && font !== undefined) {
          if (name === 'color')
            font.white =
              white.test(attributes.get('rgb') ?? '') ||
              attributes.get('theme') === '0' ||
              attributes.get('indexed') === '9';
          if (name === 'sz') font.tiny = Number(attributes.get('val')) < smallestFont;
        }
        if (inside === 'fills' && name === 'patternFill') filled.push(attributes.get('patternType') === 'solid');
        if (inside === 'fills' && name === 'gradientFill') filled.push(true);
        if (inside !== 'cellXfs' || name !== 'xf') return;
        const used = fonts[Number(attributes.get('fontId') ?? 0)];
        const onColour = filled[Number(attributes.get('fillId') ?? 0)] === true;
        const blank = blankFormats.has(attributes.get('numFmtId') ?? '0');
        if (blank || used?.tiny === true || (used?.white === true && !onColour)) unseen.add(formats);
        formats++;
      },
    },
    part.entry,
  );
  return unseen;
};
