/** What a value can look like. Counted per column, a cell at most once per kind. */
export const kinds = [
  /** Ten digits, alone or as 3-3-4: what could be an NHS, CHI or H&C number. */
  'ten-digits',
  /** Ten digits with the right check digit. */
  'nhs-number',
  /** The same within 40 characters after `nhs`, `chi` or `patient`. */
  'named-nhs-number',
  /** Ten digits with the right check digit, of Northern Ireland's range. */
  'health-and-care-number',
  /** Ten digits that begin with a day of a calendar. */
  'chi-shape',
  /** The same with the right check digit. */
  'chi-number',
  'postcode',
  'national-insurance-number',
  'e-mail',
  'phone',
  /** UUID, or hexadecimal of 32, 40, 64 or 128 digits. */
  'key',
  /** Title and a capitalised word. */
  'titled-name',
  /** The cell is a date to the day. */
  'date',
  /** A date to the day within 40 characters after a word for birth or death. */
  'named-date',
  /** The cell is the outward half of a postcode. */
  'outward-postcode',
  /** The cell is the code of a census area below a local authority. */
  'small-area',
  /** The cell is two or three capitalised words. */
  'name-shape',
  /** A spreadsheet would run the cell. */
  'formula',
  /** Characters that nobody sees. */
  'unseen',
  /** At least 200 characters of base64 or hexadecimal. */
  'long-token',
  /** The same, and what it decodes to is as disordered as what is compressed or encrypted. */
  'encoded-data',
  /** Base64 or hexadecimal of a text with digits. */
  'encoded-text',
] as const;
export type Kind = (typeof kinds)[number];

/** Position in {@link kinds}, for counting in arrays of numbers. */
export const kindIndex = Object.fromEntries(kinds.map((kind, index) => [kind, index])) as Readonly<
  Record<Kind, number>
>;
