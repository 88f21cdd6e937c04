import type { Instant } from '../workflow/contract.ts';
import { officers, type Person } from './contract.ts';
import type { Due } from './notices.ts';
import { roleRefusals } from './person-standing.ts';

/** A role needs two officers, neither of them the person it is for: with two left, neither can be followed by anybody once one has gone. */
export const leastOfficers = 3;

/** Week by week for as long as it lasts, and again as soon as they are fewer or more. */
export function fewOfficers(people: readonly Person[], now: Instant): readonly Due[] {
  const standing = people.filter(
    (person) => roleRefusals({ person, register: 'in-service', now }, ['operator']).length === 0,
  );
  if (standing.length >= leastOfficers) return [];
  const week = new Date(Math.floor(Date.parse(now) / 604_800_000) * 604_800_000).toISOString();
  const count = String(standing.length);
  return [{ to: officers, sort: `${week}#few-officers#${count}`, notice: { about: 'few-officers', thing: count } }];
}
