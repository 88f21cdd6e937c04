import type { Estate, Resource } from '../estate/estate.ts';
import { fail } from '../outcome.ts';
import type { Outcome } from '../rule.ts';
import { type AirlockNoun, airlockStores, airlockTables, partsOfTheAirlock } from './airlock-stores.ts';

type Judging = (store: Resource) => Outcome;

/** What is said of the one store of this kind. Where anything of an airlock stands without it, or with a second one, that is the fault. */
export const ofTheOneStore = (estate: Estate, noun: AirlockNoun, what: string, judge: Judging): readonly Outcome[] =>
  ofTheOne(estate, airlockStores(estate, noun), `stores for ${what}`, judge);

/** The same of its two tables. */
export const ofTheOneTable = (
  estate: Estate,
  noun: 'airlock' | 'releases',
  what: string,
  judge: Judging,
): readonly Outcome[] => ofTheOne(estate, airlockTables(estate, noun), `tables of ${what}`, judge);

function ofTheOne(estate: Estate, found: readonly Resource[], what: string, judge: Judging): readonly Outcome[] {
  const [first] = partsOfTheAirlock(estate);
  return found.length !== 1 && first !== undefined
    ? [fail(first, 'Type', `belongs to an airlock with ${found.length} ${what}`)]
    : found.map(judge);
}
