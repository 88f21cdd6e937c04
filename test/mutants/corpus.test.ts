import { safes } from '../../policies/rule.ts';
import { rules } from '../../policies/rules.ts';
import { examples } from '../examples.ts';
import { MutableTemplates } from '../mutant.ts';
import { argued, reasonFor } from './argued.ts';
import { corpus, type GeneratedMutant } from './corpus.ts';
import { changed, newFinding } from './judge.ts';
import { ourJudge } from './our-judge.ts';
import { countsOf, type Judged, reportOf, survivorsOf, tableOf } from './score.ts';

const mutants = corpus(examples);

const mutated = (mutant: GeneratedMutant) => {
  const mutable = new MutableTemplates(examples.get(mutant.example) ?? []);
  mutant.mutate(mutable);
  return mutable.templates;
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
  const judge = ourJudge(rules);
  const counted = families.filter(({ name }) => reasonFor(name) === undefined);
  expect(counted.length).toBeGreaterThan(150);
  const survivors = counted.filter((mutant) => {
    const templates = mutated(mutant);
    const touched = changed(templates, examples.get(mutant.example) ?? []).length;
    if (touched < 1 || touched > 2) throw new Error(`${mutant.name} changes ${touched} templates`);
    return judge.verdict(templates, [], mutant.kind).by === undefined;
  });
  expect(survivors.map(({ name }) => name)).toEqual([]);
  const contradicted = families
    .filter(({ name }) => reasonFor(name) !== undefined)
    .flatMap((mutant) => {
      const { by } = judge.verdict(mutated(mutant), [], mutant.kind);
      return by === undefined ? [] : [`${mutant.name}: ${by}`];
    });
  expect(contradicted).toEqual([]);
});

test('an unchanged estate is no kill', () => {
  for (const templates of examples.values()) expect(ourJudge(rules).verdict(templates, [], 'none').by).toBeUndefined();
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
