import { estateOf } from '../../policies/estate/model.ts';
import { evaluate } from '../../policies/evaluate.ts';
import type { Outcome, Rule } from '../../policies/rule.ts';
import type { Judge } from './judge.ts';

/** A rule that falls over fails closed at a synthesis, but has found nothing. */
const isFinding = ({ result, reason }: Outcome): boolean =>
  result === 'fail' && !reason.startsWith('the rule could not be evaluated');

/**
 * Our rules read the whole estate, and find nothing in the unchanged examples (which the tests of the rules show), so that every
 * finding is new. They are asked one after the other, those first that killed mutants of this kind, until one has found something.
 */
export function ourJudge(rules: readonly Rule[]): Judge {
  const killers = new Map<string, Rule>();
  const kills = new Map<Rule, number>();
  return {
    name: 'ours',
    verdict(mutated, _base, kind) {
      const estate = estateOf(mutated);
      const first = killers.get(kind);
      const others = [...rules].sort((one, other) => (kills.get(other) ?? 0) - (kills.get(one) ?? 0));
      for (const rule of first === undefined ? others : [first, ...others]) {
        if (!evaluate([rule], estate).some(({ outcomes }) => outcomes.some(isFinding))) continue;
        killers.set(kind, rule);
        kills.set(rule, (kills.get(rule) ?? 0) + 1);
        return { by: rule.id };
      }
      return { by: undefined };
    },
  };
}
