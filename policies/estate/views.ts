import type { Estate } from './estate.ts';
import { replay, type Sighting, watching } from './sightings.ts';

/** A view of the estate that many rules ask for, made once for each estate: made anew, its cost would grow with the square of the size. */
export function oncePerEstate<View>(make: (estate: Estate) => View): (estate: Estate) => View {
  const made = new WeakMap<Estate, { readonly result: View; readonly sightings: ReadonlySet<Sighting> }>();
  return (estate) => {
    const view = made.get(estate) ?? watching(() => make(estate));
    made.set(estate, view);
    replay(view.sightings);
    return view.result;
  };
}

/** Items by key, in the order in which they came. */
export function grouped<Key, Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly Key[],
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}
