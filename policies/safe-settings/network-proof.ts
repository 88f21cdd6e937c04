import type { Estate, Resource } from '../estate/estate.ts';
import { gatesInWords, type NetworkPath } from '../estate/network/path.ts';
import { networkOrigins } from '../estate/network/paths.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome } from '../rule.ts';

/** A path in one sentence, gates included. */
export const sentenceOf = (path: NetworkPath): string => {
  const verb = path.direction === 'outward' ? 'reaches' : 'is reached from';
  return `${path.fromKind} ${verb} ${path.to} (${path.protocol}, ${path.state}): ${gatesInWords(path)}`;
};

/** The resource at the near end; one that the estate does not hold would be a fault of the prover. */
function origin(estate: Estate, path: NetworkPath): Resource {
  const found = estate.at(path.from);
  if (found === undefined) throw new Error(`a path starts at ${path.from}, which the estate does not hold`);
  return found;
}

export const allowed = (estate: Estate, path: NetworkPath): Outcome =>
  pass(origin(estate, path), 'Properties', sentenceOf(path));

export const forbidden = (estate: Estate, path: NetworkPath): Outcome =>
  fail(origin(estate, path), 'Properties', sentenceOf(path));

/** A pass for each origin from which none of the paths starts. */
export function untouched(estate: Estate, paths: readonly NetworkPath[], says: string): readonly Outcome[] {
  const touched = new Set(paths.map(({ from }) => from));
  return networkOrigins(estate)
    .filter(({ address }) => !touched.has(address))
    .map((resource) => pass(resource, 'Properties', says));
}
