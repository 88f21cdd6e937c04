import type { Finding, Profile } from '../contract.ts';
import { limits } from './limits.ts';
import { isLarge, numbersOf } from './numeric-lines.ts';
import { finding } from './refusal.ts';

/** Most lines in a row that are cut alike by two commas or more: rows of data, with or without numbers. */
const recordsOf = (text: string): number => {
  let most = 0;
  let run = 0;
  let last = 0;
  for (const line of text.split('\n')) {
    const commas = line.split(',').length - 1;
    run = commas >= 2 && Math.abs(commas - last) <= 1 ? run + 1 : commas >= 2 ? 1 : 0;
    last = commas;
    most = Math.max(most, run);
  }
  return most;
};

export const asCsv = 'send the numbers as a CSV of their own, so that the rules for tables can judge them';

const people =
  /(?<![\d.,\w])(\d{1,3}|two|three|four|five|six|seven|eight|nine)\s{1,3}(?:\p{L}{1,20} )?(?:men|women|males|females|boys|girls|patients|people|persons|participants|individuals|cases|deaths|events|admissions|children|babies)\b/giu;
const ofGroup = /(?<![a-z\d])n ?= ?(\d{1,9})(?![\d,.])/gi;

/** Where prose says that fewer people than the threshold were something: `3 men`, `two patients`, `(n = 4)`. */
const fewPeople = (text: string, { threshold }: Profile): number | undefined => {
  const few = [...text.matchAll(people), ...text.matchAll(ofGroup)].filter(
    ([, number = '']) => !(Number(number) >= threshold) && (Number(number) > 0 || !/\d/.test(number)),
  );
  const first = few.reduce((least, { index }) => Math.min(least, index), Number.POSITIVE_INFINITY);
  return few.length === 0 ? undefined : text.slice(0, first).split('\n').length;
};

/** Blocks of numbers, which no rule for tables sees while they stand in prose, code or a log. */
export const numberFindings = (text: string, isCode: boolean, profile: Profile): readonly Finding[] => {
  const { blocks, total, singles, list, longest } = numbersOf(text);
  const rows = isCode ? limits.numericRowsOfCode : limits.numericRows;
  const found: Finding[] = [];
  for (const block of blocks.filter((each) => isLarge(each, rows)).slice(0, limits.findingsPerRule))
    found.push(
      finding(
        'numeric-block',
        'blocked',
        `a block of numbers of more than ${rows} rows and ${limits.numericColumns} columns or more, as a listing of records has`,
        asCsv,
        { line: block.line },
      ),
    );
  const small = blocks.find((each) => !isLarge(each, rows))?.line ?? (isCode ? undefined : list);
  if (small !== undefined)
    found.push(
      finding(
        'numbers-in-text',
        'review',
        'the text holds numbers set as a table, which no rule for tables judges',
        asCsv,
        { line: small },
      ),
    );
  if (singles > profile.limits.rowsPerFile)
    found.push(
      finding('numeric-block', 'blocked', `more than ${profile.limits.rowsPerFile} lines hold one number each`, asCsv),
    );
  else if (singles > rows)
    found.push(finding('numbers-in-text', 'review', `more than ${rows} lines hold one number each`, asCsv));
  else if (total > rows * limits.numericColumns)
    found.push(
      finding('numbers-in-text', 'review', `the text holds more than ${rows * limits.numericColumns} numbers`, asCsv),
    );
  else if (longest.numbers > limits.numbersOfLine)
    found.push(
      finding('numbers-in-text', 'review', `a line holds more than ${limits.numbersOfLine} numbers`, asCsv, {
        line: longest.line,
      }),
    );
  const few = isCode ? undefined : fewPeople(text, profile);
  if (few !== undefined)
    found.push(
      finding(
        'small-number-in-text',
        'review',
        `the text speaks of fewer than ${profile.threshold} people, which no rule for tables judges`,
        'say it without the number, or tell the reviewers why it is none of people',
        { line: few },
      ),
    );
  const records = isCode ? recordsOf(text) : 0;
  if (records > limits.numericRows)
    found.push(
      finding(
        'records-in-code',
        records > profile.limits.rowsPerFile ? 'blocked' : 'review',
        `more than ${limits.numericRows} lines of the code are alike, as a listing of records is`,
        'read the data from a file',
      ),
    );
  return found;
};
