import type { Finding } from '../contract.ts';
import { buffer } from './bytes.ts';
import { finding } from './refusal.ts';

const archive = (whole: Buffer, at: number): boolean => {
  if (at + 30 > whole.length) return false;
  const method = whole.readUInt16LE(at + 8);
  return (
    whole.readUInt16LE(at + 4) <= 100 &&
    [0, 8, 9, 12, 14, 93, 95, 98, 99].includes(method) &&
    whole.readUInt16LE(at + 26) > 0
  );
};
const directory = (whole: Buffer, at: number): boolean =>
  at + 22 <= whole.length &&
  whole.readUInt16LE(at + 4) === 0 &&
  whole.readUInt16LE(at + 8) === whole.readUInt16LE(at + 10);
const always = () => true;

/** Marks of four letters occur by chance in compressed bytes; what follows them must fit as well. */
const marks: readonly (readonly [mark: string, fits: (whole: Buffer, at: number) => boolean])[] = [
  ['PK\x03\x04', archive],
  ['PK\x05\x06', directory],
  ['%PDF-1', always],
  ['<script', always],
  ['<!DOCTYPE', always],
  ['Rar!\x1a\x07', always],
  ['7z\xbc\xaf\x27\x1c', always],
];

/** Another file within one that is no archive: some programs open the inner one. `from`: behind the file's own mark. */
export const polyglotFindings = (bytes: Uint8Array, from = 1): readonly Finding[] => {
  const whole = buffer(bytes);
  for (const [mark, fits] of marks) {
    let at = from - 1;
    for (let tries = 0; tries < 10_000; tries++) {
      at = whole.indexOf(mark, at + 1, 'latin1');
      if (at < 0) break;
      if (fits(whole, at))
        return [
          finding('polyglot', 'blocked', 'the file holds another file of another type within', 'export it again', {
            byte: at,
          }),
        ];
    }
  }
  return [];
};
