import type { Cell, Finding, Profile, Table } from '../contract.ts';
import { cellsFinding, type Words } from './cells-finding.ts';
import { tooFew } from './rules/threshold.ts';

/** Numbers of people that stand in labels and headings, such as `women (n=3)`. */
export function judgeLabels({ header, rows }: Table, profile: Profile): readonly Finding[] {
  const few: Cell[] = [];
  for (const [row, cells] of rows.entries()) {
    for (const [column, text] of cells.entries())
      if (saysFew(text, profile)) few.push({ row: row + 1, column: column + 1 });
  }
  const words: Words = {
    rule: 'label-count',
    verdict: 'needs-fix',
    reason: `a label or heading says a number of fewer than ${profile.threshold} people`,
    remedy: 'take the number out of the label',
  };
  const headings = header.flatMap((text, index) =>
    saysFew(text, profile) ? [{ ...words, at: { line: 1, column: index + 1 } }] : [],
  );
  return [...headings, ...cellsFinding(few, words)];
}

/** A label is no longer. */
const longest = 500;

const saysFew = (text: string, { threshold }: Profile): boolean => {
  if (!text.includes('=') || text.length > longest) return false;
  return [...text.matchAll(/(?<![a-z])n ?= ?(\d{1,9})(?![\d,])/gi)].some(([, digits]) =>
    tooFew(Number(digits), threshold),
  );
};
