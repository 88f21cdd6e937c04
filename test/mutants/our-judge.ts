import { estateOf, type Template } from '../../policies/estate/model.ts';
import { evaluate } from '../../policies/evaluate.ts';
import type { Outcome, Rule } from '../../policies/rule.ts';
import type { Judge } from './judge.ts';
import { type Reads, readsOf, rulesTouched } from './reads.ts';

/** A rule that falls over fails closed at a synthesis, but has found nothing. */
const isFinding = ({ result, reason }: Outcome): boolean =>
  result === 'fail' && !reason.startsWith('the rule could not be evaluated');

/**
 * Our rules read the whole estate, and find nothing in the unchanged examples (which the tests of the rules show), so that every
 * finding is new. Only those are asked that read something which the mutant changed, one after the other, those first that killed mutants
 * of this kind and then those that read least, until one has found something.
 */
export function ourJudge(rules: readonly Rule[], readsIn = oncePerBase(rules)): Judge {
  const killers = new Map<string, Rule>();
  const kills = new Map<Rule, number>();
  return {
    name: 'ours',
    verdict(mutated, base, kind) {
      const estate = estateOf(mutated);
      const reads = readsIn(base);
      const first = killers.get(kind);
      const effort = (rule: Rule): number => (reads.ofRule.get(rule)?.places.size ?? 0) / ((kills.get(rule) ?? 0) + 1);
      const asked = rulesTouched(reads, estate).toSorted((one, other) => effort(one) - effort(other));
      for (const rule of first !== undefined && asked.includes(first) ? [first, ...asked] : asked) {
        if (!evaluate([rule], estate).some(({ outcomes }) => outcomes.some(isFinding))) continue;
        killers.set(kind, rule);
        kills.set(rule, (kills.get(rule) ?? 0) + 1);
        return { by: rule.id };
      }
      return { by: undefined };
    },
  };
}

/** Reads of the templates before the change, for every judge and test that starts from them. */
export function oncePerBase(rules: readonly Rule[]): (base: readonly Template[]) => Reads {
  const made = new WeakMap<readonly Template[], Reads>();
  return (base) => {
    const reads = made.get(base) ?? readsOf(rules, base);
    made.set(base, reads);
    return reads;
  };
}
