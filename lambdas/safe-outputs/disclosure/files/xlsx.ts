import type { Finding, Profile, Table } from '../contract.ts';
import { gridTables } from './grid-tables.ts';
import { type Inspected, inspected } from './inspected.ts';
import { limits } from './limits.ts';
import { distinct, isMedia, officeParts } from './ooxml-parts.ts';
import { finding, Refusal } from './refusal.ts';
import { findingsOfText } from './text.ts';
import { readBook, sharedTexts } from './xlsx-book.ts';
import { readSheet, type Sheet } from './xlsx-cells.ts';
import { unseenStyles } from './xlsx-styles.ts';
import { readZip, type ZipFile } from './zip-reader.ts';

const again = 'copy the visible cells as values into a new workbook, or send CSV';
const fix = (rule: string, reason: string, entry: number) => finding(rule, 'needs-fix', reason, again, { entry });

const part = (parts: readonly ZipFile[], path: string): ZipFile => {
  const found = parts.find((each) => each.path === path);
  if (found === undefined)
    throw new Refusal('workbook-malformed', 'the workbook lacks a part of itself', 'save it again');
  return found;
};

/** Sheets count from 1 as `entry`. */
const sheetFindings = (
  sheet: Sheet,
  hidden: boolean,
  unseen: ReadonlySet<number>,
  entry: number,
): readonly Finding[] => [
  ...(hidden ? [fix('hidden-sheet', 'the workbook has a hidden sheet', entry)] : []),
  ...(sheet.hiddenRows ? [fix('hidden-cells', 'a sheet has hidden rows', entry)] : []),
  ...(sheet.hiddenColumns ? [fix('hidden-cells', 'a sheet has hidden columns', entry)] : []),
  ...(sheet.cells.some((cell) => unseen.has(cell.style))
    ? [fix('unseen-cells', 'a sheet has cells in white, in a tiny font or in a format that shows nothing', entry)]
    : []),
  ...(sheet.formulas
    ? [finding('formulas', 'review', 'a sheet holds formulas', 'paste values over them', { entry })]
    : []),
  ...(sheet.merged || sheet.conditional
    ? [
        finding(
          'dressed-cells',
          'review',
          'a sheet holds merged cells or rules, so that it may not look like what it holds',
          again,
          { entry },
        ),
      ]
    : []),
];

/**
 * Lists the parts first, then reads the cells of every sheet, hidden or not, as values. What rules for tables make of them is not said here. A number stands
 * as the workbook keeps it, with more places than it may show.
 */
export const inspectXlsx = (bytes: Uint8Array, profile: Profile): Inspected => {
  const parts = readZip(bytes, limits.archiveBytes);
  const { findings, text } = officeParts(parts, 'xlsx');
  const book = readBook(part(parts, 'xl/workbook.xml'), part(parts, 'xl/_rels/workbook.xml.rels'));
  const shared = sharedTexts(parts.find(({ path }) => path === 'xl/sharedStrings.xml'));
  const unseen = unseenStyles(parts.find(({ path }) => path === 'xl/styles.xml'));
  const used = new Set<number>();
  const tables: Table[] = [];
  const found: Finding[] = [...findings];
  const texts = [text, ...shared];

  book.sheets.forEach(({ path, hidden }, index) => {
    const entry = index + 1;
    if (!path.startsWith('xl/worksheets/')) return;
    const sheet = readSheet(part(parts, path).bytes, entry);
    const cells = sheet.cells.map((cell) => {
      if (cell.shared === undefined) return cell;
      used.add(cell.shared);
      const value = shared[cell.shared];
      if (value === undefined)
        throw new Refusal('sheet-malformed', 'a cell has a text that the workbook does not hold', again, { entry });
      return { ...cell, text: value };
    });
    const grid = gridTables(cells, entry);
    for (const table of grid.tables) tables.push(table);
    texts.push(cells.map((cell) => cell.text).join('\n'));
    found.push(...sheetFindings(sheet, hidden, unseen, entry));
    if (grid.loose.some((each) => /^[\s+-]*[0-9.,%\s]+$/.test(each)))
      found.push(
        finding(
          'cells-outside-tables',
          'review',
          'a sheet has numbers that are in no table',
          'put them into a table with a header',
          { entry },
        ),
      );
    if (grid.tables.some(({ rows }) => rows.length > profile.limits.rowsPerFile))
      found.push(
        finding(
          'too-many-rows',
          'blocked',
          `a sheet has more than ${profile.limits.rowsPerFile} rows, as a listing of records has`,
          'send aggregates',
          { entry },
        ),
      );
  });
  const named = new Set(book.sheets.map(({ path }) => path));
  const orphan = parts.find(({ path }) => /^xl\/worksheets\/[^/]+\.xml$/.test(path) && !named.has(path));
  if (orphan !== undefined)
    found.push(
      finding('hidden-sheet', 'blocked', 'the file holds a sheet that its workbook does not name', again, {
        entry: orphan.entry,
      }),
    );
  if (shared.some((_, i) => !used.has(i)))
    found.push(finding('unused-text', 'needs-fix', 'the workbook keeps text that no cell shows', again));
  if (book.definedNames)
    found.push(finding('defined-names', 'needs-fix', 'the workbook has names that can hold values', again));
  const given = findingsOfText(texts.join('\n')).map((each) => ({ ...each, at: {} }));
  return inspected(
    distinct([...found, ...given]),
    tables.slice(0, limits.tablesPerFile),
    parts.filter(({ path }) => isMedia(path)),
  );
};
