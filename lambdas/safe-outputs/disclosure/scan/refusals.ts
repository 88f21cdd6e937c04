import type { At, Finding } from '../contract.ts';

/** What a delimited file may not be. Each has one reading and every reader agrees on it, or it is refused. */
const refusals = {
  'csv-empty': ['the file holds nothing', 'send a file with a header line'],
  'csv-utf-16': ['the file is UTF-16 and must be UTF-8', 'save it as UTF-8'],
  'csv-not-utf-8': ['the bytes here are not UTF-8', 'save the file as UTF-8'],
  'csv-inner-byte-order-mark': [
    'a byte order mark stands here, and not at the beginning of the file; some readers drop it',
    'join files without their byte order marks',
  ],
  'csv-nul': ['a NUL byte stands here', 'write the file as plain text'],
  'csv-control-character': [
    'a control character stands here; only line ends, and tabs inside quotes or as delimiters, are allowed',
    'remove it, or put a field with a tab in quotes',
  ],
  'csv-bare-return': [
    'a carriage return without a line feed stands here',
    'end every line with LF, or every line with CRLF',
  ],
  'csv-mixed-line-ends': [
    'this line ends otherwise than the lines before it',
    'end every line with LF, or every line with CRLF',
  ],
  'csv-blank-line': ['the line is empty', 'remove empty lines; write an only, empty value as ""'],
  'csv-ragged': [
    'the line has fewer or more fields than the header',
    'give every line as many fields as the header has',
  ],
  'csv-ambiguous-delimiter': [
    'more than one of comma, semicolon, tab and bar stands in the header outside quotes',
    'use one delimiter, and quotes around headings that hold another',
  ],
  'csv-other-delimiter': [
    'the header has another delimiter than the name of the file says',
    'name files with commas .csv and files with tabs .tsv',
  ],
  'csv-unclosed-quote': ['a quote opens here and is never closed', 'close it, and double every quote inside a field'],
  'csv-quote-in-field': [
    'a quote stands inside a field that does not begin with one',
    'put the whole field in quotes and double the quotes inside it',
  ],
  'csv-text-after-quote': [
    'text follows a closing quote',
    'put the whole field in quotes and double the quotes inside it',
  ],
  'csv-field-too-long': [
    'the field is longer than a field may be',
    'send tables of values; texts and encoded data are no results',
  ],
  'csv-line-too-long': ['the line is longer than a line may be', 'send fewer or shorter fields in a line'],
  'csv-too-many-columns': [
    'the header has more columns than a table may have',
    'send long tables rather than wide ones',
  ],
} as const satisfies Readonly<Record<string, readonly [reason: string, remedy: string]>>;

export type RefusalRule = keyof typeof refusals;
export const refusalRules = Object.keys(refusals) as readonly RefusalRule[];

export function refusal(rule: RefusalRule, at: At): Finding {
  const [reason, remedy] = refusals[rule];
  return { rule, verdict: 'blocked', at, reason, remedy };
}
