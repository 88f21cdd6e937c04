import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';
import { readXml } from './xml.ts';

export interface SheetCell {
  /** From 1, as the sheet counts. */
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** Index of its format. */
  readonly style: number;
  /** Index of a shared text, which `text` then is not. */
  readonly shared?: number;
}

export interface Sheet {
  readonly cells: readonly SheetCell[];
  readonly hiddenRows: boolean;
  readonly hiddenColumns: boolean;
  readonly formulas: boolean;
  readonly merged: boolean;
  /** Rules of colour and of entry, and pictures drawn by formulas: what a cell looks like may not be what it holds. */
  readonly conditional: boolean;
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

const malformed = (entry: number) =>
  new Refusal('sheet-malformed', 'a sheet of the workbook is not whole', 'save it again', { entry });
const yes = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on';
const isZero = (value: string | undefined): boolean => value !== undefined && Number(value) === 0;

/** Cells of one sheet, in the order in which they stand. Throws {@link Refusal}. */
export const readSheet = (bytes: Uint8Array, entry: number): Sheet => {
  const cells: SheetCell[] = [];
  const sheet = { hiddenRows: false, hiddenColumns: false, formulas: false, merged: false, conditional: false };
  let open: { row: number; column: number; type: string; style: number } | undefined;
  let text = '';
  let reading = false;
  let value = false;
  const seen = new Set<number>();

  readXml(
    bytes,
    {
      open: ({ name, attributes }) => {
        if (name === 'row' && (yes(attributes.get('hidden')) || isZero(attributes.get('ht')))) sheet.hiddenRows = true;
        if (name === 'col' && (yes(attributes.get('hidden')) || isZero(attributes.get('width'))))
          sheet.hiddenColumns = true;
        if (name === 'sheetFormatPr' && yes(attributes.get('zeroHeight'))) sheet.hiddenRows = true;
        if (name === 'mergeCell') sheet.merged = true;
        if (name === 'conditionalFormatting' || name === 'dataValidation' || name === 'sparklineGroup')
          sheet.conditional = true;
        if (name === 'f') sheet.formulas = true;
        if (name === 'c') {
          const place = /^([A-Z]{1,3})([0-9]{1,7})$/.exec(attributes.get('r') ?? '');
          if (place === null || open !== undefined) throw malformed(entry);
          const [column, row] = [columnOf(place[1] ?? ''), Number(place[2])];
          if (column > limits.tableColumns || row < 1 || seen.has(row * 16_385 + column)) throw malformed(entry);
          seen.add(row * 16_385 + column);
          open = { row, column, type: attributes.get('t') ?? 'n', style: Number(attributes.get('s') ?? 0) };
          text = '';
          value = false;
        }
        if (open !== undefined && (name === 'v' || name === 't')) {
          reading = true;
          value = true;
        }
      },
      text: (part) => {
        if (reading) text += part;
      },
      close: (name) => {
        if (name === 'v' || name === 't') reading = false;
        if (name !== 'c' || open === undefined) return;
        const { row, column, type, style } = open;
        open = undefined;
        if (!value || text === '') return;
        if (type === 's' && !/^[0-9]{1,9}$/.test(text)) throw malformed(entry);
        cells.push(
          type === 's' ? { row, column, text: '', style, shared: Number(text) } : { row, column, text, style },
        );
      },
    },
    entry,
  );
  return { cells, ...sheet };
};
