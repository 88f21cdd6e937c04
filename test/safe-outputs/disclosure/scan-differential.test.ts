import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import type { Scanned } from '../../../lambdas/safe-outputs/disclosure/scan/scanned.ts';
import { dice, harmed, type Made, madeTable } from './csv-makers.ts';
import { scan } from './scan-bytes.ts';

/** Read by readers that share nothing with the scanner: the same cells, or the scanner refuses. */
const seed = 20261127;
const each = 5000;

type Read = { readonly rows: readonly (readonly string[])[] } | { readonly error: string };

const ours = (scanned: Scanned): Read =>
  scanned.ok && scanned.table !== undefined
    ? { rows: [scanned.table.header, ...scanned.table.rows] }
    : { error: scanned.ok ? 'not kept' : scanned.refusal.rule };

function csvParse({ bytes, delimiter, lineEnd }: Made): Read {
  try {
    return {
      rows: parse(bytes, {
        bom: true,
        delimiter,
        record_delimiter: lineEnd,
        columns: false,
        relax_quotes: false,
        relax_column_count: false,
        skip_empty_lines: false,
        trim: false,
        cast: false,
      }),
    };
  } catch (error) {
    return { error: String(error) };
  }
}

let folder = '';
let database: DuckDBInstance | undefined;
let connection: DuckDBConnection | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scan-differential-'));
  database = await DuckDBInstance.create(':memory:');
  connection = await database.connect();
  await connection.run('SET threads = 1');
});
afterAll(() => {
  connection?.closeSync();
  database?.closeSync();
  rmSync(folder, { recursive: true });
});

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * DuckDB 1.5.5 joins lines when it is told that they end in CRLF, so it must guess, and guesses by the first line break there is, also inside
 * quotes. Such files it cannot be asked about.
 */
const guessesWrong = ({ bytes, lineEnd }: Made) => {
  const first = bytes.indexOf('\n');
  return lineEnd === '\r\n' && first >= 0 && bytes[first - 1] !== 13;
};

async function duckDb({ bytes, delimiter, lineEnd }: Made, columns: number): Promise<Read> {
  const file = join(folder, 'table.csv');
  writeFileSync(file, bytes);
  const names = Array.from({ length: columns }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const options = `auto_detect = false, strict_mode = true, all_varchar = true, header = false, delim = ${literal(delimiter)}, quote = '"', escape = '"', max_line_size = 500000, buffer_size = 1000000${lineEnd === '\n' ? ", new_line = '\\n'" : ''}, columns = {${names}}`;
  try {
    const read = await connection?.runAndReadAll(`SELECT * FROM read_csv(${literal(file)}, ${options})`);
    return { rows: (read?.getRows() ?? []).map((row) => row.map((value) => (value === null ? '' : String(value)))) };
  } catch (error) {
    return { error: String(error) };
  }
}

const splits = (length: number, size: number) => (size === 0 ? [] : Array(Math.ceil(length / size)).fill(size));

test(`${each} tables, seed ${seed}: the scanner, csv-parse and DuckDB read what was written`, async () => {
  const roll = dice(seed);
  for (let index = 0; index < each; index += 1) {
    const made = madeTable(roll);
    const expected = { rows: made.rows };
    const read = ours(await scan(made.bytes, {}, splits(made.bytes.length, roll.below(20))));
    const isAsked = !guessesWrong(made);
    const third = isAsked ? await duckDb(made, made.columns) : expected;
    expect({ index, scanner: read, csvParse: csvParse(made), duckDb: third }).toEqual({
      index,
      scanner: expected,
      csvParse: expected,
      duckDb: expected,
    });
  }
}, 600_000);

/** What both others read alike and the scanner refuses all the same, and why. */
const stricter = {
  'csv-nul': 'a file with NUL bytes is no text, and hides what stands behind them from readers in C',
  'csv-control-character': 'terminals and editors obey them; a tab outside quotes makes two tables of one',
  'csv-bare-return': 'to some readers it ends a line',
  'csv-blank-line': 'some readers skip it and some read a row',
  'csv-ragged': 'a single column in which another delimiter stands is several columns to its next reader',
  'csv-ambiguous-delimiter': 'with another delimiter the header and the table are others',
  'csv-inner-byte-order-mark': 'some readers drop it',
  'csv-empty': 'no header, no table',
} as const;

/** The file by the dialect that the scanner found, or was meant to find. */
function asFound(made: Made, scanned: Scanned): Made {
  if (!scanned.ok) return made;
  const { delimiter, lineEnd } = scanned.dialect;
  return { ...made, delimiter: delimiter ?? ',', lineEnd: lineEnd === 'CRLF' ? '\r\n' : '\n' };
}

test(`${each} hostile files, seed ${seed + 1}: all three agree on every cell, or the scanner refuses with line and column`, async () => {
  const roll = dice(seed + 1);
  const counts = { accepted: 0, refused: 0, notAsked: 0 };
  const alone = new Map<string, number>();
  const raggedColumns = new Set<number>();
  const disagreed: unknown[] = [];
  for (let index = 0; index < each; index += 1) {
    const made = harmed(roll);
    const size = made.bytes.length > 10_000 ? 4096 : roll.below(20);
    const scanned = await scan(made.bytes, {}, splits(made.bytes.length, size));
    const found = asFound(made, scanned);
    const other = csvParse(found);
    if (scanned.ok) {
      counts.accepted += 1;
      const isAsked = !guessesWrong(found);
      if (!isAsked) counts.notAsked += 1;
      const third = isAsked ? await duckDb(found, scanned.header.length) : other;
      if (JSON.stringify([ours(scanned), ours(scanned)]) !== JSON.stringify([other, third]))
        disagreed.push({ index, harm: made.harm, other, third });
      continue;
    }
    counts.refused += 1;
    const { rule, at } = scanned.refusal;
    expect([at.line, at.column].every((place) => Number.isInteger(place) && (place ?? 0) > 0)).toBe(true);
    if ('error' in other) continue;
    const third = await duckDb(found, other.rows[0]?.length ?? 1);
    if (JSON.stringify(third) !== JSON.stringify(other)) continue;
    alone.set(rule, (alone.get(rule) ?? 0) + 1);
    if (rule === 'csv-ragged') raggedColumns.add(other.rows[0]?.length ?? 1);
  }
  expect(disagreed).toEqual([]);
  expect([...alone.keys()].filter((rule) => !Object.hasOwn(stricter, rule))).toEqual([]);
  expect([...raggedColumns]).toEqual([1]);
  expect({ ...counts, alone: Object.fromEntries([...alone].sort()) }).toEqual({
    accepted: 964,
    refused: 4036,
    notAsked: 102,
    alone: {
      'csv-ambiguous-delimiter': 9,
      'csv-bare-return': 102,
      'csv-blank-line': 72,
      'csv-control-character': 128,
      'csv-empty': 5,
      'csv-inner-byte-order-mark': 53,
      'csv-nul': 129,
      'csv-ragged': 38,
    },
  });
}, 600_000);
