// Long because each case is its bytes, its verdict and how one sees it.
import { type CorpusCase, csv, lines, sound } from './corpus-case.ts';

/** Test numbers of the range 999, with a right check digit. */
const nhs = [
  ...['9995908301', '9996613186', '9994628194', '9991471049', '9997465075'],
  ...['9992233079', '9990786666', '9993726516', '9994862057', '9999868282'],
];
const grouped = (mark: string) =>
  nhs.map((digits) => [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].join(mark));
const script = (zero: number) =>
  nhs.map((digits) => [...digits].map((digit) => String.fromCodePoint(zero + Number(digit))).join(''));
const values = (cells: readonly string[]) =>
  csv(lines('group,value', ...cells.map((cell, index) => `g${index},${cell}`)));

const numbersOfPeople: readonly CorpusCase[] = (
  [
    ['points', grouped('.')],
    ['slashes', grouped('/')],
    ['underscores', grouped('_')],
    ['blanks that do not break', grouped('\u00a0')],
    ['dashes', grouped('\u2013')],
    ['full-width digits', script(0xff10)],
    ['Arabic digits', script(0x660)],
    ['mathematical digits', script(0x1d7ce)],
    ['a point and nothing behind it', nhs.map((digits) => `${digits}.0`)],
  ] as const
).map(([name, cells]) => ({
  name: `NHS numbers written with ${name}`,
  files: values(cells),
  verdict: 'blocked',
  because: 'ten values of ten digits, each with a right check digit, however they are written',
}));

/** Rows of people that look like chance, and are the same in every run. */
const people = Array.from({ length: 300 }, (_, i) => [
  18 + ((i * 37) % 72),
  (i * 13) % 7 < 4 ? 'F' : 'M',
  (19 + ((i * 29) % 170) / 10).toFixed(1),
]);
const stopped: CorpusCase['verdict'] = ['review', 'needs-fix', 'blocked'];

export const disguisedCases: readonly CorpusCase[] = [
  ...numbersOfPeople,
  ...(['-', '.'] as const).map(
    (mark): CorpusCase => ({
      name: `whole postcodes with ${JSON.stringify(mark)} between their halves`,
      files: csv(
        lines('area,n', ...['SW1A 1AA', 'EC1A 1BB', 'W1A 0AX'].map((code) => `${code.replace(' ', mark)},120`)),
      ),
      verdict: 'blocked',
      because: 'a whole postcode is some fifteen households',
    }),
  ),
  {
    name: 'an NHS number in prose with points between its groups',
    files: [['notes.md', '# Results\n\nThe patient 943.476.5919 was excluded.\n']],
    verdict: 'blocked',
    because: 'the check digit is right and the word before it says whose number it is',
  },
  {
    name: 'an NHS number in prose in full-width digits',
    files: [['notes.txt', 'patient \uff19\uff14\uff13\uff14\uff17\uff16\uff15\uff19\uff11\uff19\n']],
    verdict: 'blocked',
    because: 'a reader sees 9434765919',
  },
  {
    name: 'an NHS number as the name of a file',
    files: [['patient 943 476 5919.csv', sound]],
    verdict: 'blocked',
    because: 'names are shown to more people than files are',
  },
  {
    name: 'a number with a right check digit as the name of a file',
    files: [['9434765919.csv', sound]],
    verdict: 'review',
    because: 'one ten-digit number in eleven passes the check, so a human must look',
  },
  {
    name: 'the day of a table of deaths in its name',
    files: [['deaths-2024-03-31.csv', sound]],
    verdict: 'clear',
    because: 'a day on which a table ends is nobody of its people',
  },
  {
    name: 'three hundred people with age, sex and body mass index',
    files: csv(lines('age,sex,bmi', ...people.map((row) => row.join(',')))),
    verdict: 'blocked',
    because: 'each row is a person: no labels tell the rows apart, and nothing says how many people a row is of',
  },
  {
    name: 'thirty people as a list of objects',
    files: [['t.json', JSON.stringify(people.slice(0, 30).map(([age, sex, bmi]) => ({ age, sex, bmi: Number(bmi) })))]],
    verdict: 'blocked',
    because: 'each object is a person',
  },
  {
    name: 'sixty people, each with a count of one',
    files: csv(lines('age,sex,bmi,n', ...people.slice(0, 60).map((row) => `${row.join(',')},1`))),
    verdict: 'blocked',
    because: 'a count of one is a person',
  },
  {
    name: 'three hundred people, each with a count that was thought up',
    files: csv(lines('age,sex,bmi,n', ...people.map((row, i) => `${row.join(',')},${100 + ((i * 41) % 300)}`))),
    verdict: 'blocked',
    because: 'ages and body mass indices to one decimal fall together in no groups of a hundred people',
  },
  {
    name: 'sexes and smoking of forty people in words alone',
    files: csv(
      lines(
        'sex,smoking,ethnicity',
        ...people
          .slice(0, 40)
          .map(([age, sex], i) => `${sex},${Number(age) % 3 ? 'never' : 'ex'},${i % 7 ? 'White' : 'Asian'}`),
      ),
    ),
    verdict: 'blocked',
    because: 'rows repeat, and no number says how many people one is of',
  },
  {
    name: 'counts by three labels that some groups lack',
    files: csv(
      lines(
        'region,sex,age_band,n',
        ...['North', 'South', 'East', 'West']
          .flatMap((region) => ['F', 'M'].flatMap((sex) => ['0-39', '40-64', '65+'].map((band) => [region, sex, band])))
          .flatMap((row, i) => (i % 7 === 3 ? [] : [`${row.join(',')},${132 + ((i * 53) % 400)}`])),
      ),
    ),
    verdict: ['clear', 'review'],
    because: 'each row is a group of its own, and all are of a hundred people and more',
  },
  {
    name: 'records as one line of code',
    files: [['fit.py', `x = ${JSON.stringify(people)}\n`]],
    verdict: stopped,
    because: 'three hundred people with age, sex and body mass index stand in the script',
  },
  {
    name: 'records as one text in code',
    files: [['fit.py', `x = """${people.map((row) => row.join(',')).join(';')}"""\n`]],
    verdict: stopped,
    because: 'three hundred people with age, sex and body mass index stand in the script',
  },
  {
    name: 'records as a dictionary in code',
    files: [['fit.py', `ages = {\n${people.map(([age], i) => `  "p${i}": ${age},`).join('\n')}\n}\n`]],
    verdict: stopped,
    because: 'three hundred ages, each with a key, stand in the script',
  },
  {
    name: 'records told as sentences',
    files: [
      [
        'notes.txt',
        `${people.map(([age, sex, bmi]) => `Then we saw one aged ${age}, sex ${sex}, at ${bmi}.`).join('\n')}\n`,
      ],
    ],
    verdict: stopped,
    because: 'each sentence is a person',
  },
  {
    name: 'records on one line of prose',
    files: [['notes.md', `${people.map((row) => row.join('/')).join('; ')}\n`]],
    verdict: stopped,
    because: 'three hundred people stand on one line',
  },
  {
    name: 'records in the metadata of a notebook cell',
    files: [
      [
        'fit.ipynb',
        JSON.stringify({
          ...{ nbformat: 4, nbformat_minor: 5, metadata: {} },
          cells: [{ cell_type: 'markdown', source: 'Results', metadata: { rows: people } }],
        }),
      ],
    ],
    verdict: stopped,
    because: 'Jupyter shows no metadata, and a reader of the file finds three hundred people in it',
  },
  {
    name: 'a small count in a table with a drawn frame',
    files: [
      [
        'notes.txt',
        lines('+-----+-----+', '| sex |  n  |', '+-----+-----+', '| M   |   3 |', '| F   | 120 |', '+-----+-----+'),
      ],
    ],
    verdict: 'needs-fix',
    because: 'three men',
  },
  {
    name: 'a small count in a table as a database prints it',
    files: [['notes.txt', lines(' sex |  n  ', '-----+-----', ' M   |   3 ', ' F   | 120 ', '(2 rows)')]],
    verdict: 'needs-fix',
    because: 'three men',
  },
  {
    name: 'a small count in a table with a frame of lines',
    files: [
      [
        'notes.txt',
        lines('┌─────┬─────┐', '│ sex ┆ n   │', '╞═════╪═════╡', '│ M   ┆ 3   │', '│ F   ┆ 120 │', '└─────┴─────┘'),
      ],
    ],
    verdict: 'needs-fix',
    because: 'three men',
  },
  {
    name: 'a small count in a sentence',
    files: [['notes.md', 'There were 3 men and 120 women with the disease.\n']],
    verdict: 'review',
    because: 'three men, which a human can tell from three models',
  },
  {
    name: 'large counts and estimates in a sentence',
    files: [
      [
        'notes.md',
        'Of 12,450 people, 3,210 (25.8%) came back within 30 days (HR 1.52, 95% CI 1.20 to 1.93); 2 models were fitted.\n',
      ],
    ],
    verdict: 'clear',
    because: 'no number of few people stands in it',
  },
  {
    name: 'NHS numbers in base64',
    files: values(nhs.map((digits) => Buffer.from(digits).toString('base64'))),
    verdict: 'blocked',
    because: 'each cell is a text of ten digits in another alphabet',
  },
  {
    name: 'NHS numbers in hexadecimal',
    files: values(nhs.map((digits) => Buffer.from(`n${digits}`).toString('hex'))),
    verdict: 'blocked',
    because: 'each cell is a text of ten digits in another alphabet',
  },
  {
    name: 'records in base64, line by line',
    files: [['notes.md', lines('Results', ...people.map((row) => Buffer.from(row.join(',')).toString('base64')))]],
    verdict: 'blocked',
    because: 'each line is a person in another alphabet',
  },
  {
    name: 'NHS numbers cut over three columns',
    files: csv(lines('a,b,c', ...grouped(','))),
    verdict: 'blocked',
    because: 'three, three and four digits beside each other have a right check digit in every row',
  },
  {
    name: 'large counts of three and four digits beside each other',
    files: csv(
      lines(
        'region,female,male,total',
        ...[412, 523, 634, 745, 856, 967].map((n) => `r${n},${n},${n + 11},${2 * n + 11}`),
      ),
    ),
    verdict: 'clear',
    because: 'one such row in eleven has a right check digit by chance, and nearly all would have to',
  },
  {
    name: 'a table without a header',
    files: csv(lines('North,3', 'South,120', 'East,140')),
    verdict: ['review', 'needs-fix'],
    because: 'the three people of the first row stand where a heading should',
  },
  {
    name: 'years as headings',
    files: csv(lines('region,2019,2020', 'North,130,140', 'South,150,160')),
    verdict: 'clear',
    because: 'the headings are numbers and years',
  },
  {
    name: 'records as labels of equal counts',
    files: csv(lines('group,n', ...people.map((row) => `${row.join('/')},100`))),
    verdict: ['review', 'needs-fix', 'blocked'],
    because: 'each label is the age, sex and body mass index of one person',
  },
  {
    name: 'records as headings',
    files: csv(lines(people.map((row) => row.join(' ')).join(','), people.map(() => '100').join(','))),
    verdict: ['review', 'needs-fix', 'blocked'],
    because: 'each heading is the age, sex and body mass index of one person',
  },
  {
    name: 'a rate beside its population',
    files: csv(lines('region,rate per 1000,population', 'North,0.05,40000', 'South,0.50,60000')),
    verdict: 'needs-fix',
    because: '0.05 in a thousand of 40,000 are two people',
  },
  {
    name: 'a rate of many beside its population',
    files: csv(lines('region,rate_per_100k,population', 'North,51.2,400000', 'South,48.0,600000')),
    verdict: 'clear',
    because: '51.2 in 100,000 of 400,000 are 205 people',
  },
  {
    name: 'two tables of a few round numbers that differ by three people',
    files: [
      ['all.csv', lines('region,n', 'North,400', 'South,500')],
      ['most.csv', lines('region,n', 'North,397', 'South,500')],
    ],
    verdict: ['review', 'needs-fix'],
    because: '400 less 397 leaves three people, unless 400 was rounded, which two numbers do not show',
  },
];
