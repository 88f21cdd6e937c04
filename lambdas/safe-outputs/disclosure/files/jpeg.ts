import type { Finding } from '../contract.ts';
import { buffer, holdsAt } from './bytes.ts';
import { type Inspected, inspected } from './inspected.ts';
import { limits } from './limits.ts';
import { metadata, needsTable } from './picture.ts';
import { polyglotFindings } from './polyglot.ts';
import { Refusal } from './refusal.ts';

const again = 'export the picture again as JPEG, or as PNG';
const malformed = (byte: number) => new Refusal('jpeg-malformed', 'the picture is not a whole JPEG', again, { byte });

/** Quantisation, Huffman tables, restart interval, and frames of the baseline, extended and progressive kinds. */
const structural = new Set([0xdb, 0xc4, 0xdd, 0xc0, 0xc1, 0xc2]);
const frames = new Set([0xc0, 0xc1, 0xc2]);
const scan = 0xda;
const end = 0xd9;

/** A JFIF mark without a preview, and Adobe's of the colours: no metadata. */
const isPlainMark = (marker: number, data: Buffer): boolean =>
  (marker === 0xe0 && holdsAt(data, 0, 'JFIF\0') && data.length === 14 && data[12] === 0 && data[13] === 0) ||
  (marker === 0xee && holdsAt(data, 0, 'Adobe') && data.length === 12);

/** Behind the coded data of a scan: where the next marker begins. */
const endOfScan = (jpeg: Buffer, from: number): number => {
  let at = from;
  for (;;) {
    at = jpeg.indexOf(0xff, at);
    if (at < 0 || at + 1 >= jpeg.length) throw malformed(jpeg.length);
    const next = jpeg[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
    at += 2;
  }
};

/** Coded data of this many bytes a point and component, and this many besides, is more than any encoder writes. */
const mostOfPoint = 4;
const slack = 4096;
/** All tables of a progressive picture together. */
const mostOfTables = 65_536;

/** Walks the segments to the end of the picture, which must be the end of the file. What Huffman codes hold beyond the points is not decoded. */
export const inspectJpeg = (bytes: Uint8Array): Inspected => {
  const jpeg = buffer(bytes);
  const extra: Finding[] = [];
  let at = 2;
  let coded = 0;
  let points = 0;
  let scans = 0;
  let tables = 0;
  for (let segment = 0; ; segment++) {
    if (segment >= limits.imageSegments || jpeg[at] !== 0xff || at + 2 > jpeg.length) throw malformed(at);
    const marker = jpeg[at + 1] ?? 0;
    if (marker === end) break;
    const length = at + 4 <= jpeg.length ? jpeg.readUInt16BE(at + 2) : 0;
    const next = at + 2 + length;
    if (length < 2 || next > jpeg.length) throw malformed(at);
    const data = jpeg.subarray(at + 4, next);
    if (frames.has(marker)) {
      if (points > 0 || data.length < 6) throw malformed(at);
      points = data.readUInt16BE(1) * data.readUInt16BE(3) * (data[5] ?? 0);
      if (points === 0 || data.length !== 6 + 3 * (data[5] ?? 0)) throw malformed(at);
    } else if (marker === 0xfe || (marker >= 0xe0 && marker <= 0xef)) {
      if (!isPlainMark(marker, data)) extra.push(metadata(at));
    } else if (marker !== scan && !structural.has(marker)) throw malformed(at);
    if (structural.has(marker)) tables += length;
    at = next;
    if (marker === scan) {
      if (points === 0) throw malformed(at);
      at = endOfScan(jpeg, next);
      coded += at - next;
      scans++;
    }
  }
  if (scans === 0) throw malformed(at);
  if (at + 2 !== jpeg.length)
    throw new Refusal('trailing-data', 'bytes follow the end of the picture', again, { byte: at + 2 });
  if (coded > mostOfPoint * points + slack || tables > mostOfTables)
    throw new Refusal('trailing-data', 'the picture holds far more data than its points', again, { byte: at });
  return inspected([...extra.slice(0, limits.findingsPerRule), ...polyglotFindings(bytes), needsTable]);
};
