import { isAsked, kindNames, kindsFor, narrowingProblem } from '../../rehearsal/faults/narrowed.ts';
import type { CalledByOthers } from '../../rehearsal/faults/subject.ts';
import { subjects } from '../../rehearsal/faults/subjects.ts';
import { examples } from '../examples.ts';

const none = { subjects: [], kinds: [] };
const names = (words: readonly string[]) =>
  subjects.filter((subject) => isAsked({ ...none, subjects: words }, subject)).map(({ name }) => name);

const long: CalledByOthers = {
  name: 'a long one',
  noun: 'long',
  kinds: ['worker ended after the call'],
  setUp: async () => undefined,
  run: async () => ({ done: true }),
  holds: async () => undefined,
};

test('a rehearsal under faults that is not narrowed strikes every function', () => {
  expect(names([])).toEqual(subjects.map(({ name }) => name));
});

test('it is narrowed by what it is about or by the function, and to several', () => {
  expect(names(['RELEASE OF WHAT'])).toEqual(['the release of what was approved']);
  expect(names(['airlock-scan', 'founding of'])).toEqual([
    'the founding of the register',
    'the verdict of the malware scan',
    'the last check of what needs mending',
  ]);
});

test('a kind that is asked for is tried where a whole run leaves it out', () => {
  expect(kindsFor(none, long)).toEqual(['worker ended after the call']);
  expect(kindsFor({ ...none, kinds: ['lasts'] }, long)).toEqual(['throttling that lasts', 'server error that lasts']);
});

test('every function but the long ones is struck by every kind', () => {
  const { kinds: _, ...short } = long;
  expect(kindsFor(none, short)).toEqual(kindNames);
  expect(kindNames).toHaveLength(11);
});

test('the kinds by which a long one is struck are kinds there are', () => {
  for (const subject of subjects)
    if ('run' in subject && subject.kinds) expect(kindsFor(none, subject)).toHaveLength(subject.kinds.length);
});

test('a word that narrows to nothing is refused, for a run of nothing would be green', () => {
  expect(narrowingProblem(none, subjects)).toBeUndefined();
  expect(narrowingProblem({ subjects: ['scan'], kinds: ['ended'] }, subjects)).toBeUndefined();
  expect(narrowingProblem({ ...none, subjects: ['scan', 'sweeep'] }, subjects)).toContain(
    '--subject sweeep is part of none of: closing the default security group (network-settings); ',
  );
  expect(narrowingProblem({ ...none, kinds: ['reset before', 'flood'] }, subjects)).toContain(
    '--kind flood is part of none of: throttling; ',
  );
});

test('every function of both examples is struck; those that empty a bucket are one code, and one of them stands for all', () => {
  const struck = subjects.flatMap((subject) => [subject.noun, ...('run' in subject ? (subject.beside ?? []) : [])]);
  const functions = [...examples].flatMap(([id, templates]) =>
    templates.flatMap(({ template }) =>
      Object.values(template.Resources ?? {})
        .filter(({ Type }) => Type === 'AWS::Lambda::Function')
        .map(({ Properties }) => String(Properties?.FunctionName).replace(`tre-${id}-`, '')),
    ),
  );
  expect(functions.length).toBeGreaterThan(40);
  const notStruck = functions.filter((name) => !struck.includes(name));
  expect(notStruck.filter((name) => !/^purge-/.test(name))).toEqual([]);
});
