import { numberSpan } from '../../../lambdas/safe-outputs/disclosure/tables/differences/number-spans.ts';

/** Notations of one band each; every two bands are different. */
const notations: Readonly<Record<string, readonly string[]>> = {
  '18 to 39': ['18-39', '18–39', '18 to 39', '18 and 39', '[18,40)', '18-39 years', 'aged 18-39'],
  'under 40': ['<40', 'under 40', 'below 40', 'less than 40', '<=39', '≤39', '39 and under', 'up to 39'],
  '40 and under': ['<=40', '≤40', '40 and under', 'under 41', 'at most 40'],
  '65 and over': ['65+', '>=65', '≥65', '65 and over', '65 or more', '>64', 'over 64', 'at least 65'],
  'over 65': ['>65', 'over 65', 'older than 65', '66+', '>=66'],
  '40': ['40', '40-40', 'age 40'],
};

test.each(Object.entries(notations))('%s is one band in every notation', (_, [first = '', ...others]) => {
  const band = numberSpan(first);
  expect(band).toBeDefined();
  for (const other of others) expect({ other, band: numberSpan(other) }).toEqual({ other, band });
});

test('and no two of these bands are the same', () => {
  const bands = Object.values(notations).map(([first = '']) => JSON.stringify(numberSpan(first)));
  expect(new Set(bands).size).toBe(bands.length);
});

test.each(['North', 'E10-E14', '', 'two', '40 of 50'])('%s is no band', (label) => {
  expect(numberSpan(label)).toBeUndefined();
});
