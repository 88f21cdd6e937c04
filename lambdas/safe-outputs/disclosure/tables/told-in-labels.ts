/** Headings that are numbers, and neither years nor evenly spaced, such as the codes of categories. */
export function areValues(headings: readonly string[]): boolean {
  const numbers = headings.map((heading) => (/^\d{1,9}(\.\d{1,9})?$/.test(heading) ? Number(heading) : Number.NaN));
  if (numbers.length === 0 || numbers.some(Number.isNaN)) return false;
  const [first = 0, second = 0] = numbers;
  const areYears = numbers.every((one) => Number.isInteger(one) && one >= 1900 && one <= 2100);
  const areSpaced = numbers.length > 1 && numbers.every((one, index) => one === first + index * (second - first));
  return !areYears && !(areSpaced && (second - first === 1 || numbers.length > 2));
}

/** More are no longer the labels of bands. */
const mostBands = 20;

/** Labels of letters with three numbers in each, or two of which one has decimals, and nearly all of them different. */
export function areRecords(labels: readonly string[]): boolean {
  const several = labels.filter((label) => {
    if (label.length > 200 || !/[a-z]/i.test(label)) return false;
    const numbers = label.match(/(?<![\w.])\d+(?:\.\d+)?(?![\w.]*[a-z])/gi) ?? [];
    return numbers.length >= 3 || (numbers.length === 2 && numbers.some((one) => one.includes('.')));
  });
  return new Set(several).size > mostBands;
}
