import type { Finding } from '../contract.ts';
import { isEncodedText } from '../scan/encoded-text.ts';
import { entropy } from './bytes.ts';
import { limits } from './limits.ts';
import { typeByMagic } from './magic.ts';
import { finding } from './refusal.ts';

/** Runs that span lines, as mail wraps them, are joined where each line holds nothing else and at least this much. */
const wrapped = 20;

interface Token {
  readonly text: string;
  readonly line: number;
}

const alphabet = new Uint8Array(128);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=')
  alphabet[char.charCodeAt(0)] = 1;
const isOfAlphabet = (code: number): boolean => code < 128 && alphabet[code] === 1;

/** Unbroken runs of the alphabets of base64 and hexadecimal, long enough to hold a file. Linear in the text. */
const longRuns = function* (text: string): Generator<Token> {
  let joined = '';
  let from = 1;
  let number = 0;
  for (const full of text.split('\n')) {
    number++;
    const line = full.trim();
    let start = 0;
    let whole = line.length > 0;
    for (let i = 0; i <= line.length; i++) {
      if (i < line.length && isOfAlphabet(line.charCodeAt(i))) continue;
      if (i < line.length) whole = false;
      if (i - start >= limits.tokenCharacters && !(whole && i === line.length))
        yield { text: line.slice(start, i), line: number };
      start = i + 1;
    }
    if (whole && line.length >= wrapped) {
      if (joined === '') from = number;
      joined += line;
      continue;
    }
    const last = whole ? line : '';
    if (joined.length + last.length >= limits.tokenCharacters) yield { text: joined + last, line: from };
    joined = '';
  }
  if (joined.length >= limits.tokenCharacters) yield { text: joined, line: from };
};

/** So much entropy as `disclosure.md` 5.2 sets; a short run cannot reach it, and is measured against what its length allows. */
const isDense = (bytes: Uint8Array): boolean =>
  bytes.length >= 64 && entropy(bytes) > Math.min(limits.tokenEntropy, 0.93 * Math.log2(bytes.length));

const holdsFile = (bytes: Uint8Array): boolean => typeByMagic(bytes, true) !== undefined || isDense(bytes);

/** The run itself may begin before the encoded file does: each of the four places of the first group is tried. */
const isEncodedFile = (token: string): boolean => {
  if (/^[0-9a-fA-F]+$/.test(token)) {
    return holdsFile(Buffer.from(token, 'hex')) || holdsFile(Buffer.from(token.slice(1), 'hex'));
  }
  return [0, 1, 2, 3].some((shift) => holdsFile(Buffer.from(token.slice(shift).replaceAll('=', ''), 'base64')));
};

const letters = (token: string): number => new Set(token.slice(0, 2000).replace(/[-_=+/]/g, '')).size;

/** So many lines or words that are texts in another alphabet are a listing. */
const fewestEncoded = 5;

const encodedTexts = (text: string, first: number): readonly Finding[] => {
  let count = 0;
  let line = 0;
  for (const [index, each] of text.split('\n').entries())
    for (const [token] of each.matchAll(/[A-Za-z0-9+/_-]{12,}={0,2}/g))
      if (isEncodedText(token)) {
        if (count === 0) line = index + first;
        count++;
      }
  if (count === 0) return [];
  const verdict = count >= fewestEncoded ? 'blocked' : 'review';
  return [
    finding('encoded-data', verdict, 'the text holds text with digits, written as base64 or hexadecimal', 'remove it', {
      line,
    }),
  ];
};

/** Files written as text inside a text block it; another long run without a space is for a human to look at. `line` counts from `first`. */
export const tokenFindings = (text: string, first = 1): readonly Finding[] => {
  const found: Finding[] = [];
  for (const token of longRuns(text)) {
    const at = { line: token.line + first - 1 };
    if (isEncodedFile(token.text))
      found.push(
        finding(
          'encoded-data',
          'blocked',
          'the text holds a file or compressed data written as letters',
          'remove it',
          at,
        ),
      );
    else if (letters(token.text) >= 4 && found.length < limits.findingsPerRule)
      found.push(
        finding(
          'long-token',
          'review',
          'the text holds a long run of letters or digits without a space',
          'remove it, or say to the reviewers what it is',
          at,
        ),
      );
  }
  return [...found, ...encodedTexts(text, first)];
};
