import { limits } from './limits.ts';

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isWordCode = (code: number): boolean =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code > 127;
/** What may stand inside a number: point, thousands, exponent, sign, per cent. */
const isOfNumber = (code: number): boolean => isDigit(code) || [43, 45, 46, 37, 69, 101].includes(code);

/** How many numbers and how many words a line holds; a word with a digit in it counts as a word. Linear. */
export const countOf = (line: string): { numbers: number; words: number } => {
  let numbers = 0;
  let words = 0;
  let i = 0;
  while (i < line.length) {
    if (!isWordCode(line.charCodeAt(i))) {
      i++;
      continue;
    }
    let numeric = isDigit(line.charCodeAt(i));
    while (i < line.length && (isWordCode(line.charCodeAt(i)) || isOfNumber(line.charCodeAt(i)))) {
      if (!isOfNumber(line.charCodeAt(i))) numeric = false;
      i++;
    }
    if (numeric) numbers++;
    else words++;
  }
  return { numbers, words };
};

/** Consecutive lines that hold numbers as tables do: two or more, and no fewer than words. */
export interface Block {
  /** First line, from 1. */
  readonly line: number;
  readonly rows: number;
  /** Fewest numbers of a line. */
  readonly columns: number;
}

export interface Numbers {
  readonly blocks: readonly Block[];
  /** All numbers of the text. */
  readonly total: number;
  /** Lines that hold one number and at most one word: a column of values. */
  readonly singles: number;
  /** First line of two or more that each end with their only number, behind a few words: what counts one group after the other. */
  readonly list?: number;
  /** The line with most numbers, from 1, however they are divided. */
  readonly longest: { readonly line: number; readonly numbers: number };
}

const mostWordsOfLabel = 4;
const endsWithNumber = (line: string): boolean => /[0-9]%?[\s\\|,;)\]}]*$/.test(line.slice(-40));

/** An empty line or rule within a table does not end it. */
const isGap = (line: string): boolean => line.trim() === '' || !/[^\s|+\-=_:.]/.test(line);

export const numbersOf = (text: string): Numbers => {
  const blocks: Block[] = [];
  let open: { line: number; rows: number; columns: number } | undefined;
  let gaps = 0;
  let total = 0;
  let singles = 0;
  let list: number | undefined;
  let before = -1;
  let longest = { line: 0, numbers: 0 };
  const close = () => {
    if (open !== undefined && open.rows >= 2) blocks.push(open);
    open = undefined;
    gaps = 0;
  };
  text.split('\n').forEach((line, index) => {
    const { numbers, words } = countOf(line);
    total += numbers;
    if (numbers > longest.numbers) longest = { line: index + 1, numbers };
    if (numbers === 1 && words <= 1) singles++;
    if (numbers === 1 && words <= mostWordsOfLabel && endsWithNumber(line)) {
      if (before === index - 1) list ??= index;
      before = index;
    }
    if (numbers >= 2 && numbers >= words) {
      open = open ?? { line: index + 1, rows: 0, columns: numbers };
      open.rows++;
      open.columns = Math.min(open.columns, numbers);
      gaps = 0;
    } else if (open !== undefined && (!isGap(line) || ++gaps > 2)) close();
  });
  close();
  return { blocks, total, singles, longest, ...(list === undefined ? {} : { list }) };
};

export const isLarge = (block: Block, rows: number = limits.numericRows): boolean =>
  block.rows > rows && block.columns >= limits.numericColumns;
