import type { Span } from './span.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const year = String.raw`((?:19|20)\d\d)`;

/** Days since 1970; months may run over into the next year. */
const day = (years: number, months: number, days = 1): number => Date.UTC(years, months - 1, days) / 86_400_000;
const monthsFrom = (years: number, first: number, several: number): Span => ({
  from: day(years, first),
  to: day(years, first + several),
});
const monthOf = (name = ''): number => months.indexOf(name.slice(0, 3)) + 1;
const yearOf = (digits = ''): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));
const isNext = (first = '', second = ''): boolean => (Number(first) + 1) % 100 === Number(second) % 100;

const oneDay = (years: number, months: number, days: number): Span | undefined => {
  const from = day(years, months, days);
  const date = new Date(from * 86_400_000);
  return date.getUTCMonth() === months - 1 && date.getUTCDate() === days ? { from, to: from + 1 } : undefined;
};
const oneMonth = (years: number, months: number): Span | undefined =>
  months >= 1 && months <= 12 ? monthsFrom(years, months, 1) : undefined;

type Reader = readonly [RegExp, (...found: string[]) => Span | undefined];
const reader = (pattern: string, read: Reader[1]): Reader => [new RegExp(`^${pattern}$`), read];

/** Days and months are written the British way round. A year such as 2020/21 is a financial one, from April, as the NHS counts. */
const terms: readonly Reader[] = [
  reader(String.raw`${year}[-/](\d{1,2})[-/](\d{1,2})(?:[t ][0:.]+z?)?`, (y, m, d) =>
    oneDay(Number(y), Number(m), Number(d)),
  ),
  reader(String.raw`${year}(\d\d)(\d\d)`, (y, m, d) => oneDay(Number(y), Number(m), Number(d))),
  reader(String.raw`(\d{1,2})[-/.](\d{1,2})[-/.]${year}`, (d, m, y) => oneDay(Number(y), Number(m), Number(d))),
  reader(String.raw`(\d{1,2})[- ]${month}[- ,]+${year}`, (d, m, y) => oneDay(Number(y), monthOf(m), Number(d))),
  reader(String.raw`(?:fy ?)?${year}/(\d\d|\d{4})`, (y, next) =>
    isNext(y, next) ? monthsFrom(Number(y), 4, 12) : undefined,
  ),
  reader(String.raw`fy ?${year}-(\d\d|\d{4})`, (y, next) =>
    isNext(y, next) ? monthsFrom(Number(y), 4, 12) : undefined,
  ),
  reader(String.raw`q([1-4]),? ?${year}[/-](\d\d)`, (q, y) => monthsFrom(Number(y), 1 + 3 * Number(q), 3)),
  reader(String.raw`${year}[/-](\d\d),? ?q([1-4])`, (y, _, q) => monthsFrom(Number(y), 1 + 3 * Number(q), 3)),
  reader(String.raw`${year}[-/m ](\d{1,2})`, (y, m) => oneMonth(Number(y), Number(m))),
  reader(String.raw`${year}(\d\d)`, (y, m) => oneMonth(Number(y), Number(m))),
  reader(String.raw`(\d{1,2})[-/]${year}`, (m, y) => oneMonth(Number(y), Number(m))),
  reader(String.raw`${month}[- ,]*(\d{4}|\d\d)`, (m, y) => oneMonth(yearOf(y), monthOf(m))),
  reader(`${year}[- ]?${month}`, (y, m) => oneMonth(Number(y), monthOf(m))),
  reader(`${year}[- /]?q([1-4])`, (y, q) => monthsFrom(Number(y), 3 * Number(q) - 2, 3)),
  reader(`q([1-4])[- /,]*${year}`, (q, y) => monthsFrom(Number(y), 3 * Number(q) - 2, 3)),
  reader(String.raw`${year}[- ]?w(\d\d)`, (y, w) => week(Number(y), Number(w))),
  reader(`${month}(?:-| to |/)${month}[- ,]*${year}`, (first, last, y) => {
    const several = monthOf(last) - monthOf(first) + 1;
    return several > 0 ? monthsFrom(Number(y), monthOf(first), several) : undefined;
  }),
  reader(year, (y) => monthsFrom(Number(y), 1, 12)),
];

/** ISO 8601: the week with the fourth of January is the first, and begins on its Monday. */
function week(years: number, number: number): Span | undefined {
  if (number < 1 || number > 53) return undefined;
  const fourth = day(years, 1, 4);
  const monday = fourth - ((((fourth + 3) % 7) + 7) % 7);
  return { from: monday + 7 * (number - 1), to: monday + 7 * number };
}

function term(text: string): Span | undefined {
  for (const [pattern, read] of terms) {
    const found = pattern.exec(text);
    const span = found ? read(...found.slice(1)) : undefined;
    if (span) return span;
  }
  return undefined;
}

/** A period as tables write it: a day, month, quarter, year or financial year, two of them with what is between, or one with all before or after. */
export function dateSpan(label: string): Span | undefined {
  const text = label
    .trim()
    .slice(0, 80)
    .toLowerCase()
    .replace(/[‐-―−]/g, '-')
    .replace(/≤/g, '<=')
    .replace(/≥/g, '>=')
    .replace(/_/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^(?:between|from) (?=.* (?:to|and|until) )/, '');
  return term(text) ?? between(text) ?? openEnded(text);
}

function between(label: string): Span | undefined {
  const excluded = label.endsWith(')');
  const text = label.replace(/^[[(]|[\])]$/g, '');
  for (const { 0: separator, index } of text.matchAll(/ ?(?:\.{2,3}| to | and | until |-|\/|, ?) ?/g)) {
    const first = term(text.slice(0, index).trim());
    const last = term(text.slice(index + separator.length).trim());
    if (first && last && first.from < last.to) return { from: first.from, to: excluded ? last.from : last.to };
  }
  return undefined;
}

function openEnded(text: string): Span | undefined {
  const found = /^(before|until|up to|to|after|since|from|<=?|>=?) ?(.*)$/.exec(text);
  const onwards = /^(.*?) ?(?:onwards?|or later|and later|\+)$/.exec(text);
  const one = term((found?.[2] ?? onwards?.[1] ?? '').trim());
  if (!one) return undefined;
  const word = found?.[1] ?? 'from';
  if (['before', '<'].includes(word)) return { from: -Infinity, to: one.from };
  if (['until', 'up to', 'to', '<='].includes(word)) return { from: -Infinity, to: one.to };
  return { from: ['after', '>'].includes(word) ? one.to : one.from, to: Infinity };
}

/** `2020-21` is the year from April in a list of such years, and no month where it stands alone. */
export function financialYear(label: string): Span | undefined {
  const found = new RegExp(String.raw`^(?:fy ?)?${year}[-/](\d\d|\d{4})$`).exec(
    label
      .trim()
      .toLowerCase()
      .replace(/[‐-―−_]/g, '-'),
  );
  return found && isNext(found[1], found[2]) ? monthsFrom(Number(found[1]), 4, 12) : undefined;
}
