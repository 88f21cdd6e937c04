import { type Formula, isLeaf } from './formula.ts';

/** A formula in plain words, its negations pushed down to the conditions. */
export const sentenceOf = (formula: Formula): string => say(formula, false, false);

function say(formula: Formula, negated: boolean, inside: boolean): string {
  if (typeof formula === 'boolean') return formula === negated ? 'never' : 'always';
  if (isLeaf(formula)) return negated ? formula.otherwise : formula.words;
  if (formula.is === 'not') return say(formula.of, !negated, inside);
  const isAnd = (formula.is === 'all') !== negated;
  const parts = [...new Set(formula.of.map((part) => say(part, negated, true)))];
  const joined = parts.join(isAnd ? ' and ' : ' or ');
  return inside && parts.length > 1 ? `(${joined})` : joined;
}
