import type { Estate } from './estate.ts';
import { list, record } from './values.ts';

/**
 * A trial holds synthetic data and is purged, so what production must keep does not apply to it, and is not proved by it. Only an
 * estate of which every tagged resource says so is one: a store that claims it among others is still judged.
 */
export function isTrial(estate: Estate): boolean {
  const stages = estate.resources.flatMap(({ properties }) =>
    list(properties.Tags)
      .map(record)
      .filter(({ Key }) => Key === 'tre:stage')
      .map(({ Value }) => Value),
  );
  return stages.length > 0 && stages.every((stage) => stage === 'trial');
}
