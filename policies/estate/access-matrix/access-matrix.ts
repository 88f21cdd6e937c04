import type { Estate, Resource } from '../estate.ts';
import { oncePerEstate } from '../views.ts';
import { type Asker, type AskerKind, askersOf } from './askers.ts';
import { type Cell, cellOf } from './cell.ts';
import { storeKinds, type Verb, verbs } from './verbs.ts';

/** One principal and one store. */
export interface Pair {
  readonly principal: string;
  readonly principalKind: AskerKind;
  readonly store: string;
  /** Kind of the store in words. */
  readonly storeKind: string;
  /** By verb, as far as the store knows it. */
  readonly without: Readonly<Partial<Record<Verb, Cell>>>;
  /** With the organisation's policies that the templates hold; the same where they hold none. */
  readonly with: Readonly<Partial<Record<Verb, Cell>>>;
}

/** Who may do what to which store: every principal of the estate, every store, every verb. */
export const accessMatrix: (estate: Estate) => readonly Pair[] = oncePerEstate((estate) => {
  const stores = storesOf(estate);
  return askersOf(estate).flatMap((asker) => stores.map((store) => pairOf(estate, asker, store)));
});

/** Stores of every kind that the matrix knows, in the order of the kinds, by address. */
export const storesOf = (estate: Estate): readonly Resource[] =>
  Object.keys(storeKinds).flatMap((type) =>
    estate.ofType(type).toSorted((one, other) => (one.address < other.address ? -1 : 1)),
  );

export const hasGuardrails = (estate: Estate): boolean => estate.ofType('AWS::Organizations::Policy').length > 0;

export function pairOf(estate: Estate, asker: Asker, store: Resource): Pair {
  const kind = storeKinds[store.type];
  const known = verbs.filter((verb) => kind?.verbs[verb] !== undefined);
  const cells = (withoutGuardrails: boolean): Pair['without'] =>
    Object.fromEntries(known.map((verb) => [verb, cellOf(estate, asker, store, verb, withoutGuardrails)]));
  const without = cells(true);
  return {
    principal: asker.name,
    principalKind: asker.kind,
    store: store.address,
    storeKind: kind?.noun ?? store.type,
    without,
    with: hasGuardrails(estate) ? cells(false) : without,
  };
}
