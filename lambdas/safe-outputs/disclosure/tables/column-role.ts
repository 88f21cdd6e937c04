import { wordsOf } from './heading-words.ts';

/** What a column of numbers holds, by its heading. */
export type Role =
  | 'count'
  | 'mean'
  | 'sum'
  | 'quantile'
  | 'endpoint'
  | 'spread'
  | 'mode'
  | 'modal-share'
  | 'percent'
  | 'ratio'
  | 'correlation'
  | 'coefficient'
  | 'test'
  | 'degrees'
  | 'parameters'
  | 'at-risk'
  | 'survival'
  | 'largest'
  | 'second-largest'
  | 'top-two';

export interface Heading {
  readonly role: Role;
  /** Of a quantile. */
  readonly quantile?: number;
  /** What is left of the heading: the variable, by which `mean_cost` finds `n_cost`. */
  readonly stem: string;
}

const words: readonly (readonly [Role, readonly string[]])[] = [
  ['largest', ['x1', 'top1', 'largest', 'max1', 'biggest']],
  ['second-largest', ['x2', 'top2', 'max2']],
  ['top-two', ['toptwo']],
  ['degrees', ['df', 'dof', 'ddof', 'df.residual', 'degrees', 'residual']],
  ['parameters', ['parameters', 'params', 'nparams', 'df.model']],
  ['at-risk', ['n.risk', 'nrisk', 'atrisk']],
  ['modal-share', ['modalshare']],
  ['mode', ['mode', 'modal']],
  ['endpoint', ['min', 'max', 'minimum', 'maximum', 'range', 'lowest', 'highest', 'earliest', 'latest', 'smallest']],
  ['mean', ['mean', 'avg', 'average']],
  ['spread', ['sd', 'std', 'stdev', 'stddev', 'variance', 'var', 'skew', 'skewness', 'kurtosis', 'kurt', 'deviation']],
  ['survival', ['survival', 'surv', 'km']],
  ['correlation', ['corr', 'correlation', 'rho', 'pearson', 'spearman', 'kendall']],
  [
    'test',
    [
      'p.value',
      'pvalue',
      'statistic',
      'std.error',
      'stderr',
      'se',
      'chi2',
      'chisq',
      'tstat',
      'zstat',
      'fstat',
      'r2',
      'rsquared',
      'r.squared',
    ],
  ],
  [
    'coefficient',
    [
      'coef',
      'coefficient',
      'coefficients',
      'beta',
      'estimate',
      'exp',
      'conf.low',
      'conf.high',
      'lower',
      'upper',
      'ci',
      'lcl',
      'ucl',
      'lci',
      'uci',
    ],
  ],
  ['percent', ['%', 'percent', 'pct', 'perc', 'percentage', 'proportion', 'prop', 'share', 'prevalence', 'fraction']],
  [
    'ratio',
    ['rate', 'ratio', 'rates', 'ratios', 'odds', 'rr', 'hr', 'irr', 'hazard', 'gini', 'hhi', 'smr', 'incidence', 'per'],
  ],
  ['sum', ['sum']],
];

const certainCounts = new Set([
  'n',
  'count',
  'counts',
  'nobs',
  'freq',
  'frequency',
  'frequencies',
  'n.event',
  'n.censor',
  'n.obs',
]);
const likelyCounts = new Set([
  ...[
    'number',
    'num',
    'patients',
    'people',
    'persons',
    'participants',
    'individuals',
    'cases',
    'controls',
    'events',
    'deaths',
    'births',
    'admissions',
  ],
  ...[
    'attendances',
    'discharges',
    'referrals',
    'episodes',
    'spells',
    'records',
    'rows',
    'obs',
    'observations',
    'denominator',
    'numerator',
    'population',
  ],
  ...[
    'pop',
    'missing',
    'unknown',
    'total',
    'totals',
    'all',
    'overall',
    'households',
    'children',
    'women',
    'men',
    'tests',
    'size',
    'censored',
  ],
]);
const money = new Set(['cost', 'costs', 'income', 'spend', 'value', 'price', 'pay', 'salary', 'amount']);

/** `95% CI` is no quantile. */
const intervals = new Set(['ci', 'conf', 'confidence', 'conf.low', 'conf.high', 'lcl', 'ucl', 'lci', 'uci']);

/** Undefined where the heading does not say. */
export function roleOf(heading: string): Heading | undefined {
  const all = wordsOf(heading);
  const without = (taken: (word: string) => boolean) => all.filter((word) => !taken(word)).join(' ');
  if (all.some((word) => certainCounts.has(word)))
    return { role: 'count', stem: without((word) => certainCounts.has(word)) };
  if (all.some((word) => intervals.has(word)))
    return { role: 'coefficient', stem: without((word) => intervals.has(word)) };
  if (all.join(' ') === 'p value' || /\b(std|standard) err(or)?\b/.test(all.join(' ')))
    return { role: 'test', stem: '' };
  const quantile = quantileOf(heading, all);
  if (quantile !== undefined)
    return { role: 'quantile', quantile, stem: without((word) => quantileWord(word) !== undefined) };
  if (all.includes('iqr') || all.includes('interquartile'))
    return { role: 'quantile', quantile: 0.25, stem: without((word) => word === 'iqr') };
  if (all.includes('at') && all.includes('risk')) return { role: 'at-risk', stem: '' };
  if (all.includes('second') && all.includes('largest')) return { role: 'second-largest', stem: '' };
  if (all.includes('modal') && all.includes('share'))
    return { role: 'modal-share', stem: without((word) => ['modal', 'share'].includes(word)) };
  for (const [role, names] of words) {
    if (all.some((word) => names.includes(word))) return { role, stem: without((word) => names.includes(word)) };
  }
  if (all.length <= 2 && all.includes('or')) return { role: 'ratio', stem: without((word) => word === 'or') };
  if (heading.includes('%')) return { role: 'percent', stem: all.join(' ') };
  if (all.includes('total') && all.some((word) => money.has(word)))
    return { role: 'sum', stem: without((word) => word === 'total') };
  if (all.some((word) => likelyCounts.has(word)))
    return { role: 'count', stem: without((word) => likelyCounts.has(word)) };
  return undefined;
}

const named: Readonly<Record<string, number>> = {
  median: 0.5,
  med: 0.5,
  q1: 0.25,
  lq: 0.25,
  q2: 0.5,
  q3: 0.75,
  uq: 0.75,
  quartile: 0.25,
  tertile: 1 / 3,
};

/** `p95`, `q05`, `25%`; a decile or percentile that does not say which could be the outermost. */
function quantileWord(word: string): number | undefined {
  const written =
    /^(?:p|q|pc|perc|pctl|centile)_?(\d{2})(?:\.(\d))?$/.exec(word) ?? /^(\d{1,2})(?:\.(\d+))?%$/.exec(word);
  if (written) return Number(`${written[1]}.${written[2] ?? 0}`) / 100;
  return named[word];
}

function quantileOf(heading: string, all: readonly string[]): number | undefined {
  const ordinal = /(\d{1,2})(?:st|nd|rd|th)\s*(?:per)?centile/i.exec(heading);
  if (ordinal) return Number(ordinal[1]) / 100;
  // A quarter of a year.
  if (all.some((word) => /^(19|20)\d\d$/.test(word))) return undefined;
  const words = all.map(quantileWord).filter((one) => one !== undefined);
  const stretched = all.some((word) => ['lower', 'upper'].includes(word)) && all.includes('quartile');
  if (stretched) return 0.25;
  if (words.length === 0 && all.some((word) => ['percentile', 'centile', 'quantile'].includes(word))) return 0.01;
  return words[0];
}
