import { diceFor } from './dice.ts';

/**
 * NHS numbers that nobody will ever have. The numbers from 999 000 0000 are set aside for tests
 * (https://digital.nhs.uk/services/e-referral-service/document-library/synthetic-data-in-live-environments), but they hold only
 * some 900,000 valid ones; the next persons take 998, then 997, down to 990: all that starts with 9 is "not to be issued
 * (synthetic or test patients)" in the ranges of the Faculty of Clinical Informatics (https://github.com/uk-fci/nhs-number).
 */
export const perBlock = 900_000;
export const mostPersons = 10 * perBlock;

/** Coprime to 900,000, so that multiplying shuffles a block and loses no number. */
const stride = 587_533;
const offset = diceFor('nhs number');

/** The number of the `index`-th person: ten digits, no number twice, none with the check digit 10 that is never issued. */
export function nhsNumber(seed: number, index: number): string {
  const block = Math.floor(index / perBlock);
  const shuffled = remainder((index - block * perBlock) * stride + (offset(seed) % perBlock), perBlock);
  const eight = (999 - block) * 100_000 + Math.floor(shuffled / 9);
  const sum = weightedSum(eight);
  // Of ten ninth digits at most one makes the check digit 10; nine are used, so that each eight digits give nine numbers.
  const never = (6 * (12 - (sum % 11))) % 11;
  const choice = shuffled % 9;
  const ninth = choice < never ? choice : choice + 1;
  const left = (sum + 2 * ninth) % 11;
  return `${eight}${ninth}${left === 0 ? 0 : 11 - left}`;
}

/** `%` of numbers beyond 2^31 is many times slower; below 2^53 this is as exact. */
const remainder = (whole: number, by: number): number => whole - Math.floor(whole / by) * by;

/** Digits of the first eight places times 10, 9, … 3. https://www.datadictionary.nhs.uk/attributes/nhs_number.html */
function weightedSum(eight: number): number {
  let sum = 0;
  let rest = eight;
  for (let weight = 3; weight <= 10; weight++) {
    const shorter = (rest / 10) | 0;
    sum += weight * (rest - shorter * 10);
    rest = shorter;
  }
  return sum;
}
