const millisecondsInDay = 86_400_000;

/** Days are whole numbers from 1 January 1970, as Parquet stores them; negative before. */
export const dayOf = (text: string): number => Date.parse(`${text}T00:00:00Z`) / millisecondsInDay;

/** Everything happens in these five and a half years, which hold the row filters of both example deployments. */
export const firstDay = dayOf('2021-04-01');
export const lastDay = dayOf('2026-09-30');

/** Texts and numbers of the days in use (1880 to 2044), each worked out once. */
const earliest = -33_000;
const texts: string[] = new Array(60_000).fill('');
const numbers = new Int32Array(60_000);

const written = (day: number): string => new Date(day * millisecondsInDay).toISOString().slice(0, 10);

/** `YYYY-MM-DD`. */
export function dayText(day: number): string {
  const known = texts[day - earliest];
  if (known === undefined) return written(day);
  if (known !== '') return known;
  const text = written(day);
  texts[day - earliest] = text;
  return text;
}

/** 20260930 for 30 September 2026. */
function dayNumber(day: number): number {
  const known = numbers[day - earliest];
  if (known !== undefined && known !== 0) return known;
  const number = Number(dayText(day).replaceAll('-', ''));
  numbers[day - earliest] = number;
  return number;
}

export const yearOf = (day: number): number => Math.floor(dayNumber(day) / 10_000);

/** Age in completed years. */
export const ageOn = (birth: number, day: number): number => Math.floor((dayNumber(day) - dayNumber(birth)) / 10_000);

const minutes = Array.from({ length: 24 * 60 }, (_, minute) =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':'),
);

/** `YYYY-MM-DD HH:MM:SS`, the form that Athena reads from text; moments fall on whole minutes and have no time zone. */
export function momentText(milliseconds: number): string {
  const day = Math.floor(milliseconds / millisecondsInDay);
  const minute = Math.floor((milliseconds - day * millisecondsInDay) / 60_000);
  return `${dayText(day)} ${minutes[minute]}:00`;
}

export const momentOf = (day: number, minute: number): number => day * millisecondsInDay + minute * 60_000;

export const dayOfMoment = (milliseconds: number): number => Math.floor(milliseconds / millisecondsInDay);
