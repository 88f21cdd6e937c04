/**
 * Reads a delimited file once, strictly, in memory that its size does not change. RFC 4180 as narrowly as every reader agrees on: UTF-8 (a byte
 * order mark is let pass), one delimiter, one line end, rectangular, quotes around whole fields, a header. What has two readings is refused with
 * the line, column and byte where it begins; the result is the same however the bytes come in chunks. https://www.rfc-editor.org/rfc/rfc4180
 *
 * Long because the machine's states share their positions: apart, each byte would cost a call.
 */
import type { Finding } from '../contract.ts';
import { LF, QUOTE } from './byte-classes.ts';
import { type Observer, observeColumns } from './observe-columns.ts';
import { type RefusalRule, refusal } from './refusals.ts';
import { rowKeeper } from './row-keeper.ts';
import { type Scanned, type ScanOptions, scanLimits } from './scanned.ts';
import { type Delimiter, delimiterSniffer } from './sniff-delimiter.ts';
import {
  controlStop,
  delimiterStop,
  doubledQuote,
  firstStop,
  high,
  lineFeedStop,
  notDigit,
  quoteStop,
  returnStop,
  stopsInsideQuotes,
  stopsOutsideQuotes,
} from './stops.ts';
import { unescaped } from './unescaped.ts';
import { type Fault, utf8Fault } from './utf-8.ts';

/** Bytes that are looked at together: small enough to stay in the processor's cache. */
const block = 64 * 1024;
/** Grows with the longest field or header, which have their limits. */
const firstCapacity = 16 * 1024;

const beginning = 0;
const sniffing = 1;
const fieldStart = 2;
const bare = 3;
const inQuotes = 4;
const quoteInQuotes = 5;
const returnInQuotes = 6;
const lineReturn = 7;

const faults = {
  'not-utf-8': 'csv-not-utf-8',
  control: 'csv-control-character',
  mark: 'csv-inner-byte-order-mark',
} as const satisfies Readonly<Record<Fault['why'], RefusalRule>>;

interface Machine {
  take(bytes: Uint8Array): Finding | undefined;
  end(): Scanned;
}

const viewOf = (bytes: Buffer): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function machine(options: ScanOptions): Machine {
  const kept = rowKeeper(options.keepCells);
  let bytes = Buffer.allocUnsafe(firstCapacity);
  let view = viewOf(bytes);
  let outside = stopsInsideQuotes;
  let observer: Observer | undefined;
  let delimiter: Delimiter | undefined;
  let byteOrderMark = false;
  let sniffer = delimiterSniffer(0);
  /** Of the first byte held, in the file. */
  let base = 0;
  let filled = 0;
  let position = 0;
  /** First byte of the value that is being read. */
  let start = 0;
  let state = beginning;
  /** Bits of the bytes of that value. */
  let bits = 0;
  let line = 1;
  let fieldLine = 1;
  let lineStart = 0;
  let column = 0;
  /** 0 while the header is read. */
  let columns = 0;
  let rows = 0;
  let lineEnd: 'LF' | 'CRLF' | undefined;

  let hasUnseen = false;
  const noteUnseen = () => {
    hasUnseen = true;
  };

  const refuse = (rule: RefusalRule, at: number, ofLine = line, ofColumn = column + 1): Finding =>
    refusal(rule, { line: ofLine, column: ofColumn, byte: base + at });

  function endField(from: number, end: number, ended: number): Finding | undefined {
    const isHeader = columns === 0;
    if (base + ended - lineStart > (isHeader ? scanLimits.header : scanLimits.line))
      return refuse('csv-line-too-long', from, fieldLine);
    if (isHeader ? column >= scanLimits.columns : column >= columns)
      return refuse(isHeader ? 'csv-too-many-columns' : 'csv-ragged', from, fieldLine);
    if ((bits & high) !== 0) {
      hasUnseen = false;
      const fault = utf8Fault(bytes, from, end, noteUnseen);
      if (fault !== undefined) return faultIn(from, fault.at, fault.why);
      if (hasUnseen) observer?.unseen(column, fieldLine);
    }
    const to = (bits & doubledQuote) === 0 ? end : unescaped(bytes, from, end);
    if (kept.isKeeping) kept.cell(bytes, from, to, (bits & high) !== 0);
    if (observer !== undefined) observer.observe(column, fieldLine, bytes, view, from, to, bits === 0);
    column += 1;
    return undefined;
  }

  function faultIn(from: number, at: number, why: Fault['why']): Finding {
    let ofLine = fieldLine;
    for (let next = from; next < at; next += 1) if (bytes[next] === LF) ofLine += 1;
    return refuse(faults[why], at, ofLine);
  }

  function endLine(end: 'LF' | 'CRLF', at: number): Finding | undefined {
    if (lineEnd !== undefined && lineEnd !== end) return refuse('csv-mixed-line-ends', at, line, column);
    lineEnd = end;
    return endRow(at);
  }

  function endRow(at: number): Finding | undefined {
    if (columns === 0) {
      columns = column;
      observer = observeColumns(columns, kept.header());
    } else {
      if (column < columns) return refuse('csv-ragged', at);
      rows += 1;
      kept.row(rows, columns);
      observer?.endRow();
    }
    line += 1;
    lineStart = base + at + 1;
    column = 0;
    return undefined;
  }

  function stopped(by: number, at: number): Finding {
    if ((by & quoteStop) !== 0) return refuse('csv-quote-in-field', at);
    return refuse(bytes[at] === 0 ? 'csv-nul' : 'csv-control-character', at);
  }

  /** A byte order mark, or the wrong one. */
  function begin(): Finding | undefined {
    const [first, second, third] = bytes.subarray(0, filled);
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return refuse('csv-utf-16', 0);
    byteOrderMark = first === 0xef && second === 0xbb && third === 0xbf;
    position = byteOrderMark ? 3 : 0;
    start = position;
    lineStart = position;
    state = sniffing;
    sniffer = delimiterSniffer(position);
    return undefined;
  }

  function sniff(isEnd: boolean): Finding | undefined {
    const to = Math.min(filled, scanLimits.header);
    const found = sniffer(bytes, to, isEnd || to === scanLimits.header);
    if (found === undefined) return undefined;
    const [first, second] = found;
    const declared = found.find((each) => each.delimiter === options.delimiter);
    if (options.delimiter === undefined) {
      if (second !== undefined) return refuse('csv-ambiguous-delimiter', second.at);
    } else if (declared === undefined && first !== undefined) return refuse('csv-other-delimiter', first.at);
    delimiter = (declared ?? first)?.delimiter;
    outside = stopsOutsideQuotes(delimiter);
    state = fieldStart;
    return undefined;
  }

  /** What ends a field: a delimiter, or the end of its line. */
  function close(by: number, from: number, end: number, at: number): Finding | undefined {
    const isBlank = column === 0 && from === at && (by & delimiterStop) === 0;
    if (isBlank) return refuse('csv-blank-line', at);
    const bad = endField(from, end, at);
    if (bad !== undefined) return bad;
    state = (by & returnStop) !== 0 ? lineReturn : fieldStart;
    return (by & lineFeedStop) !== 0 ? endLine('LF', at) : undefined;
  }

  /**
   * Whole fields of a plain kind from `at` on, where one begins: without quotes, or in quotes with none inside, of ASCII in one line, and all held. It
   * decides nothing else: where the first other field begins it gives way to the machine.
   */
  function plainFields(from: number, watching: Observer): number {
    const held = bytes;
    const heldView = view;
    const stops = outside;
    // The last bytes may be the half of something.
    const last = filled - 2;
    const isKeeping = kept.isKeeping;
    let at = from;
    let own = column;
    let longest = lineStart - base + scanLimits.line;
    for (;;) {
      const isQuoted = held[at] === QUOTE;
      const begun = isQuoted ? at + 1 : at;
      const inner = isQuoted ? stopsInsideQuotes : stops;
      let all = 0;
      let by = 0;
      let to = begun;
      while (to < last) {
        by = inner[held[to] ?? 0] ?? 0;
        if (by >= firstStop) break;
        all |= by;
        to += 1;
      }
      if (to >= last || (all & high) !== 0 || to - begun > scanLimits.field) break;
      let next = to;
      if (isQuoted) {
        next += 1;
        if (by !== quoteStop) break;
        by = stops[held[next] ?? 0] ?? 0;
      }
      if (by === delimiterStop) {
        if (own + 1 >= columns || next > longest) break;
        if (isKeeping) kept.cell(held, begun, to, false);
        watching.observe(own, line, held, heldView, begun, to, all === 0);
        own += 1;
        at = next + 1;
        continue;
      }
      if ((by & (lineFeedStop | returnStop)) === 0 || own + 1 !== columns || next === at || next > longest) break;
      if (by === returnStop ? lineEnd !== 'CRLF' || held[next + 1] !== LF : lineEnd !== 'LF') break;
      if (isKeeping) kept.cell(held, begun, to, false);
      watching.observe(own, line, held, heldView, begun, to, all === 0);
      at = by === returnStop ? next + 2 : next + 1;
      rows += 1;
      if (isKeeping) kept.row(rows, columns);
      watching.endRow();
      line += 1;
      own = 0;
      lineStart = base + at;
      longest = at + scanLimits.line;
    }
    column = own;
    return at;
  }

  function run(isEnd: boolean): Finding | undefined {
    if (state === beginning && (filled >= 3 || isEnd)) {
      const bad = begin();
      if (bad !== undefined) return bad;
    }
    if (state === sniffing) {
      const bad = sniff(isEnd);
      if (bad !== undefined) return bad;
    }
    if (state < fieldStart) return undefined;
    const end = filled;
    const outsideNow = outside;
    const held = bytes;
    let at = position;
    while (at < end) {
      if (state === fieldStart) {
        if (observer !== undefined) {
          at = plainFields(at, observer);
          if (at >= end) break;
        }
        fieldLine = line;
        bits = 0;
        if (held[at] === QUOTE) {
          at += 1;
          start = at;
          state = inQuotes;
          continue;
        }
        start = at;
        state = bare;
      }
      if (state === bare) {
        const limit = Math.min(end, start + scanLimits.field + 1);
        let all = bits;
        let by = 0;
        while (at < limit) {
          by = outsideNow[held[at] ?? 0] ?? 0;
          if (by >= firstStop) break;
          all |= by;
          at += 1;
        }
        bits = all;
        if (at === limit) {
          if (at - start > scanLimits.field) return refuse('csv-field-too-long', start);
          break;
        }
        if ((by & (quoteStop | controlStop)) !== 0) return stopped(by, at);
        const bad = close(by, start, at, at);
        if (bad !== undefined) return bad;
        at += 1;
      } else if (state === inQuotes) {
        const limit = Math.min(end, start + scanLimits.field + 1);
        let all = bits;
        let by = 0;
        while (at < limit) {
          by = stopsInsideQuotes[held[at] ?? 0] ?? 0;
          if (by >= firstStop) {
            if (by !== lineFeedStop) break;
            line += 1;
            by = notDigit;
          }
          all |= by;
          at += 1;
        }
        bits = all;
        if (at === limit) {
          if (at - start > scanLimits.field) return refuse('csv-field-too-long', start, fieldLine);
          break;
        }
        if ((by & controlStop) !== 0) return stopped(by, at);
        state = (by & quoteStop) !== 0 ? quoteInQuotes : returnInQuotes;
        at += 1;
      } else if (state === quoteInQuotes) {
        const byte = held[at] ?? 0;
        const by = outsideNow[byte] ?? 0;
        if (byte === QUOTE) {
          bits |= doubledQuote | notDigit;
          state = inQuotes;
        } else if ((by & (delimiterStop | lineFeedStop | returnStop)) !== 0) {
          const bad = close(by, start, at - 1, at);
          if (bad !== undefined) return bad;
        } else return refuse('csv-text-after-quote', at);
        at += 1;
      } else if (state === returnInQuotes) {
        if (held[at] !== LF) return refuse('csv-bare-return', at - 1);
        bits |= notDigit;
        state = inQuotes;
      } else {
        if (held[at] !== LF) return refuse('csv-bare-return', at - 1, line, column);
        const bad = endLine('CRLF', at);
        if (bad !== undefined) return bad;
        state = fieldStart;
        at += 1;
      }
    }
    position = at;
    return undefined;
  }

  /** Makes room: what is finished goes, unless moving the rest would cost more than it is worth. */
  function append(part: Uint8Array): void {
    const from = state === fieldStart || state === lineReturn ? position : state < fieldStart ? 0 : start;
    if (filled - from <= part.length || filled + part.length > bytes.length) {
      bytes.copyWithin(0, from, filled);
      base += from;
      filled -= from;
      position -= from;
      start -= from;
    }
    if (filled + part.length > bytes.length) {
      const larger = Buffer.allocUnsafe(2 * (filled + part.length));
      larger.set(bytes.subarray(0, filled));
      bytes = larger;
      view = viewOf(bytes);
    }
    bytes.set(part, filled);
    filled += part.length;
  }

  function finish(): Finding | undefined {
    const bad = run(true);
    if (bad !== undefined) return bad;
    if (state === inQuotes || state === returnInQuotes) return refuse('csv-unclosed-quote', start - 1, fieldLine);
    if (state === lineReturn) return refuse('csv-bare-return', filled - 1, line, column);
    if (state === fieldStart && column === 0) return columns === 0 ? refuse('csv-empty', 0) : undefined;
    if (state === fieldStart) {
      start = filled;
      bits = 0;
      fieldLine = line;
    }
    return endField(start, state === quoteInQuotes ? filled - 1 : filled, filled) ?? endRow(filled);
  }

  return {
    take(chunk) {
      for (let from = 0; from < chunk.length; from += block) {
        append(chunk.subarray(from, from + block));
        const bad = run(false);
        if (bad !== undefined) return bad;
      }
      return undefined;
    },
    end() {
      const bad = finish();
      if (bad !== undefined || observer === undefined) return { ok: false, refusal: bad ?? refuse('csv-empty', 0) };
      const dialect = { delimiter, lineEnd, byteOrderMark };
      return { ok: true, dialect, header: kept.header(), rows, ...observer.all(), table: kept.table() };
    },
  };
}

export async function scanDelimited(bytes: AsyncIterable<Uint8Array>, options: ScanOptions): Promise<Scanned> {
  const scanner = machine(options);
  for await (const chunk of bytes) {
    const bad = scanner.take(chunk);
    if (bad !== undefined) return { ok: false, refusal: bad };
  }
  return scanner.end();
}
