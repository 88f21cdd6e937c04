import type { Cell, Finding, Table } from '../contract.ts';
import { hasNhsCheckDigit } from '../scan/check-digits.ts';
import { cellsFinding } from './cells-finding.ts';

/** As many rows at least, and such a share of them: one ten-digit number in eleven has a right check digit by chance. */
const fewest = 5;
const share = 0.8;
const mostColumns = 4;

/** Ten digits that stand in several columns beside each other; `undefined` where they are not ten. */
function joined(row: readonly string[], from: number, columns: number): string | undefined {
  const cells = row.slice(from, from + columns).map((cell) => cell.trim());
  if (cells.length < columns || cells.some((cell) => cell === '' || cell.length > 9)) return undefined;
  const digits = cells.join('');
  return /^\d{10}$/.test(digits) ? digits : undefined;
}

/** NHS numbers cut over columns, which no column shows. */
export function judgeSplitNumbers({ header, rows }: Table): readonly Finding[] {
  const found: Cell[] = [];
  for (let columns = 2; columns <= mostColumns; columns += 1)
    for (let from = 0; from + columns <= header.length; from += 1) {
      const numbers = rows.map((row) => joined(row, from, columns));
      const valid = numbers.flatMap((digits, index) =>
        digits !== undefined && hasNhsCheckDigit(Buffer.from(digits), 0, 0) ? [index] : [],
      );
      const whole = numbers.filter((digits) => digits !== undefined).length;
      if (valid.length >= fewest && valid.length >= whole * share)
        found.push(...valid.map((index) => ({ row: index + 1, column: from + 1 })));
    }
  return cellsFinding(found, {
    rule: 'nhs-number',
    verdict: 'blocked',
    reason: 'columns beside each other make up ten-digit values with the check digit of an NHS number',
    remedy: 'remove the columns; publish counts of people, never their numbers',
  });
}
