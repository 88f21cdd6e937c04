import type { Table } from '../contract.ts';
import { readXml } from './xml.ts';
import type { ZipFile } from './zip-reader.ts';

export interface Body {
  readonly tables: readonly Table[];
  readonly paragraphs: readonly string[];
  readonly tracked: boolean;
  readonly vanished: boolean;
  readonly unseen: boolean;
  readonly calls: boolean;
}

const tracked = new Set([
  'ins',
  'del',
  'moveFrom',
  'moveTo',
  'cellIns',
  'cellDel',
  'rPrChange',
  'pPrChange',
  'tblPrChange',
]);
const vanished = new Set(['vanish', 'webHidden', 'specVanish']);
const smallestHalfPoints = 8;
/** Field codes by which a document fetches or runs something. */
const calls = /\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|DATABASE|IMPORT|LINK|MACROBUTTON|AUTOTEXT)\b/i;

const asTable = (rows: readonly (readonly string[])[]): Table => {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const [header = [], ...rest] = rows.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? ''));
  return { header, rows: rest };
};

/** Tables and paragraphs of one part of a document, in the order in which they end. Text that was deleted and kept is read like the rest. */
export const readBody = (part: ZipFile): Body => {
  const tables: Table[] = [];
  const paragraphs: string[] = [];
  const seen = { tracked: false, vanished: false, unseen: false, calls: false };
  const open: { rows: string[][]; cell: string }[] = [];
  let paragraph = '';
  let reading = '';
  let code = '';
  readXml(
    part.bytes,
    {
      open: ({ name, attributes }) => {
        const value = attributes.get('val') ?? '';
        if (tracked.has(name)) seen.tracked = true;
        if (vanished.has(name) && value !== '0' && value !== 'false') seen.vanished = true;
        if (name === 'color' && /^f[c-f]f[c-f]f[c-f]$/i.test(value)) seen.unseen = true;
        if (name === 'sz' && Number(value) < smallestHalfPoints) seen.unseen = true;
        if (name === 'fldSimple') code += ` ${attributes.get('instr') ?? ''}`;
        if (name === 'tbl') open.push({ rows: [], cell: '' });
        if (name === 'tr') open.at(-1)?.rows.push([]);
        if (name === 'p') paragraph = '';
        if (name === 'tab' || name === 'br') paragraph += ' ';
        if (name === 't' || name === 'delText' || name === 'instrText') reading = name;
      },
      text: (text) => {
        if (reading === 'instrText') code += text;
        else if (reading !== '') paragraph += text;
      },
      close: (name) => {
        reading = '';
        const table = open.at(-1);
        if (name === 'p') {
          paragraphs.push(paragraph);
          if (table !== undefined) table.cell = table.cell === '' ? paragraph : `${table.cell} ${paragraph}`;
          paragraph = '';
        }
        if (name === 'tc' && table !== undefined) {
          table.rows.at(-1)?.push(table.cell.trim());
          table.cell = '';
        }
        if (name === 'tbl' && table !== undefined) {
          open.pop();
          if (table.rows.length > 0) tables.push(asTable(table.rows));
        }
      },
    },
    part.entry,
  );
  return { tables, paragraphs, ...seen, calls: calls.test(code) };
};
