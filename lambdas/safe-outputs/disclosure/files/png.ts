import { crc32, inflateSync } from 'node:zlib';
import type { Finding } from '../contract.ts';
import { buffer } from './bytes.ts';
import { type Inspected, inspected } from './inspected.ts';
import { limits } from './limits.ts';
import { metadata, needsTable } from './picture.ts';
import { type PngShape, pngBytes, pngShape } from './png-shape.ts';
import { polyglotFindings } from './polyglot.ts';
import { Refusal } from './refusal.ts';

/** The only chunks that a figure needs. */
const allowed = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'pHYs', 'sRGB', 'gAMA']);
/** What the small ones hold at most. */
const most: Readonly<Record<string, number>> = { IHDR: 13, PLTE: 768, tRNS: 256, IEND: 0, pHYs: 9, sRGB: 1, gAMA: 4 };

interface Chunk {
  readonly type: string;
  readonly at: number;
  readonly data: Buffer;
}

const again = 'export the picture again as PNG';
const malformed = (byte: number) => new Refusal('png-malformed', 'the picture is not a whole PNG', again, { byte });
const hidden = (byte: number, reason: string) => new Refusal('trailing-data', reason, again, { byte });

const chunksOf = (png: Buffer): readonly Chunk[] => {
  const chunks: Chunk[] = [];
  let at = 8;
  while (chunks.at(-1)?.type !== 'IEND') {
    if (at + 12 > png.length || chunks.length >= limits.imageSegments) throw malformed(at);
    const length = png.readUInt32BE(at);
    const end = at + 12 + length;
    const type = png.toString('latin1', at + 4, at + 8);
    if (end > png.length || !/^[A-Za-z]{4}$/.test(type)) throw malformed(at);
    if (crc32(png.subarray(at + 4, end - 4)) !== png.readUInt32BE(end - 4)) throw malformed(at);
    if (length > (most[type] ?? length)) throw malformed(at);
    chunks.push({ type, at, data: png.subarray(at + 8, end - 4) });
    at = end;
  }
  if (at !== png.length) throw hidden(at, 'bytes follow the end of the picture');
  return chunks;
};

/** What matplotlib writes into every figure, and nothing else. https://matplotlib.org/stable/api/_as_gen/matplotlib.figure.Figure.savefig.html */
const isMaker = (text: Buffer): boolean =>
  /^Software\0Matplotlib version ?\d{1,2}\.\d{1,2}\.\d{1,2}(rc\d|\.post\d)?, https?:\/\/matplotlib\.org\/$/.test(
    text.toString('latin1'),
  );

const checkOrder = (chunks: readonly Chunk[]) => {
  const types = chunks.map(({ type }) => type);
  const first = types.indexOf('IDAT');
  const split = types.slice(first, types.lastIndexOf('IDAT') + 1).some((type) => type !== 'IDAT');
  const twice = types.find((type, i) => type !== 'IDAT' && allowed.has(type) && types.indexOf(type) !== i);
  const palette = types.indexOf('PLTE');
  if (types[0] !== 'IHDR' || first < 0 || split || twice !== undefined || palette > first) throw malformed(8);
};

const checkPixels = (data: Buffer, shape: PngShape, at: number) => {
  const wanted = pngBytes(shape);
  if (wanted > limits.imageBytes)
    throw new Refusal('picture-too-large', 'the picture has more points than a figure needs', 'export it smaller', {
      byte: at,
    });
  let read: { buffer: Buffer; engine: { bytesWritten: number } };
  try {
    read = inflateSync(data, { maxOutputLength: wanted + 1, info: true }) as unknown as typeof read;
  } catch {
    throw malformed(at);
  }
  if (read.buffer.length !== wanted || read.engine.bytesWritten !== data.length)
    throw hidden(at, 'the picture holds more or less data than its points');
};

/** Every byte of the file is of a chunk that is known, summed and in its place, and every byte of the data is of a point. Still a human must look. */
export const inspectPng = (bytes: Uint8Array): Inspected => {
  const chunks = chunksOf(buffer(bytes));
  checkOrder(chunks);
  const shape = pngShape(chunks[0]?.data ?? Buffer.alloc(0));
  if (shape === undefined || (shape.colour === 3 && !chunks.some(({ type }) => type === 'PLTE'))) throw malformed(8);
  const data = chunks.filter(({ type }) => type === 'IDAT');
  const texts = chunks.findIndex(({ type }) => type === 'tEXt');
  checkPixels(Buffer.concat(data.map((chunk) => chunk.data)), shape, data[0]?.at ?? 8);
  const extra: readonly Finding[] = chunks
    .filter(({ type, data: held }, i) => !allowed.has(type) && !(type === 'tEXt' && isMaker(held) && i === texts))
    .slice(0, limits.findingsPerRule)
    .map(({ at }) => metadata(at));
  return inspected([...extra, ...polyglotFindings(bytes), needsTable]);
};
