/** Makers of delimited files from a seed: tables written by the book, and the same files broken in the ways that readers disagree about. */
import type { Delimiter } from '../../../lambdas/safe-outputs/disclosure/scan/sniff-delimiter.ts';

export interface Made {
  readonly bytes: Buffer;
  readonly delimiter: Delimiter;
  readonly lineEnd: '\n' | '\r\n';
  readonly columns: number;
}
export interface MadeTable extends Made {
  readonly rows: readonly (readonly string[])[];
}

export interface Dice {
  below(limit: number): number;
  one<T>(of: readonly T[]): T;
  chance(share: number): boolean;
}

/** Mulberry32: the same numbers from the same seed, on any machine. */
export function dice(seed: number): Dice {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mix = Math.imul(state ^ (state >>> 15), 1 | state);
    mix = (mix + Math.imul(mix ^ (mix >>> 7), 61 | mix)) ^ mix;
    return ((mix ^ (mix >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (share) => next() < share,
    one(of) {
      const found = of[below(of.length)];
      if (found === undefined) throw new Error('nothing to choose from');
      return found;
    },
  };
}

const delimiters = [',', ';', '\t', '|'] as const;
const parts = [
  ...[
    'a',
    'B',
    '1',
    '0',
    '.',
    '-',
    ' ',
    'é',
    '日',
    '😀',
    "'",
    '\\',
    '#',
    'NULL',
    'null',
    'NA',
    '12.5',
    '2020-01-01',
    'E12000001',
  ],
  ...['"', '""', ',', ';', '\t', '|', '\n', '\r\n', '=', '@', '\u200b'],
];

const cell = (roll: Dice): string =>
  roll.chance(0.15) ? '' : Array.from({ length: 1 + roll.below(5) }, () => roll.one(parts)).join('');

/** Quotes where it must, and at times where it may. */
function written(text: string, delimiter: string, isHeader: boolean, isOnly: boolean, roll: Dice): string {
  const special = isHeader || isOnly ? [',', ';', '\t', '|', '"', '\n', '\r'] : [delimiter, '\t', '"', '\n', '\r'];
  const must = special.some((mark) => text.includes(mark)) || (isOnly && text === '');
  return must || roll.chance(0.2) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function madeTable(roll: Dice): MadeTable {
  const columns = 1 + roll.below(6);
  const delimiter = roll.one(delimiters);
  const lineEnd = roll.one(['\n', '\r\n'] as const);
  const rows = Array.from({ length: 1 + roll.below(8) }, () => Array.from({ length: columns }, () => cell(roll)));
  const lines = rows.map((row, index) =>
    row.map((text) => written(text, delimiter, index === 0, columns === 1, roll)).join(delimiter),
  );
  const content = (roll.chance(0.1) ? '\ufeff' : '') + lines.join(lineEnd) + (roll.chance(0.8) ? lineEnd : '');
  return { bytes: Buffer.from(content), delimiter, lineEnd, columns, rows };
}

const spliced = (bytes: Buffer, at: number, gone: number, put: Buffer | string) =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(put), bytes.subarray(at + gone)]);

type Harm = (made: Made, roll: Dice) => Buffer;
const insert =
  (...what: readonly (string | Buffer)[]): Harm =>
  ({ bytes }, roll) =>
    spliced(bytes, roll.below(bytes.length + 1), 0, roll.one(what));
const positionsOf = (bytes: Buffer, what: string) => {
  const found: number[] = [];
  for (let at = bytes.indexOf(what); at >= 0; at = bytes.indexOf(what, at + 1)) found.push(at);
  return found;
};
const replaceOne =
  (what: (made: Made) => string, by: (made: Made) => string): Harm =>
  (made, roll) => {
    const places = positionsOf(made.bytes, what(made));
    return places.length === 0 ? made.bytes : spliced(made.bytes, roll.one(places), what(made).length, by(made));
  };

export const harms: Readonly<Record<string, Harm>> = {
  'a field less': replaceOne(
    ({ delimiter }) => delimiter,
    () => '',
  ),
  'a field more': (made, roll) => insert(made.delimiter)(made, roll),
  'a quote more': insert('"'),
  'a quote less': replaceOne(
    () => '"',
    () => '',
  ),
  'quotes around a part': insert('"x"', ' "x" ', '\\"'),
  'a NUL': insert('\0'),
  'a byte order mark': (made, roll) =>
    roll.chance(0.5) ? insert('\ufeff')(made, roll) : spliced(made.bytes, 0, 0, '\ufeff'),
  'latin-1': insert(
    Buffer.from('é', 'latin1'),
    Buffer.from([0x80]),
    Buffer.from([0xc3]),
    Buffer.from([0xed, 0xa0, 0x80]),
  ),
  'UTF-16': ({ bytes }, roll) => Buffer.from((roll.chance(0.5) ? '\ufeff' : '') + bytes.toString(), 'utf16le'),
  'a huge field': ({ bytes }, roll) =>
    spliced(
      bytes,
      roll.below(bytes.length + 1),
      0,
      'x'.repeat(roll.one([5000, 5000, 5000, 20_000, 20_000, 70_000, 200_000])),
    ),
  'the other line end': replaceOne(
    ({ lineEnd }) => lineEnd,
    ({ lineEnd }) => (lineEnd === '\n' ? '\r\n' : '\n'),
  ),
  'a carriage return': insert('\r'),
  'a line feed': insert('\n'),
  'a blank line': replaceOne(
    ({ lineEnd }) => lineEnd,
    ({ lineEnd }) => lineEnd + lineEnd,
  ),
  'blank lines behind': ({ bytes, lineEnd }) => spliced(bytes, bytes.length, 0, lineEnd + lineEnd),
  'a control character': insert('\u0001', '\u001b', '\u007f', '\u0085', '\t', '\f'),
  'another delimiter': insert(',', ';', '\t', '|'),
  'a byte less': ({ bytes }, roll) => spliced(bytes, roll.below(bytes.length), 1, ''),
  'a byte changed': ({ bytes }, roll) => spliced(bytes, roll.below(bytes.length), 1, Buffer.from([roll.below(256)])),
  'the end cut off': ({ bytes }, roll) => bytes.subarray(0, roll.below(bytes.length)),
  'a comment before': ({ bytes, lineEnd }) => spliced(bytes, 0, 0, `# made, today${lineEnd}`),
};

export function harmed(roll: Dice): Made & { readonly harm: string } {
  const made = madeTable(roll);
  const harm = roll.one(Object.keys(harms));
  let bytes = harms[harm]?.(made, roll) ?? made.bytes;
  if (roll.chance(0.2)) bytes = harms[roll.one(Object.keys(harms))]?.({ ...made, bytes }, roll) ?? bytes;
  return { ...made, bytes, harm };
}
