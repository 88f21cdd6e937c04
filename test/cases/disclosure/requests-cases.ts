import { type CorpusCase, lines, sound } from './corpus-case.ts';

const small = lines('region,sex,count', 'North,Female,9', 'North,Male,18', 'South,Female,14', 'South,Male,16');
const all = lines('age,count', '18-39,420', '40-64,385', '65+,220');
const table = (text: string) => {
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return { header, rows };
};

/** Files together, and with what the project released before. */
export const requestsCases: readonly CorpusCase[] = [
  {
    name: 'two sound tables of different names',
    files: [
      ['a.csv', sound],
      ['b.csv', all],
    ],
    verdict: 'clear',
    because: 'nothing connects them',
  },
  {
    name: 'one bad file among sound ones',
    files: [
      ['a.csv', sound],
      ['b.csv', small],
    ],
    verdict: 'needs-fix',
    ofFiles: ['clear', 'needs-fix'],
    because: 'the worst decides',
  },
  {
    name: 'two files of one name',
    files: [
      ['out/a.csv', sound],
      ['out/a.csv', all],
    ],
    verdict: 'blocked',
    because: 'one would hide the other',
  },
  {
    name: 'two files of one name in different folders',
    files: [
      ['x/a.csv', sound],
      ['y/a.csv', all],
    ],
    verdict: 'clear',
    because: 'folders tell them apart',
  },
  {
    name: 'two names that differ in letter case',
    files: [
      ['a.csv', sound],
      ['A.CSV', all],
    ],
    verdict: 'blocked',
    because: 'one file on half of all machines',
  },
  {
    name: 'two names that differ in how an accent is composed',
    files: [
      ['caf\u00e9.csv', sound],
      ['cafe\u0301.csv', all],
    ],
    verdict: 'blocked',
    because: 'they look the same and are one file on some machines',
  },
  ...[
    '../a.csv',
    '/etc/a.csv',
    'a/../../b.csv',
    'a\\b.csv',
    'C:/a.csv',
    'a//b.csv',
    './a.csv',
    'a\u202evsc.csv',
    'a.csv ',
    '',
  ].map(
    (path): CorpusCase => ({
      name: `a path such as ${JSON.stringify(path)}`,
      files: [[path, sound]],
      verdict: 'blocked',
      because: 'it leaves the folder, or is another file elsewhere',
    }),
  ),
  { name: 'no file at all', files: [], verdict: 'blocked', because: 'there is nothing to release' },
  {
    name: 'a hundred and one files',
    files: Array.from({ length: 101 }, (_, i) => [`t${i}.csv`, sound] as const),
    verdict: 'blocked',
    because: 'the profile allows 100',
  },
  {
    name: 'a file of more than sixteen megabytes',
    files: [['big.csv', `a,b\n${'x,1\n'.repeat(4_300_000)}`]],
    verdict: 'blocked',
    because: '17 MB',
  },
  {
    name: 'the same table as was released before',
    files: [['a.csv', all]],
    earlier: [table(all)],
    verdict: 'clear',
    because: 'every difference is nought',
  },
  {
    name: 'the same table but for three people',
    files: [['a.csv', all]],
    earlier: [table(all.replace('385', '388'))],
    verdict: 'needs-fix',
    because: '388 - 385 = 3 people who left the population',
  },
  {
    name: 'the same table with many people more',
    files: [['a.csv', all]],
    earlier: [table(all.replace('385', '431'))],
    verdict: 'clear',
    because: '46 people more',
  },
  {
    name: 'the same table but for three people in one request',
    files: [
      ['a.csv', all],
      ['b.csv', all.replace('385', '388')],
    ],
    verdict: 'needs-fix',
    because: 'both are published at once',
  },
  {
    name: 'a table of another dimension than was released before',
    files: [['a.csv', all]],
    earlier: [table(lines('region,count', 'North,512', 'South,371', 'East,142'))],
    verdict: 'clear',
    because: 'they cannot be subtracted cell by cell',
  },
  {
    name: 'a table whose numbers are those of another dimension released before, but for three people',
    files: [['a.csv', all]],
    earlier: [table(lines('region,count', 'North,420', 'South,388', 'East,220'))],
    verdict: 'review',
    cells: [],
    because: 'no chance makes three counts agree so nearly: perhaps it is one table under two names',
  },
  {
    name: 'bands that end a year later than in an earlier release',
    files: [['a.csv', lines('age,count', '18-40,426', '41-64,379', '65+,220')]],
    earlier: [table(all)],
    verdict: 'needs-fix',
    cells: ['1,2', '2,2'],
    because: '426 - 420 = 6 people of forty years',
  },
  {
    name: 'bands that end a year later in another file of the request, in the wide form',
    files: [
      ['b.csv', lines('area,up to 40,over 40', 'North,213,300', 'South,213,299')],
      ['c.csv', lines('area,under 40,40+', 'North,210,303', 'South,210,302')],
    ],
    verdict: 'needs-fix',
    ofFiles: ['clear', 'needs-fix'],
    because: 'three people of forty years in each area',
  },
  {
    name: 'five-year bands that leave over a few of the ten-year bands released before',
    files: [['a.csv', lines('age band,n', '20-24,210', '25-29,207', '30-34,199', '35-39,189')]],
    earlier: [table(lines('age,count', '20-29,420', '30-39,388'))],
    verdict: 'needs-fix',
    cells: ['1,2', '2,2'],
    because: '420 - 210 - 207 = 3; the others add up',
  },
  {
    name: 'a quarter with a day more',
    files: [['a.csv', lines('period,count', '2020-01-01 to 2020-04-01,1426', '2020-04-02 to 2020-06-30,1311')]],
    earlier: [table(lines('quarter,n', '2020 Q1,1420', '2020 Q2,1317'))],
    verdict: 'needs-fix',
    because: 'six people on the first of April',
  },
  {
    name: 'a new month beside the same earlier ones',
    files: [['a.csv', lines('month,count', '2020-01,140', '2020-02,141', '2020-03,136', '2020-04,138')]],
    earlier: [table(lines('month,count', '2020-01,140', '2020-02,141', '2020-03,136'))],
    verdict: 'clear',
    because: 'every difference is nought, and the new month is published as it is',
  },
  {
    name: 'a total of all, and one of all but a few',
    files: [['a.csv', lines('population,count', 'all patients excluding care homes,1198')]],
    earlier: [table(lines('population,count', 'all patients,1204'))],
    verdict: 'needs-fix',
    because: 'six people in care homes',
  },
  {
    name: 'a total of all and one of all but a few, in one table',
    files: [['a.csv', lines('cohort,count', 'North,1204', 'North excluding care homes,1198')]],
    verdict: 'needs-fix',
    because: 'six people in care homes',
  },
  {
    name: 'the steps in which the people of a study were chosen, one of which leaves out three',
    files: [['a.csv', lines('step,count', 'registered,12000', 'adults,11500', 'tested,11497')]],
    verdict: 'review',
    because: '11500 - 11497 = 3, if each step is of those of the one before',
  },
  {
    name: 'a table on its side, of which one number was less by three in an earlier release',
    files: [['a.csv', lines('measure,North,South,East', 'people,423,388,220')]],
    earlier: [table(lines('region,people', 'North,420', 'South,388', 'East,220'))],
    verdict: 'needs-fix',
    because: '423 - 420 = 3: the headings of the one are the regions of the other',
  },
  {
    name: 'a county under a longer name',
    files: [['a.csv', lines('county,count', 'Oxfordshire CC,423', 'Kent,388')]],
    earlier: [table(lines('county,count', 'Oxfordshire,420', 'Kent,388'))],
    verdict: 'review',
    because: 'whether the two are one county is not in the tables',
  },
  {
    name: 'a claim that all is well beside a table that is not',
    files: [
      [
        'results.json',
        JSON.stringify({
          version: '1.0.1',
          results: {
            output_0: {
              uid: 'output_0',
              status: 'pass',
              type: 'table',
              properties: { method: 'crosstab' },
              files: [
                {
                  name: 'output_0_0.csv',
                  sdc: { summary: { MinimumThresholdCheck: 0 }, cells: { MinimumThresholdCheck: [] } },
                },
              ],
              outcome: {},
              command: 'crosstab',
              summary: 'pass',
              timestamp: '2026-01-01T00:00:00',
              comments: [],
              exception: '',
            },
          },
        }),
      ],
      ['output_0_0.csv', lines('year,G,N,R', '2010,15,59,8', '2011,15,59,71', '2012,16,58,70')],
    ],
    verdict: ['needs-fix', 'blocked'],
    because: 'the 8 stands in the table, whatever the claim says',
  },
  {
    name: 'a claim about a file that is not there',
    files: [
      [
        'results.json',
        JSON.stringify({
          version: '1.0.1',
          results: {
            output_0: {
              uid: 'output_0',
              status: 'pass',
              type: 'table',
              properties: { method: 'crosstab' },
              files: [{ name: 'elsewhere.csv', sdc: {} }],
              outcome: {},
              command: '',
              summary: '',
              timestamp: '',
              comments: [],
              exception: '',
            },
          },
        }),
      ],
    ],
    verdict: ['review', 'needs-fix', 'blocked'],
    because: 'what is claimed cannot be compared',
  },
];
