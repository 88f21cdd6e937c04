// Long because each shape is its headings and its rows.
import { type Dice, dice } from './csv-makers.ts';
import type { NamedTable } from './table-as-file.ts';

const between = (roll: Dice, lowest: number, highest: number): number => lowest + roll.below(highest - lowest + 1);
const count = (roll: Dice) => String(between(roll, 40, 4000));
const real = (roll: Dice, lowest: number, highest: number): number =>
  lowest + ((highest - lowest) * roll.below(1_000_001)) / 1_000_000;
const range = (length: number): readonly number[] => Array.from({ length }, (_, at) => at);
const regions = [
  'North East',
  'North West',
  'Yorkshire',
  'East Midlands',
  'West Midlands',
  'East',
  'London',
  'South East',
  'South West',
];
const bands = ['0-17', '18-29', '30-39', '40-49', '50-59', '60-69', '70-79', '80+'];
const sexes = ['F', 'M'];
const terms = ['(Intercept)', 'age', 'sexM', 'bmi', 'smokerYes', 'imd2', 'imd3', 'imd4', 'imd5', 'statin'];
const areas = (length: number) => range(length).map((at) => `E0600${String(at + 1).padStart(4, '0')}`);
const conditions = [
  'Diabetes',
  'Asthma',
  'COPD',
  'Stroke',
  'Cancer',
  'Dementia',
  'Epilepsy',
  'Depression',
  'Hypertension',
];
const day = (at: number, step = 1) => new Date(Date.UTC(2023, 0, 2 + at * step)).toISOString().slice(0, 10);
const crossed = (...of: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  of.reduce<readonly (readonly string[])[]>(
    (all, codes) => all.flatMap((row) => codes.map((code) => [...row, code])),
    [[]],
  );
const fitted = (roll: Dice): readonly [number, number] => [real(roll, -1, 1), real(roll, 0.02, 0.3)];

type Maker = (roll: Dice) => readonly (readonly string[])[];
const named = (header: string, rows: Maker) => [header.split(','), rows] as const;
const curve = (roll: Dice, steps: number, start: number): readonly (readonly string[])[] => {
  let [risk, survival] = [start, 1];
  return range(steps).map((at) => {
    const [events, censored] = [between(roll, 12, 30), between(roll, 12, 30)];
    survival *= 1 - events / risk;
    const row = [String(at * 30), String(risk), String(events), String(censored), survival.toFixed(6)];
    risk -= events + censored;
    return [
      ...row,
      (0.01 + at / 1000).toFixed(6),
      Math.min(1, survival + 0.03).toFixed(6),
      (survival - 0.03).toFixed(6),
    ];
  });
};

const shapes: Readonly<Record<string, readonly [readonly string[], Maker]>> = {
  'counts by region': named('region,n', (r) => regions.map((one) => [one, count(r)])),
  'counts by region and sex': named('region,sex,n', (r) => crossed(regions, sexes).map((row) => [...row, count(r)])),
  'counts by four labels': named('region,sex,age_band,imd_quintile,n', (r) =>
    crossed(regions, sexes, bands, ['1', '2', '3', '4', '5']).map((row) => [...row, count(r)]),
  ),
  'counts by three labels, a third of the groups left out': named('region,sex,age_band,n', (r) =>
    crossed(regions, sexes, bands).flatMap((row) => (r.chance(0.33) ? [] : [[...row, count(r)]])),
  ),
  'a cross table with totals': named('region,Female,Male,Total', (r) =>
    regions.map((one) => {
      const [female, male] = [between(r, 90, 900), between(r, 90, 900)];
      return [one, String(female), String(male), String(female + male)];
    }),
  ),
  'a cross table by years': named('region,2019,2020,2021,2022', (r) =>
    regions.map((one) => [one, count(r), count(r), count(r), count(r)]),
  ),
  'rates by years': named('region,2019,2020,2021,2022', (r) =>
    regions.map((one) => [one, ...range(4).map(() => real(r, 20, 60).toFixed(1))]),
  ),
  'single years of age by sex': named('age,sex,n', (r) =>
    crossed(range(91).map(String), sexes).map((row) => [...row, count(r)]),
  ),
  'a pyramid': named('age,Female,Male', (r) => range(91).map((at) => [String(at), count(r), count(r)])),
  'with the index of pandas': named(',region,sex,n', (r) =>
    crossed(regions, sexes).map((row, at) => [String(at), ...row, count(r)]),
  ),
  'coefficients of statsmodels': named(',coef,std err,t,P>t,[0.025,0.975]', (r) =>
    terms.map((term) => {
      const [b, se] = fitted(r);
      return [term, b, se, b / se, 0.013, b - 2 * se, b + 2 * se].map((one) =>
        typeof one === 'number' ? one.toFixed(4) : one,
      );
    }),
  ),
  'coefficients of broom': named('term,estimate,std.error,statistic,p.value', (r) =>
    terms.map((term) => {
      const [b, se] = fitted(r);
      return [term, String(b), String(se), String(b / se), String(real(r, 0, 1))];
    }),
  ),
  'coefficients of broom with intervals': named('term,estimate,std.error,statistic,p.value,conf.low,conf.high', (r) =>
    terms.map((term) => {
      const [b, se] = fitted(r);
      return [term, ...[b, se, b / se, real(r, 0, 1), b - 2 * se, b + 2 * se].map(String)];
    }),
  ),
  'coefficients of many models, one below the other': named('model,term,estimate,std.error,p.value', (r) =>
    crossed(
      range(20).map((at) => `outcome ${at + 1}`),
      terms,
    ).map((row) => [...row, ...fitted(r).map(String), String(real(r, 0, 1))]),
  ),
  'a curve of survival as broom writes it': named(
    'time,n.risk,n.event,n.censor,estimate,std.error,conf.high,conf.low',
    (r) => curve(r, 40, 9000),
  ),
  'curves of survival by arm': named('time,n.risk,n.event,n.censor,estimate,std.error,conf.high,conf.low,strata', (r) =>
    ['arm=A', 'arm=B'].flatMap((arm) => curve(r, 40, 9000).map((row) => [...row, arm])),
  ),
  'a curve as lifelines writes it': named('timeline,KM_estimate,KM_estimate_lower_0.95,KM_estimate_upper_0.95', (r) =>
    curve(r, 60, 9000).map((row) => [row[0] ?? '', row[4] ?? '', row[7] ?? '', row[6] ?? '']),
  ),
  'a life table': named('age,mx,qx,lx,dx,Lx,Tx,ex', (r) => {
    let left = 100_000;
    return range(101).map((at) => {
      const q = Math.min(1, 0.0004 * 1.09 ** at);
      const dead = Math.round(left * q);
      const row = [
        at,
        q.toFixed(6),
        q.toFixed(6),
        left,
        dead,
        left - dead / 2,
        (101 - at) * left,
        real(r, 1, 80).toFixed(2),
      ];
      left -= dead;
      return row.map(String);
    });
  }),
  'a funnel': named('hospital,n,events,rate,lower,upper', (r) =>
    range(60).map((at) => [
      `Hospital ${at + 1}`,
      count(r),
      String(between(r, 12, 39)),
      ...range(3).map(() => real(r, 0, 0.3).toFixed(4)),
    ]),
  ),
  'a funnel without names': named('n,events,rate,lower,upper', (r) =>
    range(60).map(() => [count(r), String(between(r, 12, 39)), ...range(3).map(() => real(r, 0, 0.3).toFixed(4))]),
  ),
  'a forest': named('study,or,lower,upper,weight', (r) =>
    range(14).map((at) => [
      `Study ${at + 1}`,
      ...range(3).map(() => real(r, 0.4, 3).toFixed(2)),
      real(r, 1, 20).toFixed(1),
    ]),
  ),
  'rates by area': named('area_code,area_name,numerator,denominator,rate,lower_ci,upper_ci', (r) =>
    areas(150).map((code, at) => [
      code,
      `District ${at}`,
      count(r),
      String(between(r, 40_000, 900_000)),
      ...range(3).map(() => real(r, 1, 90).toFixed(1)),
    ]),
  ),
  'rates by area, sex and year': named('region,area,sex,year,n,rate', (r) =>
    crossed(areas(40), sexes, ['2019', '2020', '2021']).map(([area = '', ...rest], at) => [
      regions[Math.floor(at / 27) % 9] ?? '',
      ...[area, ...rest, count(r), real(r, 1, 90).toFixed(1)],
    ]),
  ),
  'a series by week': named('week_start,n', (r) => range(104).map((at) => [day(at, 7), count(r)])),
  'a series by week and region': named('week_start,region,n', (r) =>
    crossed(
      range(52).map((at) => day(at, 7)),
      regions,
    ).map((row) => [...row, count(r)]),
  ),
  'a series by week, regions beside each other': named(`week,${regions.join(',')}`, (r) =>
    range(52).map((at) => [String(at + 1), ...regions.map(() => count(r))]),
  ),
  'a series by day': named('date,admissions', (r) => range(400).map((at) => [day(at), count(r)])),
  'a series by day, smoothed': named('date,admissions,seven_day_average', (r) =>
    range(90).map((at) => [day(at), count(r), real(r, 40, 900).toFixed(2)]),
  ),
  'a series by month': named('month,admissions,deaths', (r) =>
    range(48).map((at) => [
      `20${20 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
      count(r),
      String(between(r, 40, 400)),
    ]),
  ),
  'means by region as pandas names them': named('region,age,bmi,sbp', (r) =>
    regions.map((one) => [one, real(r, 40, 60).toString(), real(r, 24, 29).toString(), real(r, 120, 140).toString()]),
  ),
  'means by area as pandas names them': named('area,age,bmi,sbp', (r) =>
    areas(150).map((one) => [
      one,
      real(r, 40, 60).toFixed(2),
      real(r, 24, 29).toFixed(2),
      real(r, 120, 140).toFixed(1),
    ]),
  ),
  'means by sex and band': named('sex,age_band,n,mean_bmi,sd_bmi', (r) =>
    crossed(sexes, bands).map((row) => [...row, count(r), real(r, 24, 29).toFixed(2), real(r, 3, 6).toFixed(2)]),
  ),
  'what pandas describes': named(',age,bmi,sbp', (r) =>
    ['count', 'mean', 'std', '25%', '50%', '75%'].map((one) => [
      one,
      ...range(3).map(() => (one === 'count' ? '4120.0' : real(r, 20, 140).toFixed(6))),
    ]),
  ),
  'a table one': named('characteristic,level,n,percent', (r) =>
    [
      ...bands.map((one) => ['age', one]),
      ...sexes.map((one) => ['sex', one]),
      ...regions.map((one) => ['region', one]),
    ].map((row) => [...row, count(r), real(r, 2, 50).toFixed(1)]),
  ),
  'a table one in arms, yes and no again and again': named('characteristic,Drug A,Drug B', (r) =>
    conditions.flatMap((one) => [
      [one, '', ''],
      ['Yes', count(r), count(r)],
      ['No', count(r), count(r)],
    ]),
  ),
  'a table one, filled down': named('variable,level,Exposed,Unexposed,p', (r) =>
    crossed(conditions, ['Yes', 'No', 'Missing']).map((row) => [...row, count(r), count(r), real(r, 0, 1).toFixed(3)]),
  ),
  'a table one of texts': named('Characteristic,Drug A N = 980,Drug B N = 1020', (r) =>
    crossed(conditions, ['Yes', 'No']).map(([one = '', answer = '']) => [
      `${one} ${answer}`,
      `${count(r)} (${between(r, 10, 60)}%)`,
      `${count(r)} (${between(r, 10, 60)}%)`,
    ]),
  ),
  'a matrix of correlations': named(`,${conditions.join(',')}`, (r) =>
    conditions.map((one, row) => [
      one,
      ...conditions.map((_, column) => (row === column ? '1.0' : real(r, -0.4, 0.6).toFixed(4))),
    ]),
  ),
  'a ROC curve': named('fpr,tpr,threshold', () =>
    range(200).map((at) => [(at / 200).toFixed(4), Math.sqrt(at / 200).toFixed(4), (1 - at / 200).toFixed(4)]),
  ),
  'a calibration': named('decile,predicted,observed,n', (r) =>
    range(10).map((at) => [String(at + 1), (at / 12).toFixed(4), (at / 11).toFixed(4), count(r)]),
  ),
  'a density': named('x,density', (r) => range(512).map((at) => [(at / 10).toFixed(3), real(r, 0, 0.05).toFixed(6)])),
  'loadings of components': named('variable,PC1,PC2,PC3', (r) =>
    terms.map((one) => [one, ...range(3).map(() => real(r, -1, 1).toFixed(5))]),
  ),
  'a matrix of confusion': named('actual,predicted_no,predicted_yes', (r) => [
    ['no', count(r), count(r)],
    ['yes', count(r), count(r)],
  ]),
  'diagnoses by frequency': named('icd10,description,n', (r) =>
    range(120).map((at) => [
      `${'ABCDEFGHIJKL'[Math.floor(at / 10)]}${10 + (at % 10)}`,
      `Diagnosis of kind ${'abcdefghij'[at % 10]}${at}`,
      count(r),
    ]),
  ),
  'medians by region': named('region,n,median_los,q1_los,q3_los', (r) =>
    regions.map((one) => [
      one,
      count(r),
      String(between(r, 3, 6)),
      String(between(r, 1, 3)),
      String(between(r, 6, 12)),
    ]),
  ),
  'hazard ratios by outcome': named('outcome,exposure,HR,ci_low,ci_high,p', (r) =>
    crossed(conditions, ['low', 'middle', 'high']).map((row) => [
      ...row,
      ...range(4).map(() => real(r, 0.3, 2.5).toFixed(2)),
    ]),
  ),
  'margins by age and sex': named('age,sex,predicted,std.error,conf.low,conf.high', (r) =>
    crossed(
      range(60).map((at) => String(20 + at)),
      sexes,
    ).map((row) => [...row, ...range(4).map(() => real(r, 0, 1).toFixed(5))]),
  ),
  'a spline': named('bmi,log_or,lower,upper', (r) =>
    range(200).map((at) => [(15 + at / 8).toFixed(3), ...range(3).map(() => real(r, -1, 1).toFixed(5))]),
  ),
  'a histogram': named('bin_start,bin_end,n', (r) =>
    range(30).map((at) => [String(at * 5), String(at * 5 + 5), count(r)]),
  ),
  'models compared': named('model,aic,bic,loglik', (r) =>
    range(6).map((at) => [`m${at + 1}`, ...range(3).map(() => real(r, 4000, 5000).toFixed(2))]),
  ),
  'accuracy by threshold': named('threshold,sensitivity,specificity,ppv,npv', (r) =>
    range(50).map((at) => [(at / 50).toFixed(2), ...range(4).map(() => real(r, 0, 1).toFixed(3))]),
  ),
  'importance of features': named('feature,importance', (r) =>
    range(60).map((at) => [`feature_${at}`, real(r, 0, 0.2).toFixed(6)]),
  ),
  'a measure by month': named('measure,interval_start,interval_end,ratio,numerator,denominator,region', (r) =>
    crossed(
      ['bp_tested', 'hba1c_tested'],
      range(12).map((at) => day(at, 30)),
      regions,
    ).map(([measure = '', start = '', one = '']) => [
      ...[measure, start, new Date(Date.parse(start) + 29 * 86_400_000).toISOString().slice(0, 10)],
      ...[real(r, 0.1, 0.9).toFixed(4), count(r), String(between(r, 5000, 9000)), one],
    ]),
  ),
  'an event study': named('week,estimate,conf.low,conf.high', (r) =>
    range(53).map((at) => [String(at - 26), ...range(3).map(() => real(r, -1, 1).toFixed(4))]),
  ),
  'counts with some withheld': named('region,age_band,n', (r) =>
    crossed(regions, bands).map((row) => [...row, r.chance(0.1) ? '*' : count(r)]),
  ),
  'coverage by week and age': named(`week_ending,${bands.join(',')}`, (r) =>
    range(30).map((at) => [day(at, 7), ...bands.map(() => real(r, 10, 90).toFixed(1))]),
  ),
  'transitions between states': named('from,to,n,probability', (r) =>
    crossed(['well', 'ill', 'ward', 'home'], ['well', 'ill', 'ward', 'home']).map((row) => [
      ...row,
      count(r),
      real(r, 0, 1).toFixed(3),
    ]),
  ),
  'points of a plot of the log hazard': named('log_time,log_neg_log_s,group', (r) =>
    crossed(
      ['A', 'B'],
      range(60).map((at) => (at / 10).toFixed(3)),
    ).map(([group = '', x = '']) => [x, real(r, -6, 1).toFixed(4), group]),
  ),
  'residual checks of a model by decile': named('group,Decile,Observed,Expected', (r) =>
    crossed(
      ['derivation', 'validation'],
      range(10).map((at) => String(at + 1)),
    ).map((row) => [...row, count(r), real(r, 40, 900).toFixed(1)]),
  ),
  'bootstrap estimates': named('replicate,auc,slope', (r) =>
    range(500).map((at) => [String(at + 1), real(r, 0.7, 0.8).toFixed(8), real(r, 0.9, 1.1).toFixed(8)]),
  ),
  'one row for each statistic': named('variable,statistic,value', (r) =>
    crossed(['age', 'bmi', 'sbp'], ['mean', 'sd', 'n']).map((row) => [
      ...row,
      row[1] === 'n' ? count(r) : real(r, 5, 90).toFixed(1),
    ]),
  ),
  'counts sorted by their size': named('region,age_band,sex,n', (r) =>
    [...crossed(regions, bands, sexes).map((row) => [...row, count(r)])].sort((a, b) => Number(b[3]) - Number(a[3])),
  ),
  'observed and expected by hospital, the hospitals left out': named('expected,observed,smr', (r) =>
    range(140).map(() => [real(r, 20, 400).toFixed(1), count(r), real(r, 0.5, 1.8).toFixed(2)]),
  ),
  'hours by weekdays': named('weekday,hour,n', (r) =>
    crossed(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], range(24).map(String)).map((row) => [...row, count(r)]),
  ),
  'hazard ratios of subgroups, named once each': named('subgroup,level,n,hr,lower,upper', (r) =>
    crossed(['Sex', 'Smoking', 'Diabetes', 'Statin'], ['No', 'Yes', 'Unknown']).map(([one = '', level = '']) => [
      ...[level === 'No' ? one : '', level, count(r)],
      ...range(3).map(() => real(r, 0.4, 2.5).toFixed(2)),
    ]),
  ),
  pathways: named('pathway,n', (r) =>
    range(60).map((at) => [`GP > ward ${at % 8} > ${['home', 'care', 'died'][at % 3]} ${at}`, count(r)]),
  ),
  'power of designs': named('alpha,effect,n_per_arm,power', (r) =>
    crossed(['0.01', '0.05'], ['0.1', '0.2', '0.3'], ['100', '200', '400', '800']).map((row) => [
      ...row,
      real(r, 0.3, 1).toFixed(2),
    ]),
  ),
  'an interrupted series': named('month,time,level,trend,observed,predicted', (r) =>
    range(60).map((at) => [
      `20${18 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
      String(at),
      at < 30 ? '0' : '1',
      String(Math.max(0, at - 29)),
      count(r),
      real(r, 40, 900).toFixed(1),
    ]),
  ),
  'simulations of cost and effect': named('inc_cost,inc_qaly', (r) =>
    range(1000).map(() => [real(r, -900, 4000).toFixed(2), real(r, -0.2, 0.5).toFixed(4)]),
  ),
  'counts by practice size and list, with subtotals': named('region,list_size,Practices,Patients', (r) =>
    crossed(regions, ['small', 'middle', 'large', 'Total']).map((row) => [
      ...row,
      String(between(r, 12, 90)),
      count(r),
    ]),
  ),
  'ages at diagnosis by sex as a density': named('sex,age,density', (r) =>
    crossed(
      sexes,
      range(100).map((at) => (18 + at * 0.7).toFixed(2)),
    ).map((row) => [...row, real(r, 0, 0.05).toFixed(6)]),
  ),
  'vaccinated by day and dose': named('date,dose,daily,cumulative', (r) => {
    let all = 0;
    return crossed(
      range(120).map((at) => day(at)),
      ['1', '2'],
    ).map((row) => {
      const n = between(r, 40, 900);
      all += n;
      return [...row, String(n), String(all)];
    });
  }),
  'a matrix of covariances without names': named('v1,v2,v3,v4,v5,v6,v7,v8,v9,v10,v11,v12', (r) =>
    range(12).map(() => range(12).map(() => real(r, -2, 2).toFixed(6))),
  ),
  'medians by year and trust, some years missing': named('trust,year,patients,median_wait,p25_wait,p75_wait', (r) =>
    crossed(
      range(40).map((at) => `Trust ${at}`),
      ['2019', '2020', '2021', '2022', '2023'],
    ).flatMap((row) => (r.chance(0.2) ? [] : [[...row, count(r), ...range(3).map(() => String(between(r, 5, 90)))]])),
  ),
  'drugs by chapter': named('chapter,section,drug,items,cost', (r) =>
    range(90).map((at) => [
      `Chapter ${Math.floor(at / 30)}`,
      `Section ${Math.floor(at / 6)}`,
      `drug ${at}`,
      count(r),
      real(r, 900, 90_000).toFixed(2),
    ]),
  ),
  'ethnicity by area, wide, in percent': named('area,White,Asian,Black,Mixed,Other', (r) =>
    areas(60).map((one) => [one, ...range(5).map(() => real(r, 1, 60).toFixed(1))]),
  ),
  'tests of many genes': named('snp,chr,pos,beta,se,p', (r) =>
    range(300).map((at) => [
      `rs${100_000 + r.below(900_000)}`,
      String(1 + (at % 22)),
      String(r.below(90_000_000)),
      ...range(3).map(() => real(r, -0.1, 0.9).toFixed(5)),
    ]),
  ),
  'a listing of codes': named('code,term,category', () =>
    range(60).map((at) => [
      String(100_000 + at * 7919),
      `term ${at}`,
      ['diagnosis', 'procedure', 'drug'][at % 3] ?? '',
    ]),
  ),
};

/** What researchers publish, in the shapes that their programs write. Nobody in them is fewer than twelve people. */
export const resultTables = (seed: number): readonly NamedTable[] =>
  Object.entries(shapes).map(([name, [header, rows]], at) => ({
    name,
    table: { header, rows: rows(dice(seed + at)) },
  }));
