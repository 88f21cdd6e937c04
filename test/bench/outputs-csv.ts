import { closeSync, openSync, writeSync } from 'node:fs';

/** One of twenty rows has a quoted comma and escaped quotes; nothing in them is anybody's. */
const rows = (from: number, count: number): string => {
  let text = '';
  for (let index = from; index < from + count; index += 1) {
    const turn = (index * 2654435761) >>> 0;
    const region = `E1200000${(turn % 9) + 1}`;
    const ward = index % 20 === 0 ? `"Ward ""${turn % 70}"", north"` : `Ward ${turn % 70}`;
    text += `${region},${turn & 1 ? 'F' : 'M'},${20 + (turn % 60)},${ward},${10 + (turn % 9000)},${(turn % 1000) / 10},${(turn % 7777) / 100},chapter ${turn % 22},2025-Q${(turn % 4) + 1},${turn % 5000}\r\n`;
  }
  return text;
};

/** Writes a table of ten columns, at least `bytes` long; the same each time. */
export function writeCsv(path: string, bytes: number): { readonly bytes: number; readonly rows: number } {
  const file = openSync(path, 'wx');
  let written = writeSync(file, 'region,sex,age,ward,admissions,rate,mean_stay,chapter,quarter,beds\r\n');
  let count = 0;
  for (; written < bytes; count += 2000) written += writeSync(file, rows(count, 2000));
  closeSync(file);
  return { bytes: written, rows: count };
}
