import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessAt, accessTimelinePage, castAt, told, turns } from '../../bin/access-timeline.ts';
import { beginning, happenings, storyEnds } from '../../bin/fourteen-months.ts';
import { generatedFiles } from '../../bin/generated-files.ts';

const days = (from: string, until: string): readonly string[] => {
  const found: string[] = [];
  for (let at = from; at < until; at = new Date(Date.parse(at) + 86_400_000).toISOString()) found.push(at);
  return found;
};
const allowed = (person: string) =>
  turns()
    .filter((turn) => turn.person === person)
    .map(({ at, access, because }) => [at.slice(0, 10), access.allowed, because === undefined] as const)
    .filter(([, yes], index, all) => yes !== all[index - 1]?.[1]);

test.each(['docs/reference/access-timeline.md', 'docs/reference/people-register.md'])(
  '%s is what the code says; if not, run npm run generate',
  (path) => {
    expect(readFileSync(join(__dirname, '..', '..', path), 'utf8')).toBe(generatedFiles().get(path));
    expect(accessTimelinePage()).toBe(accessTimelinePage());
  },
);

test('the story takes fourteen months', () => {
  const [first, last] = [beginning.project.starts, storyEnds].map(Date.parse);
  expect(((last ?? 0) - (first ?? 0)) / 86_400_000 / 30.44).toBeGreaterThan(13.8);
});

test('a training that lapses ends access by itself, and its renewal gives it back; so does an agreement', () => {
  expect(allowed('researcher-ada')).toEqual([
    ['2027-01-04', false, true],
    ['2027-01-05', true, false],
    ['2027-03-15', false, true],
    ['2027-03-18', true, false],
    ['2027-09-01', false, true],
    ['2027-09-06', true, false],
    ['2027-11-01', false, true],
    ['2027-11-03', true, false],
    ['2028-02-15', false, true],
  ]);
});

test('whoever joins later waits for their place, and loses access by suspension and by a role that lapsed', () => {
  expect(allowed('researcher-alan')).toEqual([
    ['2027-01-04', false, true],
    ['2027-05-04', true, true],
    ['2027-06-10', false, false],
    ['2027-06-14', true, false],
    ['2027-11-01', false, true],
    ['2027-11-03', true, false],
    ['2027-12-01', false, true],
    ['2027-12-06', true, false],
    ['2028-02-15', false, true],
  ]);
});

test('a lead who leaves has no access from that very moment, and never again', () => {
  expect(allowed('lead-grace')).toEqual([
    ['2027-01-04', false, true],
    ['2027-01-05', true, false],
    ['2027-10-01', false, false],
  ]);
});

test('walking from change to change misses nothing that asking at every hour at which anything can happen would find', () => {
  for (const person of beginning.people.keys()) {
    const mine = turns().filter((turn) => turn.person === person);
    // Nothing in the story happens but on the hour; a minute before and after every turn is asked as well.
    const hours = days(beginning.project.starts, storyEnds).flatMap((day) =>
      [0, 9].map((hour) => new Date(Date.parse(day) + hour * 3_600_000).toISOString()),
    );
    const edges = mine.flatMap(({ at }) => [-1, 1].map((by) => new Date(Date.parse(at) + by).toISOString()));
    for (const at of [...hours, ...edges].filter((one) => one >= beginning.project.starts)) {
      const turn = mine.filter((one) => one.at <= at).at(-1);
      expect([person, at, accessAt(person, at).allowed]).toEqual([person, at, turn?.access.allowed]);
    }
  }
});

test('before everything that lapsed somebody was told five times, and nobody about what was renewed in time', () => {
  const of = (what: string) =>
    told()
      .filter(({ says }) => says.includes(what))
      .map(({ says }) => Number(says.split(': ').at(-1)));
  expect(of('credential-2 expires on 2027-03-15')).toEqual([30, 21, 14, 7, 1]);
  expect(of('credential-3 expires on 2027-09-01')).toEqual([30, 21, 14, 7, 1]);
  expect(of('researcher-ada: researcher expires on 2027-12-01')).toEqual([30, 21, 14]);
  expect(of('researcher-alan: researcher expires on 2027-12-01')).toEqual([30, 21, 14, 7, 1]);
  expect(of('project expires on 2028-02-15')).toEqual([30, 21, 14, 7, 1]);
});

test('every happening of the story happens', () => {
  expect(happenings.map(({ at }) => at)).toEqual([...happenings.map(({ at }) => at)].sort());
  expect(castAt(storyEnds).people.get('lead-grace')?.leftAt).toBeDefined();
});
