/** The only place that asks what day it is (UTC, `YYYY-MM-DD`); everything else takes the day as an input. */
export const today = (): string => new Date().toISOString().slice(0, 10);
