import * as fc from 'fast-check';
import {
  type AccessQuestion,
  effectiveAccess,
  type Person,
  type ProjectStanding,
} from '../../lambdas/safe-people/contract.ts';
import { repeatable } from '../repeatable.ts';
import { at, credential, demands, granted, person, project } from './people.ts';

const now = at(0);
const researcher = person('ada-lovelace', ['researcher']);
const yes: Required<AccessQuestion> = {
  person: researcher,
  project: project([researcher]),
  register: 'in-service',
  session: { signedInAt: at(-0.01), mfa: true },
  demands,
  now,
};

type Change = (question: Required<AccessQuestion>) => Required<AccessQuestion>;
const ofPerson =
  (change: (person: Person) => Person): Change =>
  (question) => ({ ...question, person: change(question.person as Person) });
const ofProject =
  (change: (project: ProjectStanding) => ProjectStanding): Change =>
  (question) => ({ ...question, project: change(question.project as ProjectStanding) });
const without = (kind: 'accreditation' | 'training' | 'agreement'): Change =>
  ofPerson((one) => ({
    ...one,
    credentials: one.credentials.map((c) => (c.kind === kind ? { ...c, expires: now } : c)),
  }));

/** Everything that access rests on, each with what takes it away, and the rule that then refuses. */
const factors: readonly (readonly [string, Change])[] = [
  ['register', (question) => ({ ...question, register: 'restored' })],
  [
    'suspended',
    ofPerson((one) => ({ ...one, suspensions: [{ id: 's', because: 'incident', from: now, by: 'officer-one' }] })),
  ],
  ['left', ofPerson((one) => ({ ...one, leftAt: now }))],
  ['role', ofPerson((one) => ({ ...one, roles: [granted('researcher', { expires: now })] }))],
  ['accreditation', without('accreditation')],
  ['training', without('training')],
  ['agreement', without('agreement')],
  ['second-factor', (question) => ({ ...question, session: { ...question.session, mfa: false } })],
  ['signed-out', ofPerson((one) => ({ ...one, signedOutAt: at(-0.01) }))],
  ['project-state', ofProject((one) => ({ ...one, state: 'suspended' }))],
  ['project-dates', ofProject((one) => ({ ...one, ends: now }))],
  ['approval', ofProject((one) => ({ ...one, approvals: [{ of: 'ethics', from: at(-9), expires: now }] }))],
  ['membership', ofProject((one) => ({ ...one, members: one.members.map((m) => ({ ...m, until: now })) }))],
  ['organisation', ofProject((one) => ({ ...one, organisations: [] }))],
];

const rulesOf = (question: AccessQuestion): readonly string[] => {
  const access = effectiveAccess(question);
  return access.allowed ? [] : access.refusals.map(({ rule }) => rule);
};

test('access is allowed when all fourteen of its factors hold, and for nothing less: the full product', () => {
  let allowed = 0;
  for (let set = 0; set < 2 ** factors.length; set++) {
    const off = factors.filter((_, index) => set & (1 << index));
    const question = off.reduce((so, [, change]) => change(so), yes);
    const rules = rulesOf(question);
    if (rules.length === 0) allowed++;
    expect([...rules].sort()).toEqual(off.map(([rule]) => rule).sort());
  }
  expect(allowed).toBe(1);
});

test('nobody, and no project, is refused by name', () => {
  expect(rulesOf({ ...yes, person: undefined })).toEqual(['person', 'membership']);
  expect(rulesOf({ ...yes, project: undefined })).toEqual(['project']);
});

test.each([
  ['begins later', { from: at(3) }, 'it begins at 2027-01-04T00:00:00.000Z'],
  ['is over', { expires: at(-3) }, 'it expired at 2026-12-29T00:00:00.000Z'],
  ['was taken back', { withdrawn: at(-2) }, 'it was withdrawn at 2026-12-30T00:00:00.000Z'],
])('a training that %s is no training, and the reason says so', (_, over, says) => {
  const question = ofPerson((one) => ({
    ...one,
    credentials: [...one.credentials.filter(({ kind }) => kind !== 'training'), credential('training', over)],
  }))(yes);
  expect(effectiveAccess(question)).toMatchObject({
    allowed: false,
    refusals: [{ rule: 'training', says: expect.stringContaining(says) }],
  });
});

test('a credential that nobody ever recorded is missing, not expired', () => {
  const question = ofPerson((one) => ({ ...one, credentials: [] }))(yes);
  expect(JSON.stringify(effectiveAccess(question))).toContain('no training is in date: none is recorded');
});

test.each([
  ['a scheme that is not demanded', [{ kind: 'training', schemes: ['mrc-gcp'] }], ['training']],
  ['one of the schemes that are demanded', [{ kind: 'training', schemes: ['mrc-gcp', 'nhs-ig'] }], []],
] as const)('a demand for schemes is met by %s: %#', (_, lines, rules) => {
  expect(rulesOf({ ...yes, demands: lines })).toEqual(rules);
});

test('what a project demands of its people comes on top of what every project demands', () => {
  const question = ofProject((one) => ({ ...one, demands: [{ kind: 'training', schemes: ['genomics'] }] }))(yes);
  expect(rulesOf(question)).toEqual(['training']);
});

test("a project that names organisations wants the member's own, with an agreement in date", () => {
  const signed = (organisation: string, expires = at(9)) =>
    ofProject((one) => ({ ...one, organisations: [{ organisation, from: at(-9), expires }] }))(yes);
  expect(rulesOf(signed('RTH'))).toEqual([]);
  expect(rulesOf(signed('R1H'))).toEqual(['organisation']);
  expect(rulesOf(signed('RTH', now))).toEqual(['organisation']);
});

test("another member's place in the project is nobody else's", () => {
  const other = person('charles-babbage', ['researcher']);
  expect(rulesOf({ ...yes, project: project([other]) })).toEqual(['membership']);
});

test.each([
  ['that nobody confirmed', { confirmedAt: undefined, confirmedBy: undefined }],
  ['that one officer proposed and confirmed', { confirmedBy: 'officer-one' }],
  ['that was revoked', { revokedAt: now }],
])('a role %s is no role', (_, over) => {
  const { confirmedAt, confirmedBy, ...rest } = { ...granted('researcher'), ...over };
  const grant = { ...rest, ...(confirmedAt === undefined ? {} : { confirmedAt, confirmedBy: confirmedBy as string }) };
  expect(rulesOf({ ...yes, person: { ...researcher, roles: [grant] } })).toEqual(['role']);
});

describe('a membership asks for its own role', () => {
  const roles = [[], ['researcher'], ['project-lead'], ['researcher', 'project-lead'], ['operator']] as const;
  const memberships = [['researcher'], ['lead'], ['researcher', 'lead']] as const;
  const needed = { researcher: 'researcher', lead: 'project-lead' } as const;
  test.each(
    memberships.flatMap((as) =>
      roles.map((held) => [as.join(' and '), held.join(' and ') || 'no role', as, held] as const),
    ),
  )('as %s with %s', (_, __, as, held) => {
    const one = person('ada-lovelace', [...held]);
    const members = as.map((kind) => ({ person: one.id, as: kind, from: at(-9), until: at(9) }));
    const met = as.some((kind) => (held as readonly string[]).includes(needed[kind]));
    expect(rulesOf({ ...yes, person: one, project: project([], { members }) })).toEqual(met ? [] : ['role']);
  });

  test('and one that is over asks for nothing more', () => {
    const one = person('ada-lovelace', ['researcher']);
    const member = { person: one.id, from: at(-9), until: at(9) };
    const members = [
      { ...member, as: 'lead' as const, endedAt: at(-1) },
      { ...member, as: 'researcher' as const },
    ];
    expect(rulesOf({ ...yes, person: one, project: project([], { members }) })).toEqual([]);
  });
});

test('whoever only asks ahead, without a sign-in, is asked for everything but the sign-in', () => {
  const { session: _, ...question } = yes;
  expect(effectiveAccess(question).allowed).toBe(true);
});

// Instants of the generated registers are whole days from -4 to 8, so that many coincide; most of what they hold is live for a while.
const day = fc.integer({ min: -4, max: 8 }).map(at);
const seldom = fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: day });
const from = fc.integer({ min: -4, max: 1 }).map(at);
const until = fc.integer({ min: 0, max: 8 }).map(at);
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 1 });
const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

const credentials = (['accreditation', 'training', 'agreement'] as const).map((kind) =>
  some(fc.record({ from, expires: until, withdrawn: seldom }).map((over) => defined(credential(kind, over as object)))),
);
const people: fc.Arbitrary<Person> = fc
  .record({
    credentials: fc.tuple(...credentials).map((lists) => lists.flat()),
    roles: some(
      fc
        .record({ confirmedAt: from, expires: until, revokedAt: seldom })
        .map((over) => defined(granted('researcher', over as object))),
    ),
    suspensions: few(
      fc
        .record({ from: day, liftedAt: seldom })
        .map((over) => defined({ id: 's', because: 'incident' as const, by: 'officer-one', ...over })),
    ),
    leftAt: seldom,
  })
  .map((over) => defined(person('ada-lovelace', [], over as object)));

const projects: fc.Arbitrary<ProjectStanding> = fc
  .record({
    starts: from,
    ends: until,
    approvals: few(fc.record({ of: fc.constantFrom('committee', 'ethics'), from, expires: until })),
    members: some(
      fc
        .record({ from, until, endedAt: seldom })
        .map((over) => defined({ person: 'ada-lovelace', as: 'researcher' as const, ...over })),
    ),
    organisations: fc.option(some(fc.record({ organisation: fc.constantFrom('RTH', 'R1H'), from, expires: until })), {
      nil: undefined,
    }),
  })
  .map((over) => defined(project([], over as object)));

/** What access means, said once more and as plainly as it can be. */
function reference({
  person: one,
  project: work,
  now: when,
}: {
  person: Person;
  project: ProjectStanding;
  now: string;
}) {
  const during = (from: string, until: string, ended?: string) =>
    Date.parse(from) <= Date.parse(when) &&
    Date.parse(when) < Date.parse(until) &&
    (ended === undefined || Date.parse(when) < Date.parse(ended));
  const has = (kind: string) => one.credentials.some((c) => c.kind === kind && during(c.from, c.expires, c.withdrawn));
  return (
    !one.suspensions.some((s) => during(s.from, s.liftedAt ?? at(9999))) &&
    (one.leftAt === undefined || Date.parse(when) < Date.parse(one.leftAt)) &&
    one.roles.some((r) => r.confirmedAt !== undefined && during(r.confirmedAt, r.expires, r.revokedAt)) &&
    has('accreditation') &&
    has('training') &&
    has('agreement') &&
    during(work.starts, work.ends) &&
    work.approvals.every((a) => during(a.from, a.expires)) &&
    work.members.some((m) => during(m.from, m.until, m.endedAt)) &&
    (work.organisations === undefined ||
      work.organisations.some((o) => o.organisation === one.organisation && during(o.from, o.expires)))
  );
}

/** Every whole day, the instant before it and the noon after it: nothing generated changes at any other. */
const instants = Array.from({ length: 16 }, (_, index) => index - 5).flatMap((whole) => [
  new Date(Date.parse(at(whole)) - 1).toISOString(),
  at(whole),
  at(whole + 0.5),
]);

test('the answer is the one that a plainer reading of the rules gives, at every instant', () => {
  let allowed = 0;
  fc.assert(
    fc.property(people, projects, (one, work) => {
      for (const when of instants) {
        const access = effectiveAccess({ person: one, project: work, register: 'in-service', demands, now: when });
        expect(access.allowed).toBe(reference({ person: one, project: work, now: when }));
        if (access.allowed) allowed++;
      }
    }),
    repeatable(400),
  );
  expect(allowed).toBeGreaterThan(100);
});

test('until the next change the answer and its reasons stay as they are, and at it they are others: exactly', () => {
  let changes = 0;
  fc.assert(
    fc.property(people, projects, fc.constantFrom(...instants), (one, work, when) => {
      const ask = (then: string) => {
        const access = effectiveAccess({ person: one, project: work, register: 'in-service', demands, now: then });
        return { answer: JSON.stringify(access.allowed ? true : access.refusals), changesAt: access.changesAt };
      };
      const { answer, changesAt } = ask(when);
      const found = instants.filter((then) => then > when).find((then) => ask(then).answer !== answer);
      expect(changesAt).toBe(found);
      if (found !== undefined) changes++;
    }),
    repeatable(2000),
  );
  expect(changes).toBeGreaterThan(100);
});
