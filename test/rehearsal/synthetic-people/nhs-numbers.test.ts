import { mostPersons, nhsNumber, perBlock } from '../../../rehearsal/synthetic-people/nhs-number.ts';

/** Written out again from the definition, and sharing nothing with the generator. */
function isValid(number: string): boolean {
  if (!/^\d{10}$/.test(number)) return false;
  let sum = 0;
  for (let place = 0; place < 9; place++) sum += (number.charCodeAt(place) - 48) * (10 - place);
  const check = 11 - (sum % 11);
  return check !== 10 && (check === 11 ? 0 : check) === Number(number.charAt(9));
}

test('the test of a number knows right from wrong', () => {
  expect(['9434765919', '4505577104', '9876543210'].map(isValid)).toEqual([true, true, true]);
  expect(['9434765918', '943476591', '9990000110'].map(isValid)).toEqual([false, false, false]);
});

test('every number of the test range starts with 999, is valid and belongs to one person', () => {
  const numbers = new Set<string>();
  let wrong = 0;
  for (let index = 0; index < perBlock; index++) {
    const number = nhsNumber(7, index);
    if (!number.startsWith('999') || !isValid(number)) wrong++;
    numbers.add(number);
  }
  expect(wrong).toBe(0);
  expect(numbers.size).toBe(perBlock);
});

test('beyond the test range the numbers stay valid, different and among those that are never issued', () => {
  const indexes = Array.from({ length: 9000 }, (_, step) => step * 1000 + 999);
  const numbers = indexes.map((index) => nhsNumber(7, index));
  expect(indexes.at(-1)).toBeLessThan(mostPersons);
  expect(numbers.filter((number) => !/^99\d{8}$/.test(number) || !isValid(number))).toEqual([]);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(nhsNumber(7, perBlock - 1)).toMatch(/^999/);
  expect(nhsNumber(7, perBlock)).toMatch(/^998/);
});

test('another seed gives other numbers to the same persons', () => {
  expect(nhsNumber(1, 0)).not.toBe(nhsNumber(2, 0));
});
