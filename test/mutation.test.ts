import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlIds } from '../policies/catalogue/catalogue.ts';
import { estateOf } from '../policies/estate/model.ts';
import { evaluate } from '../policies/evaluate.ts';
import type { Outcome, Rule } from '../policies/rule.ts';
import { rules } from '../policies/rules.ts';
import { examples } from './examples.ts';
import { MutableTemplates, type Mutant } from './mutant.ts';
import { handWritten as mutants } from './mutants/hand-written.ts';

const outcomesOf = (rule: Rule, templates: Parameters<typeof estateOf>[0]): readonly Outcome[] =>
  evaluate([rule], estateOf(templates)).flatMap(({ outcomes }) => outcomes);

/** A rule that falls over fails closed, but has judged nothing: that is no kill. */
const failures = (outcomes: readonly Outcome[]) =>
  outcomes.filter(({ result, reason }) => result === 'fail' && !reason.startsWith('the rule could not be evaluated'));

const crashes = (outcomes: readonly Outcome[]) =>
  outcomes.filter(({ reason }) => reason.startsWith('the rule could not be evaluated'));

const ids = rules.map(({ id }) => id);

describe('the rule set', () => {
  test('has at least 45 rules over the five safes', () => {
    expect(examples.size).toBe(2);
    expect(rules.length).toBeGreaterThanOrEqual(45);
    expect(new Set(rules.map(({ safe }) => safe)).size).toBe(5);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('keeps one rule a file, the file named by the rule, in the room of its safe', () => {
    for (const { id, safe } of rules) {
      expect(readdirSync(join(__dirname, '..', 'policies', `safe-${safe}`))).toContain(`${id}.ts`);
    }
  });

  test('claims only controls that the catalogue knows, and explains itself', () => {
    for (const { id, controls, why, fix } of rules) {
      expect({ id, unknown: controls.filter((control) => !controlIds.has(control)) }).toEqual({ id, unknown: [] });
      expect(why.length).toBeGreaterThan(15);
      expect(fix.length).toBeGreaterThan(10);
    }
  });

  test('has a mutant for every rule, and no mutant of a rule that is gone', () => {
    expect(ids.filter((id) => !mutants.some(({ rule }) => rule === id))).toEqual([]);
    expect(mutants.filter(({ rule }) => !ids.includes(rule)).map(({ rule }) => rule)).toEqual([]);
    const names = mutants.map(({ rule, name }) => `${rule}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe.each(rules)('$id', (rule) => {
  test('finds nothing wrong in our own templates, and something right', () => {
    const seen = [...examples].map(([id, templates]) => ({ id, outcomes: outcomesOf(rule, templates) }));
    for (const { outcomes } of seen) expect([...failures(outcomes), ...crashes(outcomes)]).toEqual([]);
    expect(seen.flatMap(({ outcomes }) => outcomes).some(({ result }) => result === 'pass')).toBe(true);
  });

  const own = mutants.filter((mutant) => mutant.rule === rule.id);
  if (own.length > 0) {
    test.each(own)('catches: $name', (mutant) => {
      expect(kills(rule, mutant)).not.toEqual([]);
    });
  }
});

const known = new Map<Mutant, readonly Outcome[]>();

/** What the rule says of the first example that the mutant can be applied to; each mutant is tried once. */
function kills(rule: Rule, mutant: Mutant): readonly Outcome[] {
  const seen = known.get(mutant) ?? killsAfresh(rule, mutant);
  known.set(mutant, seen);
  return seen;
}

function killsAfresh(rule: Rule, mutant: Mutant): readonly Outcome[] {
  const refusals: unknown[] = [];
  for (const [, templates] of examples) {
    const mutable = new MutableTemplates(templates);
    try {
      mutant.mutate(mutable);
    } catch (error) {
      refusals.push(error);
      continue;
    }
    return failures(outcomesOf(rule, mutable.changed));
  }
  throw new Error(`the mutant applies to no example: ${refusals.join('; ')}`);
}

test('the table of rules and mutants is written down', () => {
  const table = rules.map((rule) => {
    const own = mutants.filter((mutant) => mutant.rule === rule.id);
    return {
      rule: rule.id,
      safe: rule.safe,
      severity: rule.severity,
      mutants: own.length,
      killed: own.filter((mutant) => kills(rule, mutant).length > 0).length,
    };
  });
  mkdirSync(join(__dirname, '..', 'build'), { recursive: true });
  writeFileSync(join(__dirname, '..', 'build', 'mutants.json'), `${JSON.stringify(table, undefined, 2)}\n`);
  expect(table.every(({ mutants: all, killed }) => all > 0 && killed === all)).toBe(true);
});
