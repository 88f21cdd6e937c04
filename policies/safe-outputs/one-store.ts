import type { Estate, Resource } from '../estate/estate.ts';
import { fail } from '../outcome.ts';
import type { Outcome } from '../rule.ts';
import { type AirlockNoun, airlockStores, partsOfTheAirlock } from './airlock-stores.ts';

/** What is said of the one store of this kind. Where anything of an airlock stands without it, or with a second one, that is the fault. */
export function ofTheOneStore(
  estate: Estate,
  noun: AirlockNoun,
  what: string,
  judge: (bucket: Resource) => Outcome,
): readonly Outcome[] {
  const found = airlockStores(estate, noun);
  const [first] = partsOfTheAirlock(estate);
  return found.length !== 1 && first !== undefined
    ? [fail(first, 'Type', `belongs to an airlock with ${found.length} stores for ${what}`)]
    : found.map(judge);
}
