import { profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';
import { columnFindings } from '../../../lambdas/safe-outputs/disclosure/scan/column-findings.ts';
import { identifiersInText } from '../../../lambdas/safe-outputs/disclosure/scan/identifiers-in-text.ts';
import type { Kind } from '../../../lambdas/safe-outputs/disclosure/scan/kinds.ts';
import { scanRules } from '../../../lambdas/safe-outputs/disclosure/scan/scan-rules.ts';
import { accepted } from './scan-bytes.ts';

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const table = (heading: string, cells: readonly string[]) => [heading, ...cells].map(quoted).join('\n');

/** What a cell looks like. */
async function kindsOf(cell: string): Promise<readonly Kind[]> {
  const { columns } = await accepted(table('x', [cell]));
  return Object.keys(columns[0]?.hits ?? {}) as Kind[];
}

async function ofColumn(heading: string, cells: readonly string[]): Promise<readonly (readonly [string, string])[]> {
  return columnFindings(await accepted(table(heading, cells)), profiles['uk-health-10']).map(({ rule, verdict }) => [
    rule,
    verdict,
  ]);
}

const hits: readonly (readonly [Kind, readonly string[], readonly string[]])[] = [
  [
    'nhs-number',
    ['9434765919', '4505577104', '9876543210', '943 476 5919', '943-476-5919', 'see 9434765919.', 'id_9434765919'],
    [
      '9434765918',
      '9434765910',
      '94347659190',
      '943476591',
      '943 4765919',
      '943 476-5919',
      '9434765919.5',
      'x9434765919',
      '1234567890',
    ],
  ],
  [
    'named-nhs-number',
    ['NHS no. 9434765919', 'patient: 943 476 5919'],
    ['order 9434765919', `nhs${' '.repeat(50)}9434765919`],
  ],
  [
    'chi-shape',
    ['0101010101', '2902800123', '2902000123', '3112994321'],
    ['2902810123', '3101990000'.replace('3101', '3201'), '0113990000'],
  ],
  ['chi-number', ['0101010109'], ['0101010101', '2902810123']],
  ['health-and-care-number', ['3200000015'], ['3199999999', '9434765919']],
  [
    'postcode',
    [
      'DD3 7LB',
      'dd3 7lb',
      'dd37lb',
      '^DD28DD^',
      'SW1A 1AA',
      'EC1A1BB',
      'W1A 0AX',
      'M1 1AE',
      'B33 8TH',
      'CR2 6XH',
      'DN55 1PT',
      'GIR 0AA',
      'GIR0AA',
      'C50 1AA',
      'at M1 1AE, Leeds',
    ],
    [
      'dd3000',
      'dd3 000',
      'E12000001',
      'Q1 1AA',
      'AI1 1AA',
      'M1 1CI',
      'XM1 1AE',
      'M1 1AEX',
      'M1  1AE',
      'DN555 1PT',
      'M 1AE',
    ],
  ],
  ['outward-postcode', ['DD3', 'M1', 'SW1A', 'DN55'], ['DD', 'Q1', 'DN555', '33']],
  [
    'small-area',
    ['E01000001', 'E02006969', 'S01006506', 'W01000003'],
    ['E12000001', 'E06000001', 'S12000033', 'E0100001', 'E010000011'],
  ],
  [
    'national-insurance-number',
    ['AB123456C', 'AB 12 34 56 C', 'ab123456d', '(AB123456C)'],
    [
      'BG123456C',
      'GB123456A',
      'NK123456A',
      'KN123456A',
      'TN123456A',
      'NT123456A',
      'ZZ123456A',
      'QQ123456C',
      'AB123456E',
      'AB12345C',
      'DA123456A',
      'AO123456A',
      'AB123456CD',
    ],
  ],
  [
    'e-mail',
    ['a.b@nhs.net', 'x+y@sub.example.org', 'mail a@b.uk now'],
    ['a@b', '@handle.x', 'a @b.c', 'x@.uk', 'n@5%'],
  ],
  [
    'phone',
    [
      '07700900123',
      '07700 900123',
      '07700 900 123',
      '+447700900123',
      '+44 7700 900123',
      '+44 (0)7700 900123',
      '020 7946 0018',
      '01632 960001',
      '00447700900123',
      '447700900123',
    ],
    ['0770090012', '077009001234', '7700900123', '01-02-2015 123', '0.7700900123', '12345678901'],
  ],
  [
    'key',
    [
      'd41d8cd98f00b204e9800998ecf8427e',
      'DA39A3EE5E6B4B0D3255BFEF95601890AFD80709',
      '123e4567-e89b-12d3-a456-426614174000',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    ],
    ['d41d8cd98f00b204e9800998ecf8427', 'g41d8cd98f00b204e9800998ecf8427e', '123e4567-e89b-12d3-a456-42661417400'],
  ],
  [
    'titled-name',
    ['Mr Smith', 'Mrs. Jones', 'seen by Dr Watson', 'Prof Plum'],
    ['mr', 'MR scan', 'Dr who', 'Mister Smith', 'Drug Test'],
  ],
  [
    'name-shape',
    ['Jane Smith', "Mary Anne O'Neill", 'Anne-Marie Duff'],
    ['Jane', 'jane smith', 'A B', 'North East and London Region', 'Jane Smith 2'],
  ],
  [
    'date',
    [
      '2015-05-16',
      '16/05/2015',
      '16.05.2015',
      '05/16/2015',
      '16-05-15',
      '2015-05-16T05:50:06',
      '2015/5/6',
      '20150516',
      '16 May 2015',
      '29th May 2015',
      'Friday, 29th May 2015 5:50',
      'May 29, 2015',
      '16-May-2015',
      '29 Feb 2000',
      '29/02/2000',
    ],
    [
      '2015-05',
      '2015-13-01',
      '2015-02-30',
      '29/02/2001',
      '1/2',
      '2015',
      'May 2015',
      '20151301',
      '1.5.2',
      '31 Feb 2015',
      '10-19-20-5',
      'Mayor 5 of 9',
      '0-4-2015x'.slice(0, 5),
    ],
  ],
  [
    'named-date',
    ['born 16/05/2015', 'DOB: 2015-05-16', 'date of death 1 May 2020'],
    ['run on 2015-05-16', 'born 2015'],
  ],
  [
    'formula',
    ['=1+1', '=cmd|x', '@SUM(A1)', '+A1', '-A1', '-2+3+cmd|x', '\tx', '=HYPERLINK(1)'],
    ['-12.5', '+1', '-', '-1 (-2, 0)', '=', '1=1', 'a@b'],
  ],
  ['unseen', ['a\u200bb', '\u202eabc', 'so\u00adft', '\u2066x', '\u{e0041}x'], ['naïve', '日本', '😀', '≥10', '–5']],
];

describe('what a cell looks like', () => {
  test.each(hits.flatMap(([kind, yes]) => yes.map((cell) => [kind, cell] as const)))('%s: %j', async (kind, cell) => {
    expect(await kindsOf(cell)).toContain(kind);
  });
  test.each(hits.flatMap(([kind, , no]) => no.map((cell) => [kind, cell] as const)))(
    'not %s: %j',
    async (kind, cell) => {
      expect(await kindsOf(cell)).not.toContain(kind);
    },
  );
});

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
/** Ten digits whose last is the check digit, or is not. */
function tenDigits(seed: number, isValid: boolean): string {
  for (let nine = 400_000_000 + seed * 7919; ; nine += 1) {
    const sum = [...String(nine)].reduce((all, figure, place) => all + Number(figure) * (10 - place), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check !== 10) return `${nine}${isValid ? check : (check + 1) % 10}`;
  }
}
const hex = (index: number) => (index * 2_654_435_761).toString(16).padStart(32, 'a');
const day = (index: number) => new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);
const random = (bytes: number) => Buffer.from(times(bytes, (index) => (Math.imul(index + 1, 0x9e3779b1) >>> 13) & 255));

const columns: readonly (readonly [string, string, readonly string[], readonly (readonly [string, string])[]])[] = [
  [
    'five ten-digit values, all with the check digit',
    'v',
    times(5, (i) => tenDigits(i, true)),
    [['nhs-number', 'blocked']],
  ],
  ['five of ten with it', 'v', times(10, (i) => tenDigits(i, i < 5)), [['nhs-number', 'blocked']]],
  ['five of eleven with it', 'v', times(11, (i) => tenDigits(i, i < 5)), [['nhs-number', 'review']]],
  ['four of four with it', 'v', times(4, (i) => tenDigits(i, true)), [['nhs-number', 'review']]],
  ['one with it', 'cost', [tenDigits(1, true), '5', '6'], [['nhs-number', 'review']]],
  [
    'one with it under a heading that says patient',
    'patient ref',
    [tenDigits(1, true), '5'],
    [['nhs-number', 'blocked']],
  ],
  ['none with it', 'cost', times(9, (i) => tenDigits(i, false)), []],
  [
    'a CHI number',
    'v',
    ['0101010109'],
    [
      ['chi-number', 'blocked'],
      ['nhs-number', 'review'],
    ],
  ],
  ['the shape of a CHI number alone', 'v', ['0101010101'], [['ten-digit-shape', 'review']]],
  [
    'five H&C numbers',
    'v',
    ['3200000015', '3200000023', '3200000031', '3200000058', '3200000066'],
    [
      ['health-and-care-number', 'blocked'],
      ['nhs-number', 'blocked'],
    ],
  ],
  ['one postcode', 'v', ['C50 1AA', 'x'], [['postcode', 'review']]],
  ['two postcodes', 'v', ['M1 1AE', 'DD3 7LB'], [['postcode', 'blocked']]],
  ['one postcode and a heading that says so', 'home postcode', ['M1 1AE'], [['postcode', 'blocked']]],
  ['districts under a heading that says so', 'postcode district', ['M1', 'DD3'], [['small-area', 'review']]],
  ['what looks like a district and is a code of diseases', 'icd10', ['C50', 'E11'], []],
  ['output areas', 'area', ['E01000001', 'E01000002'], [['small-area', 'review']]],
  ['regions', 'area', ['E12000001', 'E12000002'], []],
  ['two NI numbers', 'v', ['AB123456C', 'AB123457C'], [['national-insurance-number', 'blocked']]],
  ['one e-mail', 'v', ['a@b.uk'], [['e-mail', 'review']]],
  ['two phones', 'v', ['07700900123', '07700900124'], [['phone', 'blocked']]],
  [
    'days of birth',
    'birth date',
    ['2015-05-16'],
    [
      ['identifying-heading', 'review'],
      ['birth-or-death-date', 'blocked'],
      ['record-level', 'review'],
    ],
  ],
  ['fifty-one different days and no counts', 'day', times(51, day), [['day-dates', 'blocked']]],
  ['fifty different days', 'day', times(50, day), []],
  [
    'fifty-one keys',
    'v',
    times(51, hex),
    [
      ['key', 'blocked'],
      ['record-level', 'review'],
    ],
  ],
  ['fifty keys', 'v', times(50, hex), [['key', 'review']]],
  ['ten names', 'v', times(10, (i) => `Jane ${'ABCDEFGHIJ'[i]}lan`), [['person-name', 'review']]],
  ['nine regions of two words', 'v', times(9, (i) => `North ${'ABCDEFGHI'[i]}ast`), []],
  ['a titled name', 'v', ['Mr Smith'], [['person-name', 'review']]],
  [
    'a heading that is a key of people',
    'Patient_ID',
    ['1'],
    [
      ['identifying-heading', 'blocked'],
      ['record-level', 'review'],
    ],
  ],
  [
    'the same in one word',
    'NHSNumber',
    ['1'],
    [
      ['identifying-heading', 'blocked'],
      ['record-level', 'review'],
    ],
  ],
  ['a formula', 'v', ['=1+1'], [['formula', 'review']]],
  ['a character that nobody sees', 'v', ['a\u200bb'], [['unseen-characters', 'review']]],
  [
    'a compressed file in base64',
    'v',
    [Buffer.concat([Buffer.from('1f8b0800', 'hex'), random(200)]).toString('base64')],
    [['encoded-data', 'blocked']],
  ],
  ['disorder in base64', 'v', [random(150).toString('base64')], [['encoded-data', 'blocked']]],
  ['disorder in hexadecimal', 'v', [random(150).toString('hex')], [['encoded-data', 'blocked']]],
  [
    'disorder in base64, cut into lines',
    'v',
    random(300).toString('base64').match(/.{50}/g) ?? [],
    [['encoded-data', 'blocked']],
  ],
  ['a long token of one letter', 'v', ['A'.repeat(200)], [['long-token', 'review']]],
  ['a long token of a genome', 'v', ['GATTACACATGA'.repeat(20)], [['long-token', 'review']]],
  ['199 characters', 'v', ['A'.repeat(199)], []],
  ['a comment', '# made by x', ['1'], [['comment-line', 'review']]],
  ['counts', 'n', ['10', '20', '35'], []],
];

describe('what a column is', () => {
  test.each(columns)('%s', async (_, heading, cells, expected) => {
    expect(await ofColumn(heading, cells)).toEqual(expected);
  });

  test('says the column and the first line, and no value and no heading', async () => {
    const content = `n,nhs number\n1,\n2,${times(5, (i) => tenDigits(i, true)).join('\n3,')}\n`;
    const findings = columnFindings(await accepted(content), profiles['uk-health-10']);
    expect(findings.find(({ rule }) => rule === 'nhs-number')?.at).toEqual({ column: 2, line: 3 });
    for (const { reason } of findings) expect(reason).not.toMatch(/\d{5}|nhs number/);
  });

  test('a table on its side hides nothing: numbers as headings, numbers along a row', async () => {
    const numbers = times(6, (i) => tenDigits(i, true)).join(',');
    const asHeadings = columnFindings(await accepted(`${numbers}\n1,2,3,4,5,6\n`), profiles['uk-health-10']);
    expect(asHeadings.map(({ rule, verdict, at }) => [rule, verdict, at])).toContainEqual([
      'nhs-number',
      'blocked',
      { line: 1 },
    ]);
    const alongRow = columnFindings(await accepted(`a,b,c,d,e,f\n${numbers}\n`), profiles['uk-health-10']);
    expect(alongRow.map(({ rule, verdict, at }) => [rule, verdict, at])).toContainEqual(['nhs-number', 'blocked', {}]);
  });
});

describe('what a text holds', () => {
  test('every place, one finding a rule, by line and character', () => {
    const findings = identifiersInText('x\né 943 476 5919 and\nDD3 7LB, M1 1AE\n');
    expect(findings.map(({ rule, verdict, at, reason }) => [rule, verdict, at, reason.split(': ')[1]])).toEqual([
      ['nhs-number', 'review', { line: 2, column: 3 }, '1 at 2:3'],
      ['postcode', 'blocked', { line: 3, column: 1 }, '2 at 3:1, 3:10'],
    ]);
  });

  const texts: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
    ['nothing', 'p < 0.05 on 2020-01-01, n = 1200', []],
    ['a number that the words before it name', 'patient 9434765919', [['nhs-number', 'blocked']]],
    ['five numbers', times(5, (i) => tenDigits(i, true)).join(' '), [['nhs-number', 'blocked']]],
    ['a day of birth', 'born on 16 May 1980', [['birth-or-death-date', 'blocked']]],
    ['an address of an author', 'contact a.b@example.org', [['e-mail', 'review']]],
    [
      'base64 broken into lines',
      random(400).toString('base64').replace(/.{76}/g, '$&\n'),
      [['encoded-data', 'blocked']],
    ],
    ['characters that nobody sees', 'x\u202ey', [['unseen-characters', 'review']]],
    ['a byte order mark behind a control character', 'x\u0085y\ufeff', [['unseen-characters', 'review']]],
    ['a commit', 'at da39a3ee5e6b4b0d3255bfef95601890afd80709', [['key', 'review']]],
  ];
  test.each(texts)('%s', (_, text, expected) => {
    expect(identifiersInText(text).map(({ rule, verdict }) => [rule, verdict])).toEqual(expected);
  });

  test.each([
    '@',
    'a@',
    '0 ',
    '07',
    'A1 ',
    '1 ',
    'Mr ',
    'may ',
    'nhs 9434765919 ',
    'a',
    '+44 ',
    '(',
    '"',
    'a\n',
    'dob 1-',
  ])('the time of a text of %j grows with its length', (unit) => {
    const steps = (length: number) => {
      const text = unit.repeat(length / unit.length);
      const before = process.cpuUsage();
      identifiersInText(text);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    steps(50_000);
    // Generous: a quadratic search would take 100 times as long and run into the limit of the test.
    expect(steps(500_000)).toBeLessThan(10_000_000);
  });
});

test('every rule is shown', () => {
  const shown = new Set(columns.flatMap(([, , , expected]) => expected.map(([rule]) => rule)));
  expect(scanRules.filter((rule) => !shown.has(rule))).toEqual(['too-many-rows']);
});
