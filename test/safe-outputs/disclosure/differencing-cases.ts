import type { Verdict } from '../../../lambdas/safe-outputs/disclosure/contract.ts';

/** Two tables, and what a checker says of the second beside the first. Rows are parted by ` / `. */
export interface Beside {
  readonly name: string;
  readonly earlier: string;
  readonly now: string;
  readonly verdict: Verdict;
  /** `row,column` of what is marked. */
  readonly cells?: string;
}

const bands = (one: string, two: string): Pick<Beside, 'earlier' | 'now'> => ({
  earlier: `age,n / ${one},420`,
  now: `age,n / ${two},426`,
});

/** The forty-year-olds, six of them, in every way in which people write bands. */
const written: readonly (readonly [string, string])[] = [
  ['18-39', '18-40'],
  ['18–39', '18 to 40'],
  ['18 - 39 years', 'aged 18—40'],
  ['[18,40)', '18-40'],
  ['(17, 39]', '(17, 40]'],
  ['[18.0, 40.0)', '18..40'],
  ['<40', '<=40'],
  ['under 40', 'up to 40'],
  ['under 40', '40 and under'],
  ['0-39', '≤40'],
  ['>40', '40+'],
  ['over 40', '40 and over'],
  ['41+', '40 or more'],
  ['≥41', '40 years and over'],
  ['age_18_39', 'Age 18-40'],
];

const periods: readonly (readonly [string, string])[] = [
  ['2020-01-01..2020-03-31', '2020-01-01..2020-04-01'],
  ['2020-01-01 to 2020-03-31', '01/01/2020 - 01/04/2020'],
  ['2020 Q1', '1 Jan 2020 to 1 April 2020'],
  ['Jan-Mar 2020', '2020-01-01/2020-04-01'],
  ['2020-02', '2020-02-01 to 2020-03-01'],
  ['2020/21', '2020-04-01 to 2021-04-01'],
  ['Q1 2020/21', '2020-04-01 to 2020-07-01'],
  ['before 2020-04-01', 'until 2020-04-01'],
  ['2020-W05', '2020-01-27 to 2020-02-03'],
];

export const given: readonly Beside[] = [
  ...written.map(([one, two]) => ({
    name: `${one} and ${two}`,
    ...bands(one, two),
    verdict: 'needs-fix' as const,
    cells: '1,2',
  })),
  ...periods.map(([one, two]) => ({
    name: `${one} and ${two}`,
    earlier: `period,n / ${one},420`,
    now: `period,n / ${two},426`,
    verdict: 'needs-fix' as const,
    cells: '1,2',
  })),
  {
    name: 'the rest of the bands moves with the first',
    earlier: 'age,n / 18-39,420 / 40-64,385 / 65+,220',
    now: 'age,n / 18-40,426 / 41-64,379 / 65+,220',
    verdict: 'needs-fix',
    cells: '1,2 2,2',
  },
  {
    name: 'wide and long, in another order',
    earlier: 'area,18-39,40-64 / a,420,385 / b,390,377',
    now: 'age band,area,count / 41-64,a,379 / 18-40,a,426 / 18-40,b,440 / 41-64,b,327',
    verdict: 'needs-fix',
    cells: '1,3 2,3',
  },
  {
    name: 'headings are renamed',
    earlier: 'region,n / North,420 / South,388 / East,220',
    now: 'area,patients / North,423 / South,388 / East,220',
    verdict: 'needs-fix',
    cells: '1,2',
  },
  {
    name: 'Female and F are one',
    earlier: 'sex,n / Female,420 / Male,388',
    now: 'gender,n / F,423 / M,388',
    verdict: 'needs-fix',
    cells: '1,2',
  },
  {
    name: 'a name that is perhaps longer for the same',
    earlier: 'county,n / Oxfordshire,420 / Kent,388',
    now: 'county,n / Oxfordshire CC,423 / Kent,388',
    verdict: 'review',
  },
  {
    name: 'codes for names, and nearly the same numbers',
    earlier: 'county,n / Oxfordshire,420 / Kent,388 / Essex,512',
    now: 'code,n / E10000025,423 / E10000016,388 / E10000012,512',
    verdict: 'review',
    cells: '1,2',
  },
  {
    name: 'codes for names in another order, and nearly the same numbers',
    earlier: 'county,n / Oxfordshire,420 / Kent,388 / Essex,512 / Dorset,1730 / Surrey,2044',
    now: 'code,n / E1,1730 / E2,388 / E3,2041 / E4,512 / E5,420',
    verdict: 'review',
    cells: '3,2',
  },
  {
    name: 'finer bands whose sum differs from the coarse',
    earlier: 'age,n / 20-29,420 / 30-39,388',
    now: 'age,n / 20-24,210 / 25-29,207 / 30-34,200 / 35-39,188',
    verdict: 'needs-fix',
    cells: '1,2 2,2',
  },
  {
    name: 'months whose sum differs from the quarter',
    earlier: 'quarter,n / 2020 Q1,420 / 2020 Q2,388',
    now: 'month,n / Jan 2020,140 / Feb 2020,141 / Mar 2020,136 / Apr 2020,130 / May 2020,130 / Jun 2020,128',
    verdict: 'needs-fix',
    cells: '1,2 2,2 3,2',
  },
  {
    name: 'coarse bands after finer ones',
    earlier: 'age,n / 20-24,210 / 25-29,207',
    now: 'age,n / 20-29,420',
    verdict: 'needs-fix',
    cells: '1,2',
  },
  {
    name: 'all patients, and all but a few',
    earlier: 'population,n / all patients,1204',
    now: 'population,n / all patients excluding care homes,1198',
    verdict: 'needs-fix',
    cells: '1,2',
  },
  {
    name: 'adults, and adults but a few',
    earlier: 'cohort,n / adults,1204 / children,400',
    now: 'cohort,n / adults excl. care homes,1198 / children,400',
    verdict: 'needs-fix',
    cells: '1,2',
  },
  {
    name: 'a list of bands ends and begins with one number',
    earlier: 'age,n / 18-40,420 / 40-65,388',
    now: 'age,n / 18-40,426 / 41-65,382',
    verdict: 'review',
  },
  {
    name: 'two unions end elsewhere, and no single band lies in another',
    earlier: 'age,n / 0-19,503 / 20-39,501',
    now: 'age,n / 0-9,241 / 10-40,769',
    verdict: 'needs-fix',
  },
  {
    name: 'what a middle leaves of a longer band',
    earlier: 'age,n / 18-64,420',
    now: 'age,n / 20-60,412',
    verdict: 'needs-fix',
    cells: '1,2',
  },
  {
    name: 'age and period both end elsewhere',
    earlier: 'age,period,n / 18-39,2020 Q1,420',
    now: 'age,period,n / 18-40,2020-01-01 to 2020-04-01,426',
    verdict: 'needs-fix',
    cells: '1,3',
  },
  {
    name: 'a total that is of more than the bands, and the missing band later',
    earlier: 'age,n / 18-64,420 / Total,1000',
    now: 'age,n / 65+,574 / 0-17,140',
    verdict: 'clear',
  },
  {
    name: 'rounded to five, a difference of nearly ten may be fewer',
    earlier: 'age,n / 18-39,420 / 40-64,385 / 65-74,205 / 75+,115',
    now: 'age,n / 18-40,430 / 41-64,375 / 65-74,205 / 75+,115',
    verdict: 'review',
    cells: '1,2 2,2',
  },
  {
    name: 'rounded to five, a difference of five may be nobody',
    earlier: 'age,n / 18-39,420 / 40-64,385 / 65-74,205 / 75+,115',
    now: 'age,n / 18-40,425 / 41-64,380 / 65-74,205 / 75+,115',
    verdict: 'clear',
  },
  {
    name: 'one withholds a quarter that the months of the other give away',
    earlier: 'month,n / 2020-01,14 / 2020-02,15 / 2020-03,12',
    now: 'quarter,n / 2020 Q1,* / 2020 Q2,388',
    verdict: 'needs-fix',
    cells: '1,2',
  },
];

export const harmless: readonly Beside[] = [
  ...[
    ['other bands, and many people between them', 'age,n / 18-39,420', 'age,n / 18-44,486'],
    ['bands beside each other', 'age,n / 18-39,420', 'age,n / 40-64,426'],
    ['bands that cross', 'age,n / 18-39,420 / 60-70,99', 'age,n / 30-44,426 / 65-80,101'],
    [
      'finer bands that add up',
      'age,n / 20-29,420 / 30-39,388',
      'age,n / 20-24,210 / 25-29,210 / 30-34,200 / 35-39,188',
    ],
    [
      'a new month beside identical earlier ones',
      'month,n / 2020-01,140 / 2020-02,141 / 2020-03,136',
      'month,n / 2020-01,140 / 2020-02,141 / 2020-03,136 / 2020-04,138',
    ],
    [
      'a window of a year that moves on by a month',
      'month,n / 2020-01,140 / 2020-02,141 / 2020-03,136',
      'month,n / 2020-02,141 / 2020-03,136 / 2020-04,143',
    ],
    [
      'a new year with its total',
      'year,n / 2019,140 / 2020,141 / Total,281',
      'year,n / 2019,140 / 2020,141 / 2021,146 / Total,427',
    ],
    ['the next year alone', 'year,n / 2019,140 / 2020,141', 'year,n / 2021,144 / 2022,139'],
    ['other regions', 'region,n / North,420 / South,388', 'region,n / East,512 / West,377'],
    ['another question with the same answers', 'smoker,n / Yes,420 / No,605', 'diabetic,n / Yes,131 / No,894'],
    ['another dimension', 'region,n / North,512 / South,371 / East,142', 'age,n / 18-39,420 / 40-64,385 / 65+,220'],
    [
      'another count of the same groups',
      'age,deaths / 18-39,120 / 40-64,385',
      'age,admissions / 18-40,826 / 41-64,1390',
    ],
    [
      'another population of the same groups',
      'age,n / 18-39,420 / 40-64,385 / 65+,220',
      'age,n / 18-39,112 / 40-64,99 / 65+,61',
    ],
    ['deciles and bands', 'imd decile,n / 1,420 / 2,385 / 3,401', 'age,n / 0-1,95 / 2-3,100 / 4-9,320'],
  ].map(([name = '', earlier = '', now = '']) => ({ name, earlier, now, verdict: 'clear' as const })),
];
