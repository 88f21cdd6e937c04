import * as fc from 'fast-check';
import { hasRole, type Person, roles } from '../../lambdas/safe-people/contract.ts';
import type { PersonCommand, PersonFacts, PersonState } from '../../lambdas/safe-people/person-record.ts';
import { personWorkflow } from '../../lambdas/safe-people/person-workflow.ts';
import { repeatable } from '../repeatable.ts';
import { acting, at, credential, granted, person } from './people.ts';

const now = at(0);
const ada = person('ada-lovelace');
const one = person('officer-one', ['operator']);
const two = person('officer-two', ['operator']);

const ask = (
  state: PersonState | undefined,
  command: PersonCommand,
  by: Person = two,
  over: Partial<PersonFacts> = {},
) =>
  personWorkflow.decide(
    state,
    command,
    { now, actor: acting(by.id) },
    {
      id: state?.id ?? 'ada-lovelace',
      asker: by,
      register: 'in-service',
      session: { signedInAt: at(-0.01), mfa: true },
      ...over,
    },
  );
const rules = (...asked: Parameters<typeof ask>) => {
  const decision = ask(...asked);
  return decision.ok ? [] : decision.refusals.map(({ rule }) => rule);
};

const { confirmedAt: _, confirmedBy: __, ...waiting } = granted('researcher', { proposedAt: at(-1), expires: at(90) });
const proposed = { ...ada, roles: [waiting] };
const confirm: PersonCommand = { kind: 'confirm-role', role: 'researcher', expires: at(90) };
const { id: ___, ...fresh } = credential('training');

test.each<[string, readonly string[], Parameters<typeof ask>]>([
  ['a role is granted by the second officer', [], [proposed, confirm, two, { proposer: one }]],
  [
    'the officer who proposed a role cannot confirm it',
    ['second-officer'],
    [proposed, confirm, one, { proposer: one }],
  ],
  [
    'what was proposed by somebody who is no officer any more cannot be confirmed',
    ['proposer-stands'],
    [proposed, confirm, two, { proposer: { ...one, roles: [] } }],
  ],
  [
    'what was proposed by somebody who was suspended since cannot be confirmed',
    ['proposer-stands'],
    [
      proposed,
      confirm,
      two,
      { proposer: { ...one, suspensions: [{ id: 's', because: 'incident', from: at(-1), by: 'x' }] } },
    ],
  ],
  [
    "somebody else's record does not vouch for the proposer",
    ['proposer-stands'],
    [proposed, confirm, two, { proposer: two }],
  ],
  [
    'nobody confirms another expiry than was proposed',
    ['proposal-known'],
    [proposed, { ...confirm, expires: at(91) } as PersonCommand, two, { proposer: one }],
  ],
  ['what nobody proposed cannot be confirmed', ['proposal-known'], [ada, confirm, two, { proposer: one }]],
  [
    'a proposal lapses after two weeks',
    ['proposal-known'],
    [{ ...ada, roles: [{ ...waiting, proposedAt: at(-14) }] }, confirm, two, { proposer: one }],
  ],
  [
    'a proposal that was revoked cannot be confirmed',
    ['proposal-known'],
    [{ ...ada, roles: [{ ...waiting, revokedAt: now }] }, confirm, two, { proposer: one }],
  ],
  [
    'a role is proposed once at a time',
    ['proposal-once'],
    [proposed, { kind: 'propose-role', role: 'researcher', expires: at(80) }],
  ],
  [
    'a role that expires now is none',
    ['proposal-dates'],
    [ada, { kind: 'propose-role', role: 'researcher', expires: now }],
  ],
  [
    'no role outlives a year',
    ['proposal-dates'],
    [ada, { kind: 'propose-role', role: 'researcher', expires: at(367) }],
  ],
  [
    'an assessor gets no second role',
    ['read-only-alone'],
    [person('ada-lovelace', ['assessor']), { kind: 'propose-role', role: 'researcher', expires: at(9) }],
  ],
  [
    'whoever holds a role does not become an assessor besides',
    ['read-only-alone'],
    [person('ada-lovelace', ['researcher']), { kind: 'propose-role', role: 'assessor', expires: at(9) }],
  ],
  [
    'whoever was an assessor may become something else',
    [],
    [
      { ...ada, roles: [granted('assessor', { revokedAt: at(-1) })] },
      { kind: 'propose-role', role: 'researcher', expires: at(9) },
    ],
  ],
  ['a role that is not held cannot be revoked', ['role-held'], [ada, { kind: 'revoke-role', role: 'researcher' }]],
  ['a proposal can be revoked', [], [proposed, { kind: 'revoke-role', role: 'researcher' }]],
  [
    'a credential that is over is not recorded',
    ['credential-dates'],
    [ada, { kind: 'record-credential', credential: { ...fresh, expires: now } }],
  ],
  [
    'a credential that ends before it begins is not recorded',
    ['credential-dates'],
    [ada, { kind: 'record-credential', credential: { ...fresh, from: at(9), expires: at(9) } }],
  ],
  [
    'no credential is for ever',
    ['credential-dates'],
    [ada, { kind: 'record-credential', credential: { ...fresh, expires: at(5 * 366 + 1) } }],
  ],
  [
    'a renewal may be recorded before it begins',
    [],
    [ada, { kind: 'record-credential', credential: { ...fresh, from: at(200), expires: at(500) } }],
  ],
  [
    'what is not there cannot be withdrawn',
    ['credential-known'],
    [ada, { kind: 'withdraw-credential', credential: 'credential-9' }],
  ],
  [
    'a person gives no reason that belongs to one of our functions',
    ['reason'],
    [ada, { kind: 'suspend', because: 'register-restored' }],
  ],
  [
    'the officer who enrolled somebody does not confirm who they are',
    ['enroller'],
    [
      {
        ...ada,
        enrolledBy: 'officer-two',
        suspensions: [{ id: 's-1', because: 'new', from: at(-1), by: 'officer-two' }],
      },
      { kind: 'lift-suspension', suspension: 's-1', evidence: 'passport' },
    ],
  ],
  [
    'another officer than the one who enrolled somebody confirms who they are',
    [],
    [
      {
        ...ada,
        enrolledBy: 'officer-one',
        suspensions: [{ id: 's-1', because: 'new', from: at(-1), by: 'officer-one' }],
      },
      { kind: 'lift-suspension', suspension: 's-1', evidence: 'passport' },
    ],
  ],
  [
    'a suspension is lifted once',
    ['suspension-known'],
    [
      {
        ...ada,
        suspensions: [
          { id: 's-1', because: 'incident', from: at(-2), by: 'x', liftedAt: at(-1), liftedBy: 'officer-one' },
          { id: 's-2', because: 'incident', from: at(-2), by: 'x' },
        ],
      },
      { kind: 'lift-suspension', suspension: 's-1', evidence: 'talked' },
    ],
  ],
])('%s', (_, expected, asked) => {
  expect(rules(...asked)).toEqual(expected);
});

test('all reasons are given at once', () => {
  const suspended = { ...two, suspensions: [{ id: 's', because: 'incident' as const, from: now, by: 'x' }] };
  const command: PersonCommand = { kind: 'propose-role', role: 'researcher', expires: now };
  expect(rules(proposed, command, { ...suspended, roles: [] }).sort()).toEqual(
    ['proposal-dates', 'proposal-once', 'role', 'suspended'].sort(),
  );
});

test('a reason never holds a name, an address, a number or evidence', () => {
  const text = JSON.stringify(
    ask(
      { ...ada, leftAt: at(-1) },
      { kind: 'record-credential', credential: { ...fresh, expires: now } },
      { ...two, roles: [] },
    ),
  );
  for (const secret of [ada.name, ada.email, fresh.number, fresh.evidence]) expect(text).not.toContain(secret);
});

test('one officer is enough to take away, and every running thing of the person is swept', () => {
  for (const command of [
    { kind: 'suspend', because: 'incident' },
    { kind: 'revoke-role', role: 'researcher' },
    { kind: 'withdraw-credential', credential: 'credential-training' },
    { kind: 'sign-out' },
    { kind: 'leave' },
  ] as const) {
    const decision = ask(person('ada-lovelace', ['researcher']), command);
    expect(decision).toMatchObject({ ok: true });
    if (decision.ok) expect(decision.effects).toContainEqual({ kind: 'sweep', person: 'ada-lovelace' });
  }
});

test('whoever leaves loses every role, and gets none of them back by coming back', () => {
  const moment = { now, actor: acting('officer-two') };
  const gone = personWorkflow.evolve(person('ada-lovelace', ['researcher', 'operator']), { kind: 'left' }, moment);
  const decision = ask(gone, { kind: 'enrol', name: 'Ada', email: 'a@b.uk', organisation: 'RTH' });
  if (!decision.ok) throw new Error('was refused');
  const back = decision.events.reduce((so, event) => personWorkflow.evolve(so, event, moment), gone);
  expect(back.leftAt).toBeUndefined();
  expect(roles.filter((role) => hasRole(back, role, now))).toEqual([]);
  expect(back.suspensions.at(-1)).toMatchObject({ because: 'new' });
});

test('the same cause suspends once, and stays lifted', () => {
  const watch = { now, actor: { kind: 'service', name: 'identity-watch' } } as const;
  const facts = { id: 'ada-lovelace', asker: undefined, register: 'in-service' } as const;
  const command = { kind: 'suspend', because: 'credential-reset-by-administrator', reference: 'event-1' } as const;
  const lifted = {
    ...ada,
    suspensions: [
      {
        id: 'suspension-1',
        because: command.because,
        reference: 'event-1',
        from: at(-2),
        by: 'x',
        liftedAt: at(-1),
        liftedBy: 'officer-one',
      },
    ],
  };
  expect(personWorkflow.decide(lifted, command, watch, facts)).toEqual({ ok: true, events: [], effects: [] });
  expect(personWorkflow.decide(lifted, { ...command, reference: 'event-2' }, watch, facts)).toMatchObject({
    events: [{ kind: 'suspended', reference: 'event-2' }],
  });
});

const names = ['officer-one', 'officer-two', 'ada-lovelace', 'charles-babbage'] as const;
const role = fc.constantFrom('researcher' as const, 'operator' as const, 'assessor' as const);
const giving = fc.oneof(
  fc.constantFrom<PersonCommand>(
    { kind: 'enrol', name: 'N', email: 'n@b.uk', organisation: 'RTH' },
    { kind: 'lift-suspension', suspension: 'suspension-1', evidence: 'e' },
    { kind: 'lift-suspension', suspension: 'suspension-2', evidence: 'e' },
  ),
  role.map((of): PersonCommand => ({ kind: 'propose-role', role: of, expires: at(90) })),
  role.map((of): PersonCommand => ({ kind: 'confirm-role', role: of, expires: at(90) })),
);
const taking = fc.oneof(
  role.map((of): PersonCommand => ({ kind: 'revoke-role', role: of })),
  fc.constantFrom<PersonCommand>({ kind: 'suspend', because: 'incident' }, { kind: 'leave' }),
);
const anyCommand = fc.oneof({ weight: 9, arbitrary: giving }, { weight: 1, arbitrary: taking });

test('in 3,000 histories nobody ever holds a role, or stands, by fewer than two officers, neither of them themselves', () => {
  let [grants, stands] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          command: anyCommand,
          by: fc.constantFrom('officer-one', 'officer-two', ...names),
          of: fc.constantFrom('ada-lovelace', 'ada-lovelace', ...names),
        }),
        {
          minLength: 10,
          maxLength: 60,
        },
      ),
      (steps) => {
        const register = new Map<string, PersonState>([
          [one.id, one],
          [two.id, two],
        ]);
        steps.forEach(({ command, by, of }, step) => {
          const moment = { now: at(step / 1000), actor: acting(by, at(1)) };
          const state = register.get(of);
          const proposal =
            command.kind === 'confirm-role' ? state?.roles.findLast(({ role }) => role === command.role) : undefined;
          const decision = personWorkflow.decide(state, command, moment, {
            id: of,
            asker: register.get(by),
            proposer: register.get(proposal?.proposedBy ?? ''),
            register: 'in-service',
            session: { signedInAt: at(1), mfa: true },
          });
          if (!decision.ok) return;
          const after = decision.events.reduce<PersonState | undefined>(
            (so, event) => personWorkflow.evolve(so, event, moment),
            state,
          );
          if (after !== undefined) register.set(of, after);
        });
        for (const held of register.values()) {
          for (const { proposedBy, proposedAt, confirmedBy } of held.roles) {
            if (confirmedBy === undefined || proposedAt < now) continue;
            grants++;
            expect(new Set([proposedBy, confirmedBy, held.id]).size).toBe(3);
          }
          const confirmed = held.suspensions.find(({ because }) => because === 'new');
          if (confirmed?.liftedBy !== undefined) {
            stands++;
            expect(new Set([confirmed.by, confirmed.liftedBy, held.id]).size).toBe(3);
          }
          expect(hasRole(held, 'assessor', at(2)) && hasRole(held, 'operator', at(2))).toBe(false);
        }
      },
    ),
    repeatable(3000),
  );
  expect(Math.min(grants, stands)).toBeGreaterThan(50);
});
