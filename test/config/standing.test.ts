import { standing } from '../../lib/config/standing.ts';
import { accepted, asOf, type Edit, edited } from './example.ts';

const on = (day: string, ...edits: readonly Edit[]) => standing(accepted(edited(...edits)), day);
const because = (day: string, ...edits: readonly Edit[]) =>
  on(day, ...edits).projects.flatMap((project) => (project.open ? [] : project.because));

test('the example is open, with nothing lapsed and nothing to warn of', () => {
  expect(on(asOf)).toEqual({ projects: [{ id: 'foot-care', open: true }], lapses: [], warnings: [] });
});

const days: readonly (readonly [string, string, boolean, readonly Edit[]])[] = [
  ['on the day before it starts', '2026-09-30', false, []],
  ['on the day it starts', '2026-10-01', true, []],
  ['on the day it ends', '2027-09-21', true, []],
  ['on the day after it ends', '2027-09-22', false, []],
  ['on the last day of its approval', '2027-01-31', true, [['expires: 2027-09-21', 'expires: 2027-01-31']]],
  ['after the last day of its approval', '2027-02-01', false, [['expires: 2027-09-21', 'expires: 2027-01-31']]],
  ['before its approval', '2026-10-05', false, [['approved: 2026-09-22', 'approved: 2026-10-06']]],
  ['on the last day of the agreement', '2027-01-31', true, [['expires: 2027-12-31', 'expires: 2027-01-31']]],
  ['after the last day of the agreement', '2027-02-01', false, [['expires: 2027-12-31', 'expires: 2027-01-31']]],
  ['before the agreement is signed', '2026-10-05', false, [['signed: 2026-09-01', 'signed: 2026-10-06']]],
  ['before its impact assessment', '2026-10-05', false, [['approved: 2026-09-15', 'approved: 2026-10-06']]],
  ['on the last day of the trial', '2027-01-31', true, [['expires: 2027-09-30', 'expires: 2027-01-31']]],
  ['after the last day of the trial', '2027-02-01', false, [['expires: 2027-09-30', 'expires: 2027-01-31']]],
];

test.each(days)('a project %s (%s): open is %s', (_, day, open, edits) => {
  expect(on(day, ...edits).projects.map((project) => project.open)).toEqual([open]);
});

test('a closed project names every reason', () => {
  expect(because('2028-01-01')).toEqual([
    'the trial ended on 2027-09-30',
    'the project ended on 2027-09-21',
    'the approval DAC-GM-2026-002 expired on 2027-09-21',
    'the agreement DSA-GM-2026-004 on dataset diabetes-care expired on 2027-12-31',
  ]);
});

test('a lapse names what expired and where the day stands', () => {
  const { lapses } = on('2027-09-22');
  expect(lapses).toEqual([
    {
      path: 'projects[0].approval.expires',
      what: 'the approval DAC-GM-2026-002 of project foot-care',
      expires: '2027-09-21',
      kind: 'approval',
      sentence: 'the approval DAC-GM-2026-002 of project foot-care expired on 2027-09-21',
    },
  ]);
});

test.each([
  ['2027-12-01', 'in 30 days'],
  ['2027-12-30', 'in 1 day'],
  ['2027-12-31', 'today'],
])('on %s the agreement expires %s', (day, when) => {
  const sentences = on(day).warnings.map(({ sentence }) => sentence);
  expect(sentences).toEqual([`the agreement DSA-GM-2026-004 on dataset diabetes-care expires on 2027-12-31, ${when}`]);
});

test('31 days before nobody is warned', () => {
  expect(on('2027-11-30').warnings).toEqual([]);
});

test('across the change of the clocks a day is a day', () => {
  expect(on('2027-10-31', ['expires: 2027-12-31', 'expires: 2027-11-01']).warnings[0]?.sentence).toContain('in 1 day');
});

test('exceptions, attestations and provisions lapse too', () => {
  const { lapses } = on(
    asOf,
    [
      'macie: { by: created-here }',
      'macie: { by: organisation, reason: so it is, evidence: here, attestedBy: me myself, on: 2026-01-01, expires: 2026-11-23 }',
    ],
    [/$/, 'exceptions:\n  - { control: G5, reason: none left, owner: somebody, expires: 2026-11-23 }\n'],
    [
      /$/,
      'attestations:\n  - { control: 1.1.01, statement: yes it is, by: me myself, on: 2026-01-01, expires: 2026-11-23, evidence: here }\n',
    ],
  );
  expect(lapses.map(({ sentence }) => sentence)).toEqual([
    'the attestation that the organisation provides macie expired on 2026-11-23',
    'the exception for G5 expired on 2026-11-23',
    'the attestation of 1.1.01 expired on 2026-11-23',
  ]);
});
