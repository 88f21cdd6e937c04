import type { Instant } from '../workflow/contract.ts';

/** First instant of a day, in UTC. */
export const dayBegins = (day: string): Instant => `${day}T00:00:00.000Z`;

/** First instant after a day, in UTC: the end of what holds up to and including it. */
export const dayAfter = (day: string): Instant =>
  new Date(Date.parse(dayBegins(day)) + 24 * 60 * 60 * 1000).toISOString();

/** Day of an instant, and the last day before it. */
export const dayOf = (instant: Instant): string => instant.slice(0, 10);
export const dayBefore = (instant: Instant): string => dayOf(new Date(Date.parse(instant) - 1).toISOString());
