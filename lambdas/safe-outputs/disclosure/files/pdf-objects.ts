import { limits } from './limits.ts';
import { unpackStream } from './pdf-filters.ts';
import { type Opening, pdfOpening } from './pdf-opening.ts';
import { isReadable, pdfString, streamText } from './pdf-text.ts';
import { malformedPdf, type PdfToken, type PdfTokens, pdfTokens } from './pdf-tokens.ts';
import { nameIn, type PdfValue, readValue } from './pdf-values.ts';
import { Refusal } from './refusal.ts';

export interface PdfContent {
  /** Every name of every object, and where it stands. */
  readonly names: readonly (readonly [name: string, at: number])[];
  /** Readable text: of pages, of objects, of comments. */
  readonly text: string;
  readonly readable: number;
  readonly unreadable: number;
  readonly revisions: number;
  /** Where the document says what happens as it opens, beyond a page being shown. */
  readonly acts?: number;
}

interface Reading {
  readonly opening: Opening;
  readonly pdf: Buffer;
  readonly names: (readonly [string, number])[];
  readonly texts: string[];
  readonly starts: Set<number>;
  readonly offsets: number[];
  readable: number;
  unreadable: number;
  /** Bytes that may still be unpacked. */
  budget: number;
}

/** Names and strings of a value. */
const collect = (reading: Reading, value: PdfValue): void => {
  if (value.kind === 'list') for (const item of value.items) collect(reading, item);
  else if (value.kind === 'dictionary')
    for (const [name, item] of value.members) {
      reading.names.push([name, value.at]);
      collect(reading, item);
    }
  else if (value.kind === 'name') reading.names.push([value.text, value.at]);
  else if (value.kind === 'string') {
    const text = pdfString(value.text);
    if (isReadable(text)) reading.texts.push(text);
  }
};

/** Objects packed together: pairs of numbers, then values. */
const collectPacked = (reading: Reading, bytes: Buffer, at: number): void => {
  const tokens = pdfTokens(bytes);
  for (let token = tokens.next(); token.kind !== 'end'; token = tokens.next()) {
    if (token.kind === 'comment' || token.kind === 'number') continue;
    if (token.kind === 'word' && token.text === 'R') continue;
    const before = reading.names.length;
    const value = readValue(tokens, token);
    reading.opening.see(value);
    collect(reading, value);
    for (let i = before; i < reading.names.length; i++) reading.names[i] = [reading.names[i]?.[0] ?? '', at];
  }
};

const readStream = (reading: Reading, dictionary: PdfValue, packed: Buffer): void => {
  // A table of offsets may point into a stream, at an object that nobody who reads from the beginning would see.
  const inner = [' obj', 'endobj'].every((word) => packed.includes(word, 0, 'latin1'));
  if (inner || packed.includes(' 0 obj', 0, 'latin1'))
    throw new Refusal(
      'pdf-hidden-object',
      'a part of the document holds objects of another document',
      'print it to PDF again',
      { byte: dictionary.at },
    );
  const { bytes, isPicture } = unpackStream(dictionary, packed, reading.budget);
  reading.budget -= bytes.length;
  const type = nameIn(dictionary, 'Type');
  const kind = type?.kind === 'name' ? type.text : '';
  if (kind === 'ObjStm') {
    if (nameIn(nameIn(dictionary, 'DecodeParms'), 'Predictor') !== undefined) throw malformedPdf(dictionary.at);
    collectPacked(reading, bytes, dictionary.at);
  } else if (!isPicture && kind !== 'XRef') {
    const { text, readable, unreadable } = streamText(bytes, limits.pdfTokens);
    reading.texts.push(text);
    reading.readable += readable;
    reading.unreadable += unreadable;
    const start = bytes.toString('latin1', 0, 200);
    if (start.includes('<?xpacket') || start.includes('<x:xmpmeta')) reading.texts.push(bytes.toString('utf8'));
  }
};

/** Behind the word `stream`: where its data begin and end. The length that the dictionary states counts only where the data end there. */
const dataOf = (pdf: Buffer, dictionary: PdfValue, behind: number): readonly [number, number] => {
  const begin = pdf[behind] === 13 && pdf[behind + 1] === 10 ? behind + 2 : pdf[behind] === 10 ? behind + 1 : -1;
  if (begin < 0) throw malformedPdf(behind);
  const length = nameIn(dictionary, 'Length');
  const stated = length?.kind === 'number' ? begin + Number(length.text) : -1;
  const endsThere = stated >= begin && /^\r?\n?endstream/.test(pdf.toString('latin1', stated, stated + 11));
  const end = endsThere ? stated : pdf.indexOf('endstream', begin, 'latin1');
  if (end < 0) throw malformedPdf(behind);
  return [begin, end];
};

const expect = (tokens: PdfTokens, ...words: readonly string[]): PdfToken => {
  let token = tokens.next();
  while (token.kind === 'comment') token = tokens.next();
  if (token.kind !== 'word' || !words.includes(token.text)) throw malformedPdf(token.at);
  return token;
};

const readObject = (reading: Reading, tokens: PdfTokens): void => {
  const value = readValue(tokens, tokens.next());
  reading.opening.see(value);
  collect(reading, value);
  if (expect(tokens, 'endobj', 'stream').text === 'endobj') return;
  if (value.kind !== 'dictionary') throw malformedPdf(value.at);
  const [begin, end] = dataOf(reading.pdf, value, tokens.position());
  readStream(reading, value, reading.pdf.subarray(begin, end));
  tokens.moveTo(end);
  expect(tokens, 'endstream');
  expect(tokens, 'endobj');
};

/** A table of offsets: each that is in use must be of an object that was read. */
const readOffsets = (reading: Reading, tokens: PdfTokens): void => {
  for (;;) {
    const first = tokens.next();
    if (first.kind === 'word' && first.text === 'trailer') break;
    const second = tokens.next();
    if (first.kind !== 'number' || second.kind !== 'number') throw malformedPdf(first.at);
    const before = tokens.position();
    const third = tokens.next();
    if (third.kind === 'word' && third.text === 'n') reading.offsets.push(Number(first.text));
    else if (!(third.kind === 'word' && third.text === 'f')) tokens.moveTo(before);
  }
  const trailer = readValue(tokens, tokens.next());
  reading.opening.see(trailer);
  collect(reading, trailer);
};

const mostOfComments = 1024;

/** Reads the file from its first byte to its last. Throws {@link Refusal} at the first that is of nothing known. */
export const readPdf = (pdf: Buffer): PdfContent => {
  const reading: Reading = {
    opening: pdfOpening(),
    ...{ pdf, names: [], texts: [], starts: new Set(), offsets: [] },
    ...{ readable: 0, unreadable: 0, budget: limits.pdfInflated },
  };
  const tokens = pdfTokens(pdf);
  let revisions = 0;
  let comments = 0;
  let ended = false;
  if (!/^%PDF-[12]\.[0-9]/.test(pdf.toString('latin1', 0, 8))) throw malformedPdf(0);
  for (let token = tokens.next(); token.kind !== 'end'; token = tokens.next()) {
    ended = token.kind === 'comment' && token.text.trimEnd() === '%%EOF';
    if (ended) revisions++;
    else if (token.kind === 'comment') {
      comments += token.text.length;
      reading.texts.push(token.text);
    } else if (token.kind === 'number') {
      reading.starts.add(token.at);
      if (tokens.next().kind !== 'number') throw malformedPdf(token.at);
      expect(tokens, 'obj');
      readObject(reading, tokens);
    } else if (token.kind === 'word' && token.text === 'xref') readOffsets(reading, tokens);
    else if (token.kind === 'word' && token.text === 'startxref') tokens.next();
    else throw malformedPdf(token.at);
  }
  if (!ended) throw malformedPdf(pdf.length);
  if (pdf.length - pdf.lastIndexOf('%%EOF', undefined, 'latin1') > 7)
    throw new Refusal('trailing-data', 'bytes follow the end of the document', 'print it to PDF again', {
      byte: pdf.length,
    });
  if (comments > mostOfComments || reading.offsets.some((offset) => !reading.starts.has(offset))) throw malformedPdf(0);
  const acts = reading.opening.acts();
  return { ...reading, text: reading.texts.join('\n'), revisions, ...(acts === undefined ? {} : { acts }) };
};
