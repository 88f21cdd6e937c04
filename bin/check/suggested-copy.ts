import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { check } from '../../lambdas/safe-outputs/disclosure/check.ts';
import type { Context, FileReport, Profile, Source, Table } from '../../lambdas/safe-outputs/disclosure/contract.ts';
import { suggest } from '../../lambdas/safe-outputs/disclosure/tables/suggest.ts';

/** `counts.csv` -> `counts.suggested.csv`. */
export const suggestedName = (file: string): string => {
  const extension = extname(file);
  return `${file.slice(0, file.length - extension.length)}.suggested${extension}`;
};

/** Quotes where RFC 4180 needs them and nowhere else, so that a difference shows what was changed. */
export function delimited({ header, rows }: Table, delimiter: ',' | '\t'): string {
  const cell = (text: string): string =>
    /["\r\n]/.test(text) || text.includes(delimiter) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
  const single = header.length === 1;
  return [header, ...rows]
    .map((row) => `${row.map((text) => (single && text === '' ? '""' : cell(text))).join(delimiter)}\n`)
    .join('');
}

/**
 * Writes a rounded and suppressed copy beside a table that needs a fix, if that copy passes; never over anything.
 * @returns what happened, in words for the terminal
 */
export async function writeSuggestion(
  { shown, file }: { readonly shown: string; readonly file: string },
  { type, verdict, tables }: FileReport,
  profile: Profile,
  context: Context,
): Promise<{ readonly written: boolean; readonly says: string }> {
  const no = (why: string) => ({ written: false, says: `${shown}: no copy is suggested: ${why}` });
  const [table] = tables;
  if (verdict !== 'needs-fix') return no(`rounding and suppression mend what needs a fix, and this is ${verdict}`);
  if ((type !== 'csv' && type !== 'tsv') || table === undefined) return no('only tables of CSV and TSV are mended');
  const mended = await suggest(table, profile);
  if (mended === undefined) return no('rounding and suppression alone do not mend it');
  const text = delimited(mended, type === 'csv' ? ',' : '\t');
  const again = await check([inMemory(suggestedName('table') + extname(file), text)], profile, context);
  if (again.verdict === 'blocked' || again.verdict === 'needs-fix')
    return no('rounded and suppressed it would still not pass');
  const name = suggestedName(file);
  const shownName = suggestedName(shown);
  try {
    writeFileSync(name, text, { flag: 'wx' });
  } catch (error) {
    const { code = 'unknown' } = Object(error) as { readonly code?: string };
    return no(
      code === 'EEXIST'
        ? `${shownName} is there already, and is not written over`
        : `${shownName} cannot be written (${code})`,
    );
  }
  return { written: true, says: `${shownName} is written, and is ${again.verdict}` };
}

const inMemory = (path: string, text: string): Source => ({
  path,
  async *open() {
    yield Buffer.from(text);
  },
});
