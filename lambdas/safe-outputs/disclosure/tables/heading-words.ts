/** Words of a heading or of the name of a statistic: lower case, camel case taken apart, the marks of OpenSAFELY's rounding left off. */
export function wordsOf(heading: string): readonly string[] {
  return heading
    .trim()
    .slice(0, 200)
    .replace(/_midpoint6(_derived)?$/i, '')
    .replace(/_rounded$/i, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}%.]+/u)
    .map((word) => word.replace(/^\.+|\.+$/g, ''))
    .filter((word) => word !== '');
}

/** Of a row or column that holds the sum of the others. */
export function isTotalLabel(label: string): boolean {
  const words = wordsOf(label);
  const [first, second] = words;
  if (first === undefined) return false;
  if (words.length === 1)
    return [
      'total',
      'totals',
      'subtotal',
      'subtotals',
      'all',
      'overall',
      'sum',
      'any',
      'everyone',
      'both',
      'combined',
    ].includes(first);
  if (words.length > 3) return false;
  if (['total', 'totals', 'all', 'overall'].includes(first))
    return !['other', 'others', 'cause', 'causes'].includes(second ?? '');
  return ['total', 'totals', 'overall'].includes(words.at(-1) ?? '') || (first === 'both' && second === 'sexes');
}

const dimensionWords = new Set([
  ...[
    'year',
    'month',
    'quarter',
    'week',
    'day',
    'date',
    'period',
    'time',
    'wave',
    'age',
    'sex',
    'gender',
    'band',
    'group',
    'category',
    'code',
    'level',
  ],
  ...[
    'quintile',
    'decile',
    'imd',
    'region',
    'area',
    'site',
    'trust',
    'practice',
    'ward',
    'district',
    'stage',
    'grade',
    'class',
    'cluster',
    'arm',
    'cohort',
  ],
  ...[
    'type',
    'status',
    'index',
    'term',
    'interval',
    'bin',
    'dose',
    'score',
    'visit',
    'parity',
    'fy',
    'ethnicity',
    'label',
    'name',
    'variable',
    'step',
    'rank',
  ],
]);
/** The word by which a heading is that of labels; none where it has a digit, for `age 20-29` is one of the labels. */
export function dimensionWord(heading: string): string | undefined {
  return /\d/.test(heading) ? undefined : wordsOf(heading).find((word) => dimensionWords.has(word));
}

const financial = new Set([
  ...[
    'cost',
    'costs',
    'income',
    'salary',
    'price',
    'prices',
    'wage',
    'wages',
    'pay',
    'spend',
    'spending',
    'tariff',
    'turnover',
    'revenue',
    'expenditure',
  ],
  ...['grant', 'grants', 'budget', 'payment', 'payments', 'gbp', 'los', 'stay'],
]);
/** Of a few very large contributors among many small ones. */
export const isSkewedHeading = (heading: string): boolean => wordsOf(heading).some((word) => financial.has(word));

const measurements = new Set([
  ...[
    'value',
    'values',
    'result',
    'results',
    'amount',
    'measurement',
    'bmi',
    'weight',
    'height',
    'bp',
    'sbp',
    'dbp',
    'hba1c',
    'egfr',
    'cholesterol',
  ],
  ...[
    'glucose',
    'score',
    'scores',
    'duration',
    'days',
    'hours',
    'minutes',
    'temperature',
    'age',
    'length',
    'volume',
    'level',
    'index',
  ],
]);
/** Of something measured rather than counted; whole numbers under it need not be people. A band such as `age 20-29` is a category. */
export const isMeasurementHeading = (heading: string): boolean =>
  !/\d\s*(-|–|to|\+|$)/.test(heading) && wordsOf(heading).some((word) => measurements.has(word));

const ends = new Set(['start', 'end', 'from', 'to', 'left', 'right']);
/** Of one end of an interval, such as `bin_end`. */
export const isEndHeading = (heading: string): boolean => wordsOf(heading).some((word) => ends.has(word));

/** Of counts that hold those of the rows before. */
export const isRunningHeading = (heading: string): boolean =>
  wordsOf(heading).some((word) => ['cumulative', 'cum', 'cumsum', 'running'].includes(word));
