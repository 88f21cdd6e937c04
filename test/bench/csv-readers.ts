import { createReadStream } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse';
import Papa from 'papaparse';
import { scanDelimited } from '../../lambdas/safe-outputs/disclosure/scan/scan-delimited.ts';

/** Each counts the rows of a file below its header, and their cells. Run alone in a process: `csv-readers.ts <reader> <file>`. */
export const readers: Readonly<Record<string, (file: string) => Promise<string>>> = {
  async scanner(file) {
    const scanned = await scanDelimited(createReadStream(file, { highWaterMark: 1 << 20 }), { keepCells: 0 });
    if (!scanned.ok) throw new Error(scanned.refusal.reason);
    return `${scanned.rows} rows, ${scanned.columns.reduce((sum, one) => sum + one.values + one.empty, 0)} cells`;
  },
  async 'csv-parse'(file) {
    let [rows, cells] = [-1, 0];
    for await (const record of createReadStream(file, { highWaterMark: 1 << 20 }).pipe(parse())) {
      if (rows >= 0) cells += (record as readonly string[]).length;
      rows += 1;
    }
    return `${rows} rows, ${cells} cells`;
  },
  async papaparse(file) {
    let [rows, cells] = [-1, 0];
    await new Promise<void>((resolve, reject) => {
      Papa.parse(createReadStream(file, { highWaterMark: 1 << 20 }), {
        skipEmptyLines: true,
        chunk({ data }) {
          for (const record of data) {
            if (rows >= 0) cells += record.length;
            rows += 1;
          }
        },
        complete: () => resolve(),
        error: reject,
      });
    });
    return `${rows} rows, ${cells} cells`;
  },
  async duckdb(file) {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    const columns = 'region,sex,age,ward,admissions,rate,mean_stay,chapter,quarter,beds'.split(',');
    const typed = columns.map((name) => `'${name}': 'VARCHAR'`).join(', ');
    const counts = ['count(*)', ...columns.map((name) => `count("${name}")`)].join(', ');
    const reader = await connection.runAndReadAll(
      `SELECT ${counts} FROM read_csv('${file}', auto_detect=false, header=true, delim=',', quote='"', escape='"', strict_mode=true, columns={${typed}})`,
    );
    const [rows, ...cells] = (reader.getRows()[0] ?? []).map(Number);
    return `${rows} rows, ${cells.reduce((sum, one) => sum + one, 0)} cells`;
  },
};
