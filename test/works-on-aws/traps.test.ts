import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { estateOf, type Template } from '../../policies/estate/model.ts';
import { evaluate } from '../../policies/evaluate.ts';
import type { Outcome } from '../../policies/rule.ts';
import { worksOnAwsRules } from '../../policies/works-on-aws/rules.ts';
import type { WorksOnAwsRule } from '../../policies/works-on-aws/works-on-aws-rule.ts';
import { examples } from '../examples.ts';
import { MutableTemplates } from '../mutant.ts';
import type { Change, Trap } from './trap.ts';
import { traps } from './traps.ts';

const ids = worksOnAwsRules.map(({ id }) => id);
const folder = join(__dirname, '..', '..', 'policies', 'works-on-aws');

const outcomesOf = (rule: WorksOnAwsRule, templates: readonly Template[]): readonly Outcome[] =>
  evaluate([rule], estateOf(templates)).flatMap(({ outcomes }) => outcomes);

const failures = (outcomes: readonly Outcome[]) => outcomes.filter(({ result }) => result === 'fail');

describe('the rules about real AWS', () => {
  test('are at least 40, each for one documented trap', () => {
    expect(worksOnAwsRules.length).toBeGreaterThanOrEqual(40);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('stand one in a file, the file named by the rule, and all of them in the list', () => {
    const written = readdirSync(folder).flatMap((file) => {
      const rules = [...readFileSync(join(folder, file), 'utf8').matchAll(/: WorksOnAwsRule = \{\s+id: '([^']+)'/g)];
      return rules.map(([, id]) => ({ file, id }));
    });
    expect(written.map(({ file }) => file)).toEqual(written.map(({ id }) => `${id}.ts`));
    expect(written.map(({ id }) => id)).toEqual([...ids].sort());
  });

  test('name the page of AWS, or the thread of its maintainers, that documents the trap', () => {
    for (const { id, source, why, fix } of worksOnAwsRules) {
      expect({ id, source }).toEqual({
        id,
        source: expect.stringMatching(/^https:\/\/(docs\.aws\.amazon|github)\.com\/./),
      });
      expect(why.length).toBeGreaterThan(15);
      expect(fix.length).toBeGreaterThan(10);
    }
  });

  test('have a mutant each, and no trap is set for a rule that is gone', () => {
    const withMutants = traps.filter(({ mutants }) => Object.keys(mutants).length > 0).map(({ rule }) => rule);
    expect([...withMutants].sort()).toEqual([...ids].sort());
  });
});

const table = worksOnAwsRules.map((rule) => [rule.id, rule, traps.find((trap) => trap.rule === rule.id)] as const);

describe.each(table)('%s', (_, rule, trap) => {
  test('finds nothing wrong in our own templates', () => {
    expect(examples.size).toBe(2);
    for (const templates of examples.values()) expect(failures(outcomesOf(rule, templates))).toEqual([]);
  });

  test('finds something right', () => {
    const seen = trap?.small === undefined ? [...examples.values()] : [trap.small];
    const outcomes = seen.flatMap((templates) => outcomesOf(rule, templates));
    expect(failures(outcomes)).toEqual([]);
    expect(outcomes.some(({ result }) => result === 'pass')).toBe(true);
  });

  test.each(Object.entries(trap?.mutants ?? {}))('catches: %s', (_name, change) => {
    expect(failures(outcomesOf(rule, mutated(trap, change)))).not.toEqual([]);
  });
});

/** The small templates, or the first of our examples to which the change applies, changed. */
function mutated(trap: Trap | undefined, change: Change): readonly Template[] {
  const refusals: unknown[] = [];
  for (const templates of trap?.small === undefined ? examples.values() : [trap.small]) {
    const mutable = new MutableTemplates(templates);
    try {
      change(mutable);
      return mutable.changed;
    } catch (error) {
      refusals.push(error);
    }
  }
  throw new Error(`the mutant applies to no template: ${refusals.join('; ')}`);
}
