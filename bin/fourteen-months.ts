import type { Person, ProjectStanding, Role } from '../lambdas/safe-people/contract.ts';
import type { PersonCommand, PersonState } from '../lambdas/safe-people/person-record.ts';
import { personWorkflow } from '../lambdas/safe-people/person-workflow.ts';
import type { Instant } from '../lambdas/workflow/contract.ts';

/** The people and the project of a story, at one moment of it. */
export interface Cast {
  readonly people: ReadonlyMap<string, PersonState>;
  readonly project: ProjectStanding;
}

/** Something that somebody did; everything else in a story happens by time alone. */
export interface Happening {
  readonly at: Instant;
  readonly says: string;
  apply(cast: Cast): Cast;
}

const on = (day: string): Instant => new Date(`${day}T09:00:00.000Z`).toISOString();
const midnight = (day: string): Instant => new Date(`${day}T00:00:00.000Z`).toISOString();

const grant = (role: Role): PersonState['roles'][number] => ({
  role,
  proposedBy: 'officer-one',
  proposedAt: midnight('2026-12-01'),
  confirmedBy: 'officer-two',
  confirmedAt: midnight('2026-12-02'),
  expires: midnight('2027-12-01'),
});

const someone = (id: string, name: string, role: Role, training: string, agreement: string): PersonState => ({
  id,
  name,
  email: `${id}@example.nhs.uk`,
  organisation: 'RTH',
  credentials: (
    [
      ['accreditation', 'ons-dea', '2031-12-01'],
      ['training', 'nhs-ig', training],
      ['agreement', 'terms-of-use', agreement],
    ] as const
  ).map(([kind, scheme, expires], index) => ({
    id: `credential-${index + 1}`,
    kind,
    scheme,
    number: `${index + 1}`,
    evidence: 'register of evidence',
    from: midnight('2026-12-01'),
    expires: midnight(expires),
  })),
  roles: [{ ...grant(role), expires: midnight(role === 'operator' ? '2027-12-02' : '2027-12-01') }],
  suspensions: [],
  enrolledBy: 'officer-one',
  enrolledAt: midnight('2026-12-01'),
});

/** Obeys a command as the register would. @throws where the register would refuse: then the story is wrong. */
function obeyed(cast: Cast, at: Instant, id: string, by: string, command: PersonCommand): Cast {
  const officer = (name: string): Person => ({
    ...someone(name, name, 'operator', '2028-12-01', '2028-12-01'),
    roles: [{ ...grant('operator'), expires: midnight('2028-12-01') }],
  });
  const moment = {
    now: at,
    actor: { kind: 'person', id: by, door: 'public', signedInAt: at, session: 'story' },
  } as const;
  const before = cast.people.get(id);
  const decision = personWorkflow.decide(before, command, moment, {
    id,
    asker: officer(by),
    proposer: officer('officer-one'),
    register: 'in-service',
    session: { signedInAt: at, mfa: true },
  });
  if (!decision.ok) throw new Error(`${at} ${command.kind} of ${id}: ${JSON.stringify(decision.refusals)}`);
  const after = decision.events.reduce<PersonState | undefined>(
    (state, event) => personWorkflow.evolve(state, event, moment),
    before,
  );
  return after === undefined ? cast : { ...cast, people: new Map([...cast.people, [id, after]]) };
}

const about = (day: string, says: string, id: string, ...commands: readonly (readonly [string, PersonCommand])[]) => ({
  at: on(day),
  says,
  apply: (cast: Cast) => commands.reduce((so, [by, command]) => obeyed(so, on(day), id, by, command), cast),
});

const project = (day: string, says: string, change: (project: ProjectStanding) => ProjectStanding): Happening => ({
  at: on(day),
  says,
  apply: (cast) => ({ ...cast, project: change(cast.project) }),
});

const renewal = (kind: 'training' | 'agreement', from: string, expires: string): PersonCommand => ({
  kind: 'record-credential',
  credential: {
    kind,
    scheme: kind === 'training' ? 'nhs-ig' : 'terms-of-use',
    number: '9',
    evidence: 'register of evidence',
    from: midnight(from),
    expires: midnight(expires),
  },
});

const regrant = (role: Role): readonly (readonly [string, PersonCommand])[] => [
  ['officer-one', { kind: 'propose-role', role, expires: midnight('2028-11-01') }],
  ['officer-two', { kind: 'confirm-role', role, expires: midnight('2028-11-01') }],
];

const [lead, first, second] = ['lead-grace', 'researcher-ada', 'researcher-alan'];
const member = (person: string, as: 'lead' | 'researcher', from = '2027-01-04', until = '2028-02-29') => ({
  person,
  as,
  from: midnight(from),
  until: midnight(until),
});

export const beginning: Cast = {
  people: new Map(
    [
      someone(lead, 'Grace', 'project-lead', '2028-06-01', '2028-06-01'),
      someone(first, 'Ada', 'researcher', '2027-03-15', '2027-09-01'),
      someone(second, 'Alan', 'researcher', '2028-06-01', '2028-06-01'),
    ].map((one) => [one.id, one]),
  ),
  project: {
    id: 'asthma',
    state: 'approved',
    starts: midnight('2027-01-04'),
    ends: midnight('2028-02-15'),
    members: [member(lead, 'lead'), member(first, 'researcher')],
    approvals: [
      { of: 'committee', from: midnight('2026-12-15'), expires: midnight('2028-02-29') },
      { of: 'ethics', from: midnight('2026-12-15'), expires: midnight('2027-11-01') },
    ],
  },
};

/** From the first day of a project to a fortnight after its last: what people did about it. Whatever lapses, lapses by itself. */
export const happenings: readonly Happening[] = [
  project('2027-01-05', 'the project goes live', (one) => ({ ...one, state: 'live' })),
  about('2027-03-18', 'an officer records Ada’s new training', first, [
    'officer-one',
    renewal('training', '2027-03-17', '2028-06-01'),
  ]),
  project('2027-05-03', 'an amendment adds Alan', (one) => ({
    ...one,
    members: [...one.members, member(second, 'researcher', '2027-05-04')],
  })),
  about('2027-06-10', 'an officer suspends Alan over an incident', second, [
    'officer-two',
    { kind: 'suspend', because: 'incident' },
  ]),
  about('2027-06-14', 'another officer lifts Alan’s suspension', second, [
    'officer-one',
    { kind: 'lift-suspension', suspension: 'suspension-1', evidence: 'minutes' },
  ]),
  about('2027-09-06', 'an officer records Ada’s new agreement', first, [
    'officer-two',
    renewal('agreement', '2027-09-06', '2028-06-01'),
  ]),
  about('2027-10-01', 'the lead, Grace, leaves', lead, ['officer-one', { kind: 'leave' }]),
  project('2027-10-11', 'an amendment makes Ada the lead', (one) => ({
    ...one,
    members: [
      ...one.members.map((it) => (it.person === lead ? { ...it, endedAt: on('2027-10-11') } : it)),
      member(first, 'lead', '2027-10-11'),
    ],
  })),
  project('2027-11-03', 'ethics is renewed', (one) => ({
    ...one,
    approvals: one.approvals.map((it) => (it.of === 'ethics' ? { ...it, expires: midnight('2028-02-29') } : it)),
  })),
  about('2027-11-20', 'two officers renew Ada’s role in good time', first, ...regrant('researcher')),
  about('2027-12-06', 'two officers renew Alan’s role, late', second, ...regrant('researcher')),
];
export const storyEnds: Instant = midnight('2028-03-01');
