const millisecondsInDay = 86_400_000;

const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Whole days from one `YYYY-MM-DD` to another; negative when the second is earlier. Days in UTC all have 24 hours. */
export const daysBetween = (from: string, to: string): number => (midnight(to) - midnight(from)) / millisecondsInDay;

export const addDays = (day: string, days: number): string =>
  new Date(midnight(day) + days * millisecondsInDay).toISOString().slice(0, 10);
