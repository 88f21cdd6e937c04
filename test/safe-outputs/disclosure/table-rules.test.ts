import type { Finding, Profile } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';
import { classVerdict } from '../../../lambdas/safe-outputs/disclosure/tables/rules/class-disclosure.ts';
import {
  residualDegrees,
  tooFewDegrees,
} from '../../../lambdas/safe-outputs/disclosure/tables/rules/degrees-of-freedom.ts';
import { impliedCounts, impliedVerdict } from '../../../lambdas/safe-outputs/disclosure/tables/rules/implied-count.ts';
import { modeIsSafe } from '../../../lambdas/safe-outputs/disclosure/tables/rules/mode.ts';
import { quantileTooThin } from '../../../lambdas/safe-outputs/disclosure/tables/rules/quantile.ts';
import { recoverableVerdict } from '../../../lambdas/safe-outputs/disclosure/tables/rules/recoverable.ts';
import {
  isMidpoint6,
  rangeOf,
  roundingOf,
  toNearest,
} from '../../../lambdas/safe-outputs/disclosure/tables/rules/rounding.ts';
import { thinSteps } from '../../../lambdas/safe-outputs/disclosure/tables/rules/survival.ts';
import { tooFew } from '../../../lambdas/safe-outputs/disclosure/tables/rules/threshold.ts';
import { verdictOfZero } from '../../../lambdas/safe-outputs/disclosure/tables/rules/zeros.ts';
import { tableFindings } from '../../../lambdas/safe-outputs/disclosure/tables/table-findings.ts';
import { acro, nothingEarlier } from './known-tables.ts';

const table = (text: string) => {
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(',')
        .map((cell) => cell.trim()),
    );
  return { header, rows };
};
const judge = (text: string, profile: Profile = acro) => tableFindings(table(text), profile, nothingEarlier);
/** Rule, verdict and cells of each finding, in one line each. */
const said = (found: readonly Finding[]) =>
  found.map(({ rule, verdict, at }) =>
    `${rule} ${verdict} ${(at.cells ?? []).map(({ row, column }) => `${row},${column}`).join(' ')}`.trim(),
  );

describe('boundaries of the rules', () => {
  test('as many people as the threshold pass', () => {
    expect([9, 10].map((n) => tooFew(n, 10))).toEqual([true, false]);
    expect((['disclosive', 'review', 'allowed'] as const).map(verdictOfZero)).toEqual(['needs-fix', 'review', 'clear']);
  });

  test('as many degrees of freedom as demanded pass', () => {
    expect([9, 10].map((degrees) => tooFewDegrees(degrees, 10))).toEqual([true, false]);
    expect(residualDegrees(15, 5)).toBe(10);
  });

  test.each([
    [0.5, 20],
    [0.25, 40],
    [0.75, 40],
    [0.1, 100],
    [0.9, 100],
    [0.05, 200],
    [0.95, 200],
    [0.01, 1000],
    [0.99, 1000],
  ])('the quantile %d needs %d people', (quantile, people) => {
    expect(quantileTooThin(people, quantile, 10)).toBe(false);
    expect(quantileTooThin(people - 1, quantile, 10)).toBe(true);
  });

  test('everybody in one cell fails, all but one fails, nine tenths are for a human', () => {
    const share = { review: 0.9, fail: 1 };
    expect(classVerdict([20, 0], share)).toBe('needs-fix');
    expect(classVerdict([5, 1], share)).toBe('needs-fix');
    expect(classVerdict([90, 10], share)).toBe('review');
    expect(classVerdict([89, 11], share)).toBe('clear');
    expect(classVerdict([20], share)).toBe('clear');
    expect(classVerdict([0, 0], share)).toBe('clear');
  });

  test('a percentage stands for every count within half of its last digit', () => {
    expect(impliedCounts(5, 0, 100)).toEqual({ least: 5, most: 5 });
    expect(impliedCounts(0.1, 1, 10_000)).toEqual({ least: 5, most: 15 });
    expect(impliedVerdict({ least: 5, most: 9 }, 10)).toBe('needs-fix');
    expect(impliedVerdict({ least: 5, most: 15 }, 10)).toBe('review');
    expect(impliedVerdict({ least: 10, most: 12 }, 10)).toBe('clear');
    expect(impliedVerdict({ least: 0, most: 0 }, 10)).toBe('clear');
  });

  test('rounding goes to the nearest with a half up, or to the middle of six', () => {
    expect([0, 2, 3, 7, 8, 12, 13].map((value) => toNearest(value, 5))).toEqual([0, 0, 5, 5, 10, 10, 15]);
    expect(rangeOf(10, { method: 'nearest', base: 5, sure: true })).toEqual({ least: 8, most: 12 });
    expect(rangeOf(9, { method: 'midpoint-6' })).toEqual({ least: 7, most: 12 });
  });

  test('rounding is recognised by every number, and the middle of six by the name too', () => {
    expect(roundingOf([5, 15, 25, 0], 'n', 5)).toMatchObject({ method: 'nearest', base: 5, sure: false });
    expect(roundingOf([10, 20, 30, 40], 'n', 5)).toMatchObject({ method: 'nearest', base: 10, sure: true });
    expect(roundingOf([5, 15, 26], 'n', 5)).toEqual({ method: 'none' });
    expect(roundingOf([10], 'n', 5)).toEqual({ method: 'none' });
    expect(isMidpoint6([3, 9, 0, 15], 'deaths_midpoint6')).toBe(true);
    expect(isMidpoint6([3, 9, 0, 15], 'deaths')).toBe(false);
    expect(isMidpoint6([3, 10], 'deaths_midpoint6')).toBe(false);
    expect(isMidpoint6([6, 12], 'deaths_midpoint6_derived')).toBe(true);
  });

  test('a curve fails at a step of a few and at an end of a few, and not where nobody leaves', () => {
    expect(thinSteps([100, 90, 90, 85, 75, 9], 10)).toEqual([3, 5]);
    expect(thinSteps([100, 90, 80], 10)).toEqual([]);
  });

  test('a mode is safe where its share is told and small, and enough people are told', () => {
    expect(modeIsSafe({ share: 0.89, contributors: 10 }, acro)).toBe(true);
    for (const mode of [
      { share: 0.9, contributors: 10 },
      { share: 0.5, contributors: 9 },
      { share: 0.5 },
      { contributors: 50 },
    ]) {
      expect(modeIsSafe(mode, acro)).toBe(false);
    }
  });

  test('a withheld cell is recovered where less than one person of room is left', () => {
    expect(recoverableVerdict({ lower: 7, upper: 7.9 }, 10)).toBe('needs-fix');
    expect(recoverableVerdict({ lower: 0, upper: 1 }, 10)).toBe('review');
    expect(recoverableVerdict({ lower: 0, upper: 9 }, 10)).toBe('review');
    expect(recoverableVerdict({ lower: 0, upper: 10 }, 10)).toBe('clear');
    expect(recoverableVerdict({ lower: 95, upper: 105 }, 10)).toBe('review');
  });
});

describe('counts', () => {
  test('ten of ten rounded to five could be eight, and fifteen passes', async () => {
    expect(said(await judge('area,n\na,10\nb,15\nc,25'))).toEqual(['rounded-threshold review 1,2']);
    expect(said(await judge('area,n\na,10\nb,15\nc,25', profiles['opensafely-7']))).toEqual([]);
    expect(said(await judge('area,n\na,5\nb,15\nc,25', profiles['opensafely-7']))).toEqual(['threshold needs-fix 1,2']);
  });

  test('the middle of six is a label where rounding is demanded, and a doubt where it is not', async () => {
    const text = 'area,n_midpoint6\na,3\nb,9\nc,15';
    expect(said(await judge(text, profiles['opensafely-7']))).toEqual([]);
    expect(said(await judge(text))).toEqual(['threshold needs-fix 1,2', 'rounded-threshold review 2,2']);
    expect(said(await judge('area,n\na,3\nb,9\nc,15', profiles['opensafely-7']))).toContain('threshold needs-fix 1,2');
  });

  test('some rounded and some not is to be put right where rounding is demanded', async () => {
    expect(said(await judge('area,n\na,20\nb,33\nc,45', profiles['hes-7']))).toEqual(['rounding needs-fix 2,2']);
    expect(said(await judge('area,n\na,20\nb,33\nc,45'))).toEqual([]);
  });

  test('a published number of missing people is a cell like any other', async () => {
    expect(said(await judge('area,n,missing\na,200,4\nb,310,14'))).toEqual(['threshold needs-fix 1,3']);
  });

  test('zeros are as the profile has them', async () => {
    const text = 'area,x,y\na,0,30\nb,40,50';
    expect(said(await judge(text))).toContain('zeros needs-fix 1,2');
    expect(said(await judge(text, { ...acro, zeros: 'review' }))).toContain('zeros review 1,2');
    expect(said(await judge(text, { ...acro, zeros: 'allowed' })).join()).not.toMatch(/zeros|threshold/);
  });

  test('a total larger than its parts by a few shows the few', async () => {
    expect(said(await judge('sex,n\nF,121\nM,102\nTotal,226'))).toEqual(['left-over needs-fix 3,2']);
    expect(said(await judge('sex,n\nF,121\nM,102\nTotal,223'))).toEqual([]);
    expect(said(await judge('sex,n\nF,121\nM,102\nTotal,200'))).toEqual(['totals-disagree review 3,2']);
  });

  test('a total needs no label where the numbers say it', async () => {
    const found = await judge('area,x,y,z\na,*,31,42\nb,22,33,44\nc,25,36,47\nEngland,55,100,133');
    expect(said(found)).toContain('recoverable needs-fix 1,2');
  });

  test('more cells than a finding lists are counted', async () => {
    const rows = Array.from({ length: 1500 }, (_, row) => `a${row},3`);
    const [found] = await judge(`area,n\n${rows.join('\n')}`);
    expect(found?.at.cells).toHaveLength(1000);
    expect(found?.at.ofCells).toBe(1500);
  });
});

describe('statistics', () => {
  test('without the number of people they are to be put right', async () => {
    expect(said(await judge('area,mean_age\na,40.2\nb,41.5'))).toEqual(['contributors-unknown needs-fix 1,2 2,2']);
  });

  test('of a few, or of a number that is withheld, they are to be withheld', async () => {
    expect(said(await judge('area,n,mean_age\na,9,40.2\nb,31,41.5\nc,*,44'))).toEqual([
      'threshold needs-fix 1,2',
      'contributors needs-fix 1,3 3,3',
    ]);
  });

  test('quantiles, ends, spreads and correlations have rules of their own', async () => {
    expect(said(await judge('area,n,median\na,19,4.5\nb,21,4.5'))).toEqual(['quantile needs-fix 1,3']);
    expect(said(await judge('area,n,p95\na,199,4.5\nb,201,4.5'))).toEqual(['quantile needs-fix 1,3']);
    expect(said(await judge('area,n,max\na,199,4.5'))).toEqual(['endpoints needs-fix 1,3']);
    expect(said(await judge('area,n,sd\na,10,4.5\nb,11,4.6', { ...acro, threshold: 5 }))).toEqual([
      'degrees-of-freedom needs-fix 1,3',
    ]);
    expect(said(await judge('area,n,sd\na,31,0\nb,41,4.6'))).toEqual(['class-disclosure needs-fix 1,3']);
    expect(said(await judge('pair,n,correlation\nx,11,0.5\ny,12,0.6'))).toEqual(['degrees-of-freedom needs-fix 1,3']);
    expect(said(await judge('area,n,mode\na,31,2'))).toEqual(['mode review 1,3']);
    expect(said(await judge('area,n,mode,modal share\na,31,2,0.4'))).toEqual([]);
  });

  test('coefficients need degrees of freedom, told or counted', async () => {
    expect(said(await judge('term,coef,p.value\nage,0.2,0.01\nsex,0.1,0.2'))).toEqual([
      'degrees-unknown review 1,2 1,3 2,2 2,3',
    ]);
    expect(said(await judge('term,coef,df.residual\nage,0.2,9\nsex,0.1,9'))).toEqual([
      'degrees-of-freedom needs-fix 1,2 1,3 2,2 2,3',
    ]);
    expect(said(await judge('term,coef,df.residual\nage,0.2,10\nsex,0.1,10'))).toEqual([]);
    expect(said(await judge('term,coef,n\nage,0.2,11\nsex,0.1,11'))).toEqual(['degrees-of-freedom needs-fix 1,2 2,2']);
  });

  test('sums without their two largest contributions are for a human, and negative ones too', async () => {
    expect(said(await judge('area,n,sum\na,31,500\nb,41,700'))).toEqual(['contributions-unknown review 1,3 2,3']);
    expect(said(await judge('area,n,mean_change\na,31,-5.1\nb,41,7'))).toEqual(['negatives review 1,3']);
    expect(said(await judge('area,n,mean_cost\na,31,500\nb,41,700'))).toEqual(['contributions-unknown review 1,3 2,3']);
    expect(said(await judge('area,n,mean_age\na,31,50\nb,41,70'))).toEqual([]);
  });

  test('survival curves are judged step by step, or by a human', async () => {
    const found = said(await judge('day,n.risk,survival\n0,100,1\n30,85,0.85\n60,80,0.8\n90,65,0.65'));
    expect(found).toEqual(['survival-steps needs-fix 3,2']);
    expect(said(await judge('day,survival\n0,1\n30,0.85'))).toEqual(['survival-unknown review 1,2 2,2']);
  });

  test('everybody with one value is told by a sum of nothing', async () => {
    expect(said(await judge('area,n,sum,x1,x2\na,31,0,0,0\nb,31,600,30,29'))).toEqual([
      'class-disclosure needs-fix 1,3',
      'largest-published review 1,4 1,5 2,4 2,5',
    ]);
  });
});

describe('percentages', () => {
  test('imply a few people, or all but a few', async () => {
    expect(said(await judge('area,n,percent\na,100,5\nb,203,50\nc,301,97.5'))).toEqual([
      'implied-count needs-fix 1,3 3,3',
    ]);
  });

  test('say no more than the counts whose shares they are', async () => {
    expect(said(await judge('area,n,%\na,51,25.2\nb,102,50.5\nc,49,24.3'))).toEqual([]);
  });

  test('of a withheld count say what was withheld', async () => {
    expect(said(await judge('area,n,%\na,51,25.2\nb,102,50.5\nc,*,24.3'))).toContain('implied-count needs-fix 3,3');
    expect(said(await judge('area,n,%\na,51,25.2\nb,102,50.5\nc,*,*'))).toContain('implied-count needs-fix 3,3');
  });

  test('without a denominator are for a human', async () => {
    expect(said(await judge('area,percent\na,25.2\nb,50.5'))).toEqual(['denominator-unknown review 1,2 2,2']);
  });

  test('are not needed for a count and its population to say who is not counted', async () => {
    expect(said(await judge('area,vaccinated,population\na,297,301\nb,150,402'))).toEqual(['implied-count review 1,2']);
  });
});
