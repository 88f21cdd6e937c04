import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waysOut, waysOutPage } from '../../policies/catalogue/ways-out.ts';
import { estateOf, type Template } from '../../policies/estate/model.ts';
import { evaluate } from '../../policies/evaluate.ts';
import { rules } from '../../policies/rules.ts';
import { examples } from '../examples.ts';
import { MutableTemplates } from '../mutant.ts';
import { handWritten } from '../mutants/hand-written.ts';

const shutters = waysOut.flatMap(({ way, shutBy }) =>
  shutBy.flatMap(({ rule, mutants }) => mutants.map((mutant) => ({ way, rule, mutant }))),
);

/** The first example in which the mutant can be made, changed by it. */
function mutated(name: string, ofRule: string): readonly Template[] {
  const mutant = handWritten.find((one) => one.name === name && one.rule === ofRule);
  if (mutant === undefined) throw new Error(`no mutant of ${ofRule} is called "${name}"`);
  for (const templates of examples.values()) {
    const mutable = new MutableTemplates(templates);
    try {
      mutant.mutate(mutable);
      return mutable.changed;
    } catch {
      // Not every example has every resource.
    }
  }
  throw new Error(`"${name}" can be made in no example`);
}

test('the page says what the table says; if not, run npm run generate', () => {
  const page = join(__dirname, '..', '..', 'docs', 'reference', 'ways-out.md');
  expect(readFileSync(page, 'utf8')).toBe(waysOutPage());
});

test('the table holds the twelve ways out that were found elsewhere, each with its source', () => {
  expect(waysOut.length).toBe(12);
  expect(new Set(waysOut.map(({ way }) => way)).size).toBe(12);
  for (const { seenIn } of waysOut) expect(seenIn).toMatch(/\S+\/?\S+/);
});

test.each(shutters)('$rule refuses that $mutant', ({ rule: id, mutant }) => {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  const found = evaluate([rule], estateOf(mutated(mutant, id)))
    .flatMap(({ outcomes }) => outcomes)
    .filter(({ result, reason }) => result === 'fail' && !reason.startsWith('the rule could not be evaluated'));
  expect(found).not.toEqual([]);
});
