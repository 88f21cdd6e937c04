import type { Estate } from '../estate/estate.ts';
import { grouped, oncePerEstate } from '../estate/views.ts';

const reference = /\$\{([^}/]+\/[^}.]+)(?:\.[^}]*)?\}/g;

/** Address -> resources that it refers to, or that refer to it, in properties. Walks the values and sights nothing. */
const links: (estate: Estate) => ReadonlyMap<string, readonly string[]> = oncePerEstate((estate) => {
  const pairs = estate.resources.flatMap(({ address, properties }) =>
    [...new Set([...JSON.stringify(properties).matchAll(reference)].map(([, other]) => other ?? ''))]
      .filter((other) => other !== address && estate.at(other) !== undefined)
      .flatMap((other): [string, string][] => [
        [address, other],
        [other, address],
      ]),
  );
  const byAddress = grouped(pairs, ([from]) => [from]);
  return new Map([...byAddress].map(([from, ends]) => [from, ends.map(([, to]) => to)]));
});

/** Resources one reference away, in either direction. */
export const neighbours = (estate: Estate, address: string): readonly string[] => links(estate).get(address) ?? [];

/** Resources at most two references away: a bucket, its policy and its key; a function, its role and the role's policies. */
export const surroundings = (estate: Estate, address: string): ReadonlySet<string> => {
  const near = neighbours(estate, address);
  return new Set([...near, ...near.flatMap((one) => neighbours(estate, one))]);
};
