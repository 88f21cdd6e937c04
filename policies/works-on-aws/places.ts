import { matchesResource, type Statement } from '../estate/statements.ts';

/** Whether a statement reaches a place or, where the place is a pattern, a part of it. */
export const reachesPlace = ({ resources, notResources }: Statement, place: string): boolean =>
  resources?.some((pattern) => matchesResource(pattern, place) || matchesResource(place, pattern)) ??
  !notResources?.some((pattern) => matchesResource(pattern, place));

/** Whether a statement reaches all of a place. */
export const coversPlace = ({ resources, notResources }: Statement, place: string): boolean =>
  resources?.some((pattern) => matchesResource(pattern, place)) ??
  notResources?.every((pattern) => !matchesResource(pattern, place) && !matchesResource(place, pattern)) ??
  true;
