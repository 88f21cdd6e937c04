// Long because each case is its bytes, its verdict and how one sees it.
import { type CorpusCase, csv, lines, sound } from './corpus-case.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

/** `count` rows; what `cell` gives stands before a count that is large enough. */
const column = (heading: string, count: number, cell: (index: number) => string): string =>
  lines(
    `${heading},count`,
    ...Array.from({ length: count }, (_, index) => `${cell(index)},${101 + ((index * 7) % 90)}`),
  );

const each = (heading: string, values: readonly string[]): string =>
  column(heading, values.length, (index) => values[index] ?? '');

/** Test numbers with a right check digit, worked out by hand of modulus 11 in another language. */
const nhs = [
  '9995908301',
  '9996613186',
  '9994628194',
  '9991471049',
  '9997465075',
  '9992233079',
  '9990786666',
  '9993726516',
  '9994862057',
  '9999868282',
];
const tenDigits = [
  '4682889093',
  '4100251678',
  '4008374071',
  '4881817414',
  '4333776174',
  '4093192544',
  '4992070741',
  '4374847771',
  '4834170471',
  '4874633191',
];
const chi = [
  '2503667082',
  '1205550666',
  '0305616676',
  '0802582281',
  '2611380317',
  '0108597504',
  '0701775203',
  '0907779255',
  '1310399220',
  '0503684643',
];
const healthAndCare = [
  '3459318627',
  '3800487012',
  '3503499717',
  '3564331646',
  '3236767995',
  '3629484700',
  '3506952102',
  '3424415073',
];
const hex = (index: number, length: number): string =>
  Array.from({ length }, (_, place) => (((index + 3) * (place + 7) * 2654435761) >>> (place % 13)) & 15)
    .map((digit) => digit.toString(16))
    .join('');

/** What files of delimited text can hide, and what breaks them. */
export const delimitedCases: readonly CorpusCase[] = [
  {
    name: 'a row with too few fields',
    files: csv('a,b\n1,2\n3\n4,5\n'),
    verdict: 'blocked',
    because: 'a reader may drop or shift it, so that it is never seen',
  },
  {
    name: 'a row with too many fields',
    files: csv('a,b\n1,2\n4,5,6\n'),
    verdict: 'blocked',
    because: 'the third field has no column',
  },
  {
    name: 'a quote that never closes',
    files: csv('a,b\n"1,2\n3,4\n'),
    verdict: 'blocked',
    because: 'RFC 4180: all that follows would be one field',
  },
  {
    name: 'text behind a closing quote',
    files: csv('a,b\n"1"x,2\n3,4\n'),
    verdict: 'blocked',
    because: 'RFC 4180 knows only a separator there',
  },
  {
    name: 'a quote inside a bare field',
    files: csv('a,b\n1"x,2\n3,4\n'),
    verdict: 'blocked',
    because: 'RFC 4180: fields with quotes are quoted',
  },
  {
    name: 'a byte of nought',
    files: csv('region,count\nNorth\0,132\nSouth,118\n'),
    verdict: 'blocked',
    because: 'no text holds it',
  },
  {
    name: 'UTF-16 with a mark',
    files: [['table.csv', bytes([0xff, 0xfe], Buffer.from('a,b\n1,2\n', 'utf16le').toJSON().data)]],
    verdict: 'blocked',
    because: 'only UTF-8 is read',
  },
  {
    name: 'Latin-1 letters',
    files: [['table.csv', bytes('region,count\nCura', [0xe7], 'ao,132\nSouth,118\n')]],
    verdict: 'blocked',
    because: '0xe7 followed by a letter is not UTF-8',
  },
  {
    name: 'an overlong encoding',
    files: [['table.csv', bytes('region,count\nNo', [0xc0, 0xaf], 'rth,132\nSouth,118\n')]],
    verdict: 'blocked',
    because: 'c0 af is not UTF-8',
  },
  { name: 'nothing at all', files: csv(''), verdict: ['blocked', 'review'], because: 'there is no table' },
  {
    name: 'a heading without rows',
    files: csv('region,count\n'),
    verdict: ['review', 'blocked'],
    because: 'nothing could be judged',
  },
  {
    name: 'a sound table of tabs',
    files: [['table.tsv', sound.replaceAll(',', '\t')]],
    verdict: 'clear',
    because: 'it is the sound table, otherwise separated',
  },
  {
    name: 'a small count among tabs',
    files: [['table.tsv', 'region\tsex\tcount\nNorth\tF\t9\nNorth\tM\t18\nSouth\tF\t14\n']],
    verdict: 'needs-fix',
    because: '9 < 10',
  },
  {
    name: 'a sound table with carriage returns',
    files: csv(sound.replaceAll('\n', '\r\n')),
    verdict: 'clear',
    because: 'RFC 4180 line ends',
  },
  {
    name: 'a sound table whose last line does not end',
    files: csv(sound.trimEnd()),
    verdict: 'clear',
    because: 'RFC 4180 leaves the last line end out at will',
  },
  {
    name: 'a line break inside quotes',
    files: csv('region,count\n"North\nand west",132\nSouth,118\nEast,190\n'),
    verdict: ['clear', 'review'],
    because: 'RFC 4180 allows it',
  },
  {
    name: 'a table that calls itself a picture',
    files: [['table.png', sound]],
    verdict: 'blocked',
    because: 'name and content disagree',
  },
  {
    name: 'a picture that calls itself a table',
    files: [['table.csv', bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13], 'IHDR')]],
    verdict: 'blocked',
    because: 'the magic bytes are those of PNG',
  },
  {
    name: 'an archive that calls itself a table',
    files: [['table.csv', bytes('PK', [3, 4, 20, 0, 0, 0, 8, 0])]],
    verdict: 'blocked',
    because: 'the magic bytes are those of ZIP',
  },
  {
    name: 'five thousand and one rows',
    files: csv(column('day', 5001, (index) => `day ${index % 50}`)),
    verdict: 'blocked',
    because: 'the profile allows 5,000',
  },
  {
    name: 'a formula that a spreadsheet would run',
    files: csv('region,count\n=HYPERLINK("http://x"),132\nSouth,118\n'.replaceAll('"', '')),
    verdict: ['review', 'blocked'],
    because: 'the cell begins with an equals sign',
  },
  {
    name: 'a character without width inside a word',
    files: csv('region,count\nNo\u200brth,132\nSouth,118\nEast,190\n'),
    verdict: ['review', 'blocked'],
    because: 'what cannot be seen can carry something',
  },
  {
    name: 'a text that runs backwards',
    files: csv('region,count\nNo\u202erth,132\nSouth,118\nEast,190\n'),
    verdict: ['review', 'blocked'],
    because: 'a reviewer sees something else than is there',
  },
  {
    name: 'a picture hidden in a cell in base64',
    files: csv(
      `region,count\nNorth,132\n${Buffer.from(Array.from({ length: 900 }, (_, i) => (i * i * 31 + i * 17) & 255)).toString('base64')},118\nEast,190\n`,
    ),
    verdict: ['blocked', 'review'],
    because: 'a cell of 1,200 characters of base64',
  },
  {
    name: 'NHS numbers with right check digits',
    files: csv(each('reference', nhs)),
    verdict: 'blocked',
    because: 'ten of ten are valid',
  },
  {
    name: 'NHS numbers in groups',
    files: csv(
      each(
        'reference',
        nhs.map((one) => `${one.slice(0, 3)} ${one.slice(3, 6)} ${one.slice(6)}`),
      ),
    ),
    verdict: 'blocked',
    because: 'three, three and four digits is how they are written',
  },
  {
    name: 'ten digits that are no NHS numbers',
    files: csv(each('invoice', tenDigits)),
    verdict: ['clear', 'review', 'needs-fix'],
    because: 'not one check digit is right',
  },
  {
    name: 'a heading that says NHS number over anything',
    files: csv('nhs_number,count\n1,132\n2,118\n3,190\n'),
    verdict: 'blocked',
    because: 'the heading says whose rows they are',
  },
  {
    name: 'a single NHS number that is named as one',
    files: csv('note,count\nNHS 943 476 5919 excluded,132\nSouth,118\nEast,190\n'),
    verdict: 'blocked',
    because: 'valid, and the word stands before it',
  },
  {
    name: 'CHI numbers',
    files: csv(each('reference', chi)),
    verdict: 'blocked',
    because: 'dates of birth with right check digits',
  },
  {
    name: 'Health and Care numbers',
    files: csv(each('reference', healthAndCare)),
    verdict: 'blocked',
    because: 'in the range of Northern Ireland with right check digits',
  },
  {
    name: 'postcodes',
    files: csv(each('place', ['SW1A 1AA', 'M1 1AE', 'DD3 7LB', 'EC1A 1BB', 'W1A 0AX'])),
    verdict: 'blocked',
    because: 'a postcode has some fifteen homes',
  },
  {
    name: 'postcodes in small letters and without a space',
    files: csv(each('place', ['sw1a1aa', 'm11ae', 'dd37lb', 'ec1a1bb', 'w1a0ax'])),
    verdict: 'blocked',
    because: 'they are the same postcodes',
  },
  {
    name: 'dates of birth by their heading',
    files: csv(each('date_of_birth', ['1961-02-03', '1975-11-30', '1948-07-21'])),
    verdict: 'blocked',
    because: 'the heading says so',
  },
  {
    name: 'National Insurance numbers',
    files: csv(each('reference', ['AB123456C', 'CE654321A', 'HJ112233B', 'LM445566D', 'PR778899A'])),
    verdict: 'blocked',
    because: 'two letters, six digits, a letter to D',
  },
  {
    name: 'e-mail addresses',
    files: csv(each('contact', ['a.b@example.org', 'c.d@example.org', 'e.f@example.com', 'g.h@example.com'])),
    verdict: 'blocked',
    because: 'each is somebody',
  },
  {
    name: 'mobile numbers',
    files: csv(each('contact', ['07700900123', '07700900456', '+447700900789', '07700900321', '07700900654'])),
    verdict: 'blocked',
    because: 'each is somebody',
  },
  {
    name: 'names of people',
    files: csv(each('patient name', ['Ada Lovelace', 'Grace Hopper', 'Alan Turing', 'Edith Clarke'])),
    verdict: ['review', 'blocked'],
    because: 'two capitalised words each, under a heading that says so',
  },
  {
    name: 'hashes of people',
    files: csv(column('key', 60, (index) => hex(index, 64))),
    verdict: 'blocked',
    because: 'sixty different hashes are sixty rows of somebody',
  },
  {
    name: 'UUIDs of people',
    files: csv(
      column(
        'key',
        60,
        (index) => `${hex(index, 8)}-${hex(index + 1, 4)}-4${hex(index, 3)}-a${hex(index, 3)}-${hex(index, 12)}`,
      ),
    ),
    verdict: 'blocked',
    because: 'sixty different identifiers',
  },
  ...['patient_id', 'person_id', 'pseudo_id', 'subject_id', 'mrn', 'hospital_number'].map(
    (heading): CorpusCase => ({
      name: `a column headed ${heading}`,
      files: csv(lines(`${heading},count`, '1,132', '2,118', '3,190')),
      verdict: 'blocked',
      because: 'such a heading belongs to records of people, whatever stands under it',
    }),
  ),
  ...['chi', 'study_id', 'dob', 'postcode'].map(
    (heading): CorpusCase => ({
      name: `a column headed ${heading} over what looks like no such thing`,
      files: csv(lines(`${heading},count`, '1,132', '2,118', '3,190')),
      verdict: ['review', 'blocked'],
      because: 'chi-squared, a study of several, a dose: the heading alone is not enough, and too much to pass',
    }),
  ),
  {
    name: 'a heading in capitals with spaces',
    files: csv('Patient ID,count\n1,132\n2,118\n3,190\n'),
    verdict: 'blocked',
    because: 'it is patient_id otherwise written',
  },
  {
    name: 'small areas by their codes',
    files: csv(each('area', ['E01000001', 'E01000002', 'E01000003', 'E01000005', 'E01000006'])),
    verdict: 'review',
    because: 'lower super output areas have 1,500 people: a person decides',
  },
  {
    name: 'regions by their codes',
    files: csv(each('area', ['E12000001', 'E12000002', 'E12000003', 'E12000004', 'E12000005'])),
    verdict: 'clear',
    because: 'regions have millions of people',
  },
  {
    name: 'months are no dates of birth',
    files: csv(each('month', ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05'])),
    verdict: 'clear',
    because: 'a series of months with large counts',
  },
  {
    name: 'a list of people under harmless headings',
    files: csv(
      lines(
        'row,age,sex,ward,admitted,procedure',
        ...Array.from(
          { length: 80 },
          (_, i) =>
            `${1000 + i},${20 + ((i * 13) % 70)},${i % 2 ? 'F' : 'M'},ward ${i % 9},2025-0${1 + (i % 9)}-1${i % 10},code ${i % 31}`,
        ),
      ),
    ),
    verdict: ['blocked', 'needs-fix', 'review'],
    because: 'eighty rows with a running number, ages and days: nothing of it is a count',
  },
  {
    name: 'a list of people with a key',
    files: csv(
      lines(
        'patient_key,age,sex,ward,admitted,procedure',
        ...Array.from(
          { length: 80 },
          (_, i) =>
            `P${1000 + i},${20 + ((i * 13) % 70)},${i % 2 ? 'F' : 'M'},ward ${i % 9},2025-0${1 + (i % 9)}-1${i % 10},code ${i % 31}`,
        ),
      ),
    ),
    verdict: 'blocked',
    because: 'eighty different keys of eighty people, and no count',
  },
];
