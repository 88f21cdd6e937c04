import type { Estate } from '../../policies/estate/estate.ts';
import { estateOf, type Template } from '../../policies/estate/model.ts';
import { evaluate } from '../../policies/evaluate.ts';
import { type Outcome, type Rule, safes } from '../../policies/rule.ts';
import { rules } from '../../policies/rules.ts';
import { examples } from '../examples.ts';
import { MutableTemplates } from '../mutant.ts';
import { argued, reasonFor } from './argued.ts';
import { corpus, type GeneratedMutant } from './corpus.ts';
import { changed, newFinding } from './judge.ts';
import { oncePerBase, ourJudge } from './our-judge.ts';
import { rulesTouched } from './reads.ts';
import { countsOf, type Judged, reportOf, survivorsOf, tableOf } from './score.ts';

const mutants = corpus(examples);
const readsIn = oncePerBase(rules);

const baseOf = ({ example }: GeneratedMutant): readonly Template[] => examples.get(example) ?? [];

const mutated = (mutant: GeneratedMutant) => {
  const mutable = new MutableTemplates(baseOf(mutant));
  mutant.mutate(mutable);
  return mutable.changed;
};

/** One mutant of each family: statements, actions and keys of conditions are told apart by `npm run mutants`, which judges all. */
const familyOf = ({ kind }: GeneratedMutant): string =>
  kind
    .replace(/\b[a-z0-9-]+:[\w*:-]+/g, '…')
    .replace(/(right|trust|statement) .*?: /, '$1: ')
    .replace(/(condition|asks) \S+ …/, '$1');
const families = [...new Map([...mutants].reverse().map((mutant) => [familyOf(mutant), mutant])).values()];

test('the corpus has at least 150 mutants, some in every safe, each named once', () => {
  expect(mutants.length).toBeGreaterThan(150);
  for (const safe of safes) expect(mutants.filter((one) => one.safe === safe).length).toBeGreaterThan(20);
  const names = mutants.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('every reason is of a mutant, and says something', () => {
  for (const { matches, reason } of argued) {
    expect({ matches, found: mutants.some(({ name }) => matches.test(name)) }).toEqual({ matches, found: true });
    expect(reason.length).toBeGreaterThan(20);
  }
});

test('our rules kill one of every family, and none of those that are argued away', () => {
  const judge = ourJudge(rules, readsIn);
  const counted = families.filter(({ name }) => reasonFor(name) === undefined);
  expect(counted.length).toBeGreaterThan(150);
  const survivors = counted.filter((mutant) => {
    const templates = mutated(mutant);
    const touched = changed(templates, baseOf(mutant)).length;
    if (touched < 1 || touched > 2) throw new Error(`${mutant.name} changes ${touched} templates`);
    return judge.verdict(templates, baseOf(mutant), mutant.kind).by === undefined;
  });
  expect(survivors.map(({ name }) => name)).toEqual([]);
  const contradicted = families
    .filter(({ name }) => reasonFor(name) !== undefined)
    .flatMap((mutant) => {
      const { by } = judge.verdict(mutated(mutant), baseOf(mutant), mutant.kind);
      return by === undefined ? [] : [`${mutant.name}: ${by}`];
    });
  expect(contradicted).toEqual([]);
});

const outcomesOf = (rule: Rule, estate: Estate): readonly Outcome[] =>
  evaluate([rule], estate).flatMap(({ outcomes }) => outcomes);

test('an unchanged estate is no kill, and rules say the same of it when somebody watches what they read', () => {
  for (const templates of examples.values()) {
    const estate = estateOf(templates);
    for (const [rule, { outcomes, places }] of readsIn(templates).ofRule) {
      expect({ rule: rule.id, outcomes: outcomesOf(rule, estate) }).toEqual({ rule: rule.id, outcomes });
      expect(outcomes.filter(({ result }) => result === 'fail')).toEqual([]);
      expect(places.size).toBeGreaterThan(0);
    }
    expect(rulesTouched(readsIn(templates), estate)).toEqual([]);
  }
});

/** Some of every operator, the first and last of the corpus among them. */
const some = [...families.filter((_, index) => index % 60 === 0), ...families.slice(-1)];

test.each(some.map((mutant) => [mutant.name, mutant] as const))(
  'of %s, a rule that the judge does not ask would say what it said before',
  (_, mutant) => {
    const reads = readsIn(baseOf(mutant));
    const after = estateOf(mutated(mutant));
    const asked = new Set(rulesTouched(reads, after));
    expect(asked.size).toBeGreaterThan(0);
    for (const [rule, { outcomes }] of reads.ofRule)
      if (!asked.has(rule))
        expect({ rule: rule.id, outcomes: outcomesOf(rule, after) }).toEqual({ rule: rule.id, outcomes });
  },
);

test('of any mutant, the estate in which unchanged resources are kept is the estate that is made anew', () => {
  for (const mutant of mutants.filter((_, index) => index % 389 === 0)) {
    const templates = mutated(mutant);
    const anew = estateOf(structuredClone(templates));
    expect({ name: mutant.name, stacks: estateOf(templates).stacks }).toEqual({
      name: mutant.name,
      stacks: anew.stacks,
    });
  }
});

const fared = (name: string, by: Judged['by'], more: Partial<Judged> = {}): Judged => ({
  name,
  safe: 'data',
  by,
  unread: [],
  ...more,
});

test('the score counts kills by safe, leaves argued mutants out and lists who survives', () => {
  const judged = [fared('a', { ours: 'r' }), fared('b', { ours: undefined }), fared('c', {}, { argued: 'because' })];
  expect(countsOf(judged, ['ours']).find(({ safe }) => safe === 'data')).toEqual({
    safe: 'data',
    mutants: 2,
    killed: { ours: 1 },
  });
  expect(survivorsOf(judged, 'ours')).toEqual(['b']);
  expect(tableOf({ section: 's', judged }, ['ours'])).toContain('1 (50 %)');
  expect(reportOf([{ section: 's', judged }], ['ours'], []).sections[0]?.argued).toEqual([
    { name: 'c', reason: 'because' },
  ]);
});

test('a finding that was there before, or has only moved, is no kill', () => {
  expect(newFinding(['x', 'y'], ['y', 'x'])).toBeUndefined();
  expect(newFinding(['x'], ['x', 'x'])).toBe('x');
  expect(newFinding(['x'], ['z'])).toBe('z');
});
