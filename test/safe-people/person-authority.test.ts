import { type RegisterStanding, roles, type Session } from '../../lambdas/safe-people/contract.ts';
import type { PersonCommand, PersonCommandKind, PersonState } from '../../lambdas/safe-people/person-record.ts';
import { personStates } from '../../lambdas/safe-people/person-record.ts';
import { personTransitions } from '../../lambdas/safe-people/person-transitions.ts';
import { personWorkflow } from '../../lambdas/safe-people/person-workflow.ts';
import type { Actor } from '../../lambdas/workflow/contract.ts';
import { faultsOf } from '../../lambdas/workflow/transitions.ts';
import { acting, at, credential, granted, person } from './people.ts';

const now = at(0);
const subject = 'ada-lovelace';
const asking = 'officer-nine';

/** Said once more by hand, so that the table cannot agree with itself: may an officer do it to others, to themselves; may anybody to themselves. */
const truth: Readonly<Record<PersonCommandKind, { others: boolean; own: boolean; self: boolean }>> = {
  enrol: { others: true, own: false, self: false },
  'correct-details': { others: true, own: false, self: false },
  'record-credential': { others: true, own: false, self: false },
  'withdraw-credential': { others: true, own: true, self: false },
  'propose-role': { others: true, own: false, self: false },
  'confirm-role': { others: true, own: false, self: false },
  'revoke-role': { others: true, own: true, self: false },
  suspend: { others: true, own: true, self: false },
  'lift-suspension': { others: true, own: false, self: false },
  'sign-out': { others: true, own: true, self: true },
  leave: { others: true, own: true, self: true },
};

const { id: _, ...fresh } = credential('training');
/** Each command as it fits the person below, so that nothing but authority can be in its way. */
const commands: { readonly [Kind in PersonCommandKind]: PersonCommand & { kind: Kind } } = {
  enrol: { kind: 'enrol', name: 'Ada', email: 'ada@example.nhs.uk', organisation: 'RTH' },
  'correct-details': { kind: 'correct-details', name: 'Ada', email: 'ada@example.nhs.uk', organisation: 'R1H' },
  'record-credential': { kind: 'record-credential', credential: fresh },
  'withdraw-credential': { kind: 'withdraw-credential', credential: 'credential-training' },
  'propose-role': { kind: 'propose-role', role: 'data-manager', expires: at(100) },
  'confirm-role': { kind: 'confirm-role', role: 'output-checker', expires: at(90) },
  'revoke-role': { kind: 'revoke-role', role: 'output-checker' },
  suspend: { kind: 'suspend', because: 'incident' },
  'lift-suspension': { kind: 'lift-suspension', suspension: 's-1', evidence: 'passport seen' },
  'sign-out': { kind: 'sign-out' },
  leave: { kind: 'leave' },
};
const kinds = Object.keys(commands) as PersonCommandKind[];

/** Record that every command fits: a proposal waits and a suspension stands. */
const target = (base: PersonState): PersonState => {
  const { confirmedAt, confirmedBy, ...proposal } = granted('output-checker', {
    expires: at(90),
    proposedAt: at(-1),
    proposedBy: 'officer-two',
  });
  return {
    ...base,
    roles: [...base.roles, proposal],
    suspensions: [...base.suspensions, { id: 's-1', because: 'incident', from: at(-3), by: 'officer-one' }],
  };
};

const proposer = person('officer-two', ['operator']);

interface Asker {
  readonly record: PersonState | undefined;
  readonly session?: Session;
  readonly register?: RegisterStanding;
}
const signedIn: Session = { signedInAt: at(-0.01), mfa: true };
const officer = person(asking, ['operator']);

/** What an asker can be, and whether that makes an officer. The last word is whether they can act upon themselves at all. */
const askers: readonly (readonly [string, Asker, boolean, boolean])[] = [
  ...roles.map((role) => [`holds ${role}`, { record: person(asking, [role]) }, role === 'operator', true] as const),
  ['holds nothing', { record: person(asking) }, false, true],
  ['is in no register', { record: undefined }, false, false],
  ['is an officer and a researcher', { record: person(asking, ['researcher', 'operator']) }, true, true],
  ['is an officer and an assessor', { record: person(asking, ['operator', 'assessor']) }, false, true],
  [
    'is a suspended officer',
    { record: { ...officer, suspensions: [{ id: 's', because: 'incident', from: now, by: 'x' }] } },
    false,
    true,
  ],
  ['was an officer until now', { record: { ...officer, roles: [granted('operator', { expires: now })] } }, false, true],
  [
    'is an officer whose role was revoked',
    { record: { ...officer, roles: [granted('operator', { revokedAt: now })] } },
    false,
    true,
  ],
  [
    'was proposed and never confirmed',
    {
      record: {
        ...officer,
        roles: [{ role: 'operator', proposedBy: 'officer-one', proposedAt: at(-1), expires: at(300) }],
      },
    },
    false,
    true,
  ],
  [
    'confirmed their own proposal for them alone',
    { record: { ...officer, roles: [granted('operator', { confirmedBy: 'officer-one' })] } },
    false,
    true,
  ],
  ['is an officer without a second factor', { record: officer, session: { ...signedIn, mfa: false } }, false, false],
  ['is an officer whose sign-in was ended', { record: { ...officer, signedOutAt: at(-0.01) } }, false, false],
  ['is an officer of a restored register', { record: officer, register: 'restored' }, false, true],
  ['has left', { record: { ...officer, leftAt: now } }, false, true],
  ['comes with the record of somebody else', { record: person('officer-two', ['operator']) }, false, false],
];

const decide = (command: PersonCommand, state: PersonState | undefined, id: string, actor: Actor, asker: Asker) =>
  personWorkflow.decide(
    state,
    command,
    { now, actor },
    {
      id,
      asker: asker.record,
      proposer,
      register: asker.register ?? 'in-service',
      session: asker.session ?? signedIn,
    },
  );

const authority = [
  'who',
  'not-oneself',
  'read-only',
  'role',
  'suspended',
  'left',
  'register',
  'person',
  'second-factor',
  'signed-out',
];

describe.each(askers)('somebody who %s', (_, asker, isOfficer, reachesSelf) => {
  test.each(kinds)('about somebody else: %s', (kind) => {
    const state = kind === 'enrol' ? undefined : target(person(subject));
    const decision = decide(commands[kind], state, subject, acting(asking), asker);
    expect(decision.ok).toBe(isOfficer && truth[kind].others);
    if (!decision.ok) expect(authority).toEqual(expect.arrayContaining(decision.refusals.map(({ rule }) => rule)));
  });

  test.each(kinds.filter((kind) => kind !== 'enrol'))('about themselves: %s', (kind) => {
    const has = asker.record ?? person(asking);
    const left = has.leftAt !== undefined;
    const own = target({ ...has, id: asking });
    const decision = decide(commands[kind], own, asking, acting(asking), {
      ...asker,
      record: asker.record?.id === asking ? own : asker.record,
    });
    const asOfficer = isOfficer && truth[kind].own;
    // Their own record is suspended here, so that even an officer is none; what is open to anybody stays open.
    const self = truth[kind].self && reachesSelf && !(left && kind === 'leave');
    expect(decision.ok).toBe(self || (asOfficer && own.suspensions.length === 0));
  });
});

test.each(kinds)('an officer about themselves, standing: %s', (kind) => {
  const state = target(officer);
  // Of the suspended it was shown above; here the suspension was lifted.
  const standing = { ...state, suspensions: state.suspensions.map((one) => ({ ...one, liftedAt: at(-2) })) };
  expect(decide(commands[kind], standing, asking, acting(asking), { record: standing }).ok).toBe(truth[kind].own);
});

describe.each(['identity-watch', 'restoration', 'sweeper', 'founding'])('our own function %s', (name) => {
  const reason = { 'identity-watch': 'credential-reset-by-administrator', restoration: 'register-restored' } as const;
  test.each(kinds)('%s', (kind) => {
    const because = reason[name as keyof typeof reason] ?? 'incident';
    const command = kind === 'suspend' ? { ...commands.suspend, because } : commands[kind];
    const state = kind === 'enrol' ? undefined : target(person(subject));
    // Also of a restored register, and although it has no record and no sign-in.
    const decision = decide(
      command,
      state,
      subject,
      { kind: 'service', name },
      { record: officer, register: 'restored' },
    );
    expect(decision.ok).toBe(kind === 'suspend' && name in reason);
    if (!decision.ok) expect(decision.refusals.map(({ rule }) => rule)).toContain('who');
  });
});

test('a sign-in of which nothing is said has proved no second factor', () => {
  const facts = { id: subject, asker: officer, register: 'in-service' } as const;
  const decision = personWorkflow.decide(
    target(person(subject)),
    commands.suspend,
    { now, actor: acting(asking) },
    facts,
  );
  expect(decision).toMatchObject({ ok: false, refusals: [{ rule: 'second-factor' }] });
});

describe('from where a command may start', () => {
  const left = { ...target(person(subject)), leftAt: at(-1) };
  const standing = { ...target(person(subject)), suspensions: [] };
  const from: Readonly<Record<PersonCommandKind, readonly string[]>> = {
    enrol: ['nobody', 'left'],
    'correct-details': ['standing', 'suspended'],
    'record-credential': ['standing', 'suspended'],
    'withdraw-credential': ['standing', 'suspended', 'left'],
    'propose-role': ['standing', 'suspended'],
    'confirm-role': ['standing', 'suspended'],
    'revoke-role': ['standing', 'suspended', 'left'],
    suspend: ['standing', 'suspended', 'left'],
    'lift-suspension': ['suspended'],
    'sign-out': ['standing', 'suspended', 'left'],
    leave: ['standing', 'suspended'],
  };
  const states = { nobody: undefined, standing, suspended: target(person(subject)), left };
  const rows = kinds.flatMap((kind) => Object.entries(states).map(([name, state]) => ({ kind, name, state })));
  test.each(rows)('$kind: $name', ({ kind, name, state }) => {
    const decision = decide(commands[kind], state, subject, acting(asking), { record: officer });
    expect(decision.ok).toBe(from[kind].includes(name));
    if (!decision.ok) expect(decision.refusals.map(({ rule }) => rule)).toContain('state');
  });

  test.each(rows.filter(({ kind, name }) => from[kind].includes(name)))(
    'the table says where $kind leads from $name, what is written, and what follows',
    ({ kind, name, state }) => {
      const moment = { now, actor: acting(asking) };
      const decision = decide(commands[kind], state, subject, moment.actor, { record: officer });
      if (!decision.ok) throw new Error('was refused');
      const row = personTransitions.find(
        ({ command, from }) =>
          command === kind && (from as readonly string[]).includes(name === 'nobody' ? 'nothing' : name),
      );
      expect(decision.events.map((event) => event.kind)).toEqual(row?.events);
      expect(decision.effects.map((effect) => effect.kind)).toEqual(row?.effects);
      const after = decision.events.reduce<PersonState | undefined>(
        (so, event) => personWorkflow.evolve(so, event, moment),
        state,
      );
      const to = row?.to === 'unchanged' ? name : row?.to;
      const stands =
        after?.leftAt !== undefined
          ? 'left'
          : after?.suspensions.some((one) => !one.liftedAt)
            ? 'suspended'
            : 'standing';
      expect(stands).toBe(to);
    },
  );
});

test('the table has no fault: every state is reached, and no two rows are the same', () => {
  expect(faultsOf(personTransitions, personStates)).toEqual([]);
});
