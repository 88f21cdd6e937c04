import type { At, Finding } from '../contract.ts';

/** Every rule about identifiers and records: what is found, and what to do. Numbers and positions are added where a finding is made. */
const rules = {
  'nhs-number': [
    'ten-digit values with the check digit of an NHS number',
    'remove the column; publish counts of people, never their numbers',
  ],
  'chi-number': [
    'ten-digit values with a birthday and the check digit of a CHI number',
    'remove the column; publish counts of people, never their numbers',
  ],
  'health-and-care-number': [
    'ten-digit values in the range and with the check digit of a Health and Care number',
    'remove the column; publish counts of people, never their numbers',
  ],
  'ten-digit-shape': [
    'ten-digit values that begin with a birthday',
    'show the reviewers what these numbers are, or remove them',
  ],
  postcode: ['whole postcodes', 'publish areas of at least a local authority'],
  'small-area': ['codes of areas below a local authority', 'publish areas of at least a local authority'],
  'national-insurance-number': ['values shaped as National Insurance numbers', 'remove them'],
  'e-mail': ['e-mail addresses', 'remove them'],
  phone: ['UK phone numbers', 'remove them'],
  key: ['UUIDs or hexadecimal keys', 'remove keys of rows; number the rows of a table if they need a name'],
  'birth-or-death-date': ['dates of birth or death to the day', 'publish years or age bands'],
  'day-dates': ['dates to the day in a table without counts', 'count people by week or month'],
  'person-name': [
    'values shaped as names of people',
    'remove names of people; tell the reviewers where these are others',
  ],
  'identifying-heading': [
    'a heading that names an identifier of people',
    'remove the column, or rename it if it holds no such thing',
  ],
  'record-level': [
    'the file looks like records of people rather than results',
    'aggregate to counts or estimates and send those',
  ],
  'too-many-rows': ['more rows than a result may have', 'aggregate further, or send the part that the paper needs'],
  formula: ['cells that a spreadsheet would run', 'begin no cell with =, +, -, @ or a tab'],
  'unseen-characters': ['characters that nobody sees', 'remove zero-width and direction characters'],
  'encoded-data': ['encoded data', 'remove it; send results as tables'],
  'long-token': ['unbroken texts of 200 characters and more', 'remove them, or tell the reviewers what they are'],
  'comment-line': [
    'the file begins with a comment',
    'begin with the header line; put comments into the context of the file',
  ],
} as const satisfies Readonly<Record<string, readonly [found: string, remedy: string]>>;

export type ScanRule = keyof typeof rules;
export const scanRules = Object.keys(rules) as readonly ScanRule[];

/** `detail` holds counts and positions alone. */
export function found(rule: ScanRule, verdict: Finding['verdict'], at: At, detail: string): Finding {
  const [what, remedy] = rules[rule];
  return { rule, verdict, at, reason: detail === '' ? what : `${what}: ${detail}`, remedy };
}
