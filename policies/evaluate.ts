import type { Estate } from './estate/estate.ts';
import type { Judgement, Outcome } from './rule.ts';

/** Everything that was seen in one run of one rule. */
export interface Judged<R extends Judgement> {
  readonly rule: R;
  readonly outcomes: readonly Outcome[];
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * Runs every rule. Fails closed: a rule that throws, or speaks of a resource that does not exist, has failed on the first resource
 * of the estate, for a finding without a resource would not stop a synthesis.
 */
export const evaluate = <R extends Judgement>(rules: readonly R[], estate: Estate): readonly Judged<R>[] =>
  rules.map((rule) => ({ rule, outcomes: [...outcomesOf(rule, estate)].sort(byPlace) }));

const byPlace = (one: Outcome, other: Outcome): number =>
  compare(one.resource, other.resource) || compare(one.path, other.path) || compare(one.reason, other.reason);

function outcomesOf(rule: Judgement, estate: Estate): readonly Outcome[] {
  try {
    return rule
      .check(estate)
      .map((outcome) =>
        estate.at(outcome.resource) === undefined
          ? broken(estate, `the rule spoke of ${outcome.resource}, which the estate does not hold: ${outcome.reason}`)
          : outcome,
      );
  } catch (error) {
    return [
      broken(estate, `the rule could not be evaluated: ${error instanceof Error ? error.message : String(error)}`),
    ];
  }
}

function broken(estate: Estate, reason: string): Outcome {
  const [first] = estate.resources;
  if (first === undefined) throw new Error(`an estate without a resource proves nothing; ${reason}`);
  return { result: 'fail', resource: first.address, path: 'Type', reason };
}
