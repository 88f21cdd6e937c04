import { inflateSync } from 'node:zlib';
import { buffer } from './bytes.ts';
import { nameIn, type PdfValue } from './pdf-values.ts';
import { Refusal } from './refusal.ts';

const again = 'print the document to PDF again';
const unread = (byte: number) =>
  new Refusal('pdf-unread-stream', 'a part of the document is packed in a way that the engine does not read', again, {
    byte,
  });
export const tooMuch = (byte: number) =>
  new Refusal('pdf-too-large', 'the document unpacks to more than the engine reads', 'send fewer pages', { byte });

/** Pictures within the document; a human looks at them. */
const pictures = new Set(['DCTDecode', 'DCT', 'JPXDecode', 'CCITTFaxDecode', 'CCF', 'JBIG2Decode']);

const inflate = (packed: Buffer, most: number, byte: number): Buffer => {
  try {
    const read = inflateSync(packed, { maxOutputLength: most, info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    // The end of a line may stand between the data and the word that ends them.
    if (packed.length - read.engine.bytesWritten <= 2) return read.buffer;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooMuch(byte);
    throw new Refusal('pdf-malformed', 'a part of the document does not unpack', again, { byte });
  }
  throw new Refusal('pdf-hidden-bytes', 'a part of the document holds bytes behind its data', again, { byte });
};

const ascii85 = (packed: Buffer, byte: number): Buffer => {
  const text = packed.toString('latin1').replace(/\s+/g, '').replace(/^<~/, '').replace(/~>$/, '');
  const bytes: number[] = [];
  let group: number[] = [];
  const flush = (count: number) => {
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let i = 0; i < count; i++) bytes.push(Math.floor(value / 256 ** (3 - i)) & 255);
    group = [];
  };
  for (const char of text) {
    if (char === 'z' && group.length === 0) bytes.push(0, 0, 0, 0);
    else if (char >= '!' && char <= 'u') {
      group.push(char.charCodeAt(0) - 33);
      if (group.length === 5) flush(4);
    } else throw unread(byte);
  }
  const rest = group.length;
  if (rest === 1) throw unread(byte);
  if (rest > 0) {
    while (group.length < 5) group.push(84);
    flush(rest - 1);
  }
  return Buffer.from(bytes);
};

const hexadecimal = (packed: Buffer, byte: number): Buffer => {
  const digits = packed.toString('latin1').replace(/[\s>]+/g, '');
  if (!/^[0-9a-fA-F]*$/.test(digits)) throw unread(byte);
  return Buffer.from(digits, 'hex');
};

const filtersOf = (dictionary: PdfValue): readonly string[] => {
  const filter = nameIn(dictionary, 'Filter') ?? nameIn(dictionary, 'F');
  if (filter === undefined) return [];
  const all = filter.kind === 'list' ? filter.items : [filter];
  return all.map((each) => {
    if (each.kind !== 'name') throw unread(dictionary.at);
    return each.text;
  });
};

export interface Unpacked {
  readonly bytes: Buffer;
  /** Whether the bytes are a picture's, still packed as one. */
  readonly isPicture: boolean;
}

/** The data of a stream, at most `most` bytes. Throws {@link Refusal} for what it cannot unpack whole. */
export const unpackStream = (dictionary: PdfValue, packed: Uint8Array, most: number): Unpacked => {
  const byte = dictionary.at;
  if (nameIn(dictionary, 'F') !== undefined || nameIn(dictionary, 'FFilter') !== undefined)
    throw new Refusal('pdf-forbidden', 'the document takes a part of itself from another file', again, { byte });
  let bytes = buffer(packed);
  for (const filter of filtersOf(dictionary)) {
    if (pictures.has(filter)) return { bytes, isPicture: true };
    if (filter === 'FlateDecode' || filter === 'Fl') bytes = inflate(bytes, Math.max(most, 1), byte);
    else if (filter === 'ASCII85Decode' || filter === 'A85') bytes = ascii85(bytes, byte);
    else if (filter === 'ASCIIHexDecode' || filter === 'AHx') bytes = hexadecimal(bytes, byte);
    else throw unread(byte);
    if (bytes.length > most) throw tooMuch(byte);
  }
  const subtype = nameIn(dictionary, 'Subtype');
  return { bytes, isPicture: subtype?.kind === 'name' && subtype.text === 'Image' };
};
