import { appendFileSync, writeFileSync } from 'node:fs';
import { dayText, momentText } from './calendar.ts';
import type { TableFile } from './table-file.ts';
import type { PlannedColumn } from './table-plan.ts';
import type { Cell } from './typed.ts';

const block = 1 << 18;
const comma = 44;
const lineFeed = 10;

/**
 * A header and one line a row, with line feeds. No value that is made here holds a comma, a quote, a line break or a letter
 * outside ASCII, so nothing is quoted, both text readers of Athena take the file, and characters are bytes. An empty cell is
 * empty.
 */
export function csvFile(file: string, columns: readonly PlannedColumn[]): TableFile {
  writeFileSync(file, '', { flag: 'wx' });
  const texts = columns.map(({ type }) => (type === 'date' ? dayText : type === 'timestamp' ? momentText : String));
  const bytes = Buffer.allocUnsafe(block);
  let filled = 0;
  let size = 0;
  const flush = () => {
    appendFileSync(file, bytes.subarray(0, filled));
    size += filled;
    filled = 0;
  };
  const put = (text: string, after: number) => {
    if (filled + text.length >= block) flush();
    // Faster than `buffer.write` for texts as short as these.
    for (let index = 0; index < text.length; index++) bytes[filled++] = text.charCodeAt(index);
    bytes[filled++] = after;
  };
  const last = columns.length - 1;
  columns.forEach(({ name }, index) => {
    put(name, index === last ? lineFeed : comma);
  });
  return {
    add(cells) {
      for (let index = 0; index <= last; index++) {
        put(textOf(cells[index], texts[index]), index === last ? lineFeed : comma);
      }
    },
    close() {
      flush();
      return size;
    },
  };
}

function textOf(cell: Cell, ofNumber: ((number: number) => string) | undefined): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number' && ofNumber !== undefined) return ofNumber(cell);
  return cell === undefined ? '' : String(cell);
}
