import type { Role } from '../../lambdas/safe-people/contract.ts';
import { leastDemands } from '../../lambdas/safe-people/demands.ts';
import { found } from '../../lambdas/safe-people/founding.ts';
import { tellNotices } from '../../lambdas/safe-people/notice-worker.ts';
import { peopleHandlers } from '../../lambdas/safe-people/people-handlers.ts';
import { work } from '../../lambdas/workflow/worker.ts';
import { memoryStore } from '../workflow/memory-store.ts';
import { at } from './people.ts';

/** The handlers on one register, founded, asked as the doors ask them. Whoever attacks is in the register and signed in. */
async function house() {
  const store = memoryStore();
  const time = { day: 0 };
  const clock = {
    now: () => {
      time.day += 1e-6;
      return at(time.day);
    },
  };
  let serial = 0;
  const ports = {
    store,
    clock,
    pause: async () => {},
    random: () => 0.5,
    table: { id: async () => 'table-one' },
    demands: leastDemands,
    id: () => `request-${serial++}`,
  };
  const handlers = peopleHandlers(ports);
  const ask = async (by: string, operation: string, person: string, body: object = {}) => {
    const signedInAt = at(time.day);
    const handler = handlers[operation];
    if (handler === undefined) throw new Error(`${operation} has no handler`);
    return handler({
      actor: { kind: 'person', id: by, door: 'public', signedInAt, session: 's' },
      mfa: true,
      now: clock.now(),
      parameters: { person },
      body,
    });
  };
  const details = (id: string) => ({ name: `Name of ${id}`, email: `${id}@example.nhs.uk`, organisation: 'RTH' });
  const officer = (id: string) => ({ id, ...details(id) });
  await found(ports, { officers: [officer('officer-one'), officer('officer-two')], expires: at(300) });
  const join = async (id: string, ...held: Role[]) => {
    await ask('officer-one', 'person-enrol', id, details(id));
    const lift = { suspension: 'suspension-1', evidence: 'passport' };
    await ask('officer-two', 'person-lift-suspension', id, lift);
    for (const role of held) {
      const body = { role, expires: at(200) };
      await ask('officer-one', 'person-propose-role', id, body);
      await ask('officer-two', 'person-confirm-role', id, body);
    }
  };
  return { store, ports, ask, join, details };
}

type Asked = Awaited<ReturnType<Awaited<ReturnType<typeof house>>['ask']>>;
const rulesOf = (answer: Asked) => ('refusals' in answer ? answer.refusals.map(({ rule }) => rule) : []);

describe('a record that was filled up', () => {
  test('access can still be ended, in every way, whatever one officer wrote before', async () => {
    const { ask, join } = await house();
    await join('ada-lovelace', 'researcher');
    const credential = {
      type: 'training',
      scheme: 'nhs-ig',
      number: '42',
      evidence: '\u4e00'.repeat(300),
      from: at(-100),
      expires: at(200),
    };
    let last: Asked = await ask('officer-one', 'person-record-credential', 'ada-lovelace', credential);
    for (let count = 1; count < 600 && last.status === 200; count += 1) {
      last = await ask('officer-one', 'person-record-credential', 'ada-lovelace', credential);
    }
    expect(rulesOf(last)).toEqual(['record-full']);
    for (const [operation, body] of [
      ['person-withdraw-credential', { credential: 'credential-1' }],
      ['person-revoke-role', { role: 'researcher' }],
      ['person-sign-out', {}],
      ['person-suspend', { because: 'incident' }],
      ['person-leave', {}],
    ] as const) {
      expect([operation, (await ask('officer-two', operation, 'ada-lovelace', body)).status]).toEqual([operation, 200]);
    }
  });
});

describe('a command that is sent again', () => {
  test('shows nothing of a person to whom the role of an officer was taken since', async () => {
    const { ask, join } = await house();
    await join('mallory-one', 'operator', 'researcher');
    await join('ada-lovelace', 'researcher');
    const told = { because: 'incident', commandId: 'mallory-command-1' };
    expect((await ask('mallory-one', 'person-suspend', 'ada-lovelace', told)).status).toBe(200);
    expect((await ask('mallory-one', 'person-suspend', 'ada-lovelace', told)).status).toBe(200);
    await ask('officer-one', 'person-revoke-role', 'mallory-one', { role: 'operator' });
    expect((await ask('mallory-one', 'person', 'ada-lovelace')).status).toBe(403);
    const again = await ask('mallory-one', 'person-suspend', 'ada-lovelace', told);
    expect([again.status, rulesOf(again)]).toEqual([403, ['role']]);
  });
});

describe('what one officer alone can make of somebody', () => {
  test.each<Role>(['data-manager', 'committee-member', 'lay-member'])(
    'no %s of another organisation than two officers granted it for',
    async (role) => {
      const { ask, join, details } = await house();
      await join('mallory-one', role);
      const moved = { ...details('mallory-one'), organisation: 'RCON1' };
      expect(rulesOf(await ask('officer-one', 'person-correct-details', 'mallory-one', moved))).toEqual([
        'organisation-bound',
      ]);
      const renamed = { ...details('mallory-one'), name: 'Mallory Two' };
      expect((await ask('officer-one', 'person-correct-details', 'mallory-one', renamed)).status).toBe(200);
      await ask('officer-one', 'person-revoke-role', 'mallory-one', { role });
      expect((await ask('officer-one', 'person-correct-details', 'mallory-one', moved)).status).toBe(200);
    },
  );
});

describe('an order to tell people something', () => {
  const ordered = async (to: readonly string[]) => {
    const store = memoryStore();
    const effect = { kind: 'notify', to, notice: { about: 'project-suspended', project: 'asthma' } } as const;
    const body = { id: 'project#asthma#1', effect, orderedAt: at(0), tries: 0, notBefore: at(0), stuck: false };
    await store.commit([
      { kind: 'create', item: { partition: 'effect#notify', sort: `${at(0)}#x`, version: 1, body } },
    ]);
    return store;
  };

  test('reaches more people than one transaction has room for', async () => {
    const to = Array.from({ length: 250 }, (_, index) => `person-${String(index).padStart(4, '0')}`);
    const store = await ordered(to);
    const ports = { store, clock: { now: () => at(1) } };
    expect(await work(ports, 'notify', tellNotices(ports))).toMatchObject({ done: 1, failed: 0 });
    for (const one of to) expect(store.items(`notice#${one}`)).toHaveLength(1);
  });

  test('is not taken for carried out where the table turned the write away and holds nothing of it', async () => {
    const store = await ordered(['person-0001']);
    let turnedAway = 0;
    const ports = {
      store: {
        ...store,
        async commit(changes: Parameters<typeof store.commit>[0]) {
          const telling = changes.some((change) => change.kind === 'create' && change.item.partition === 'told');
          if (telling && turnedAway++ === 0) return 'changed' as const;
          return store.commit(changes);
        },
      },
      clock: { now: () => at(1) },
    };
    await work(ports, 'notify', tellNotices(ports));
    const later = { ...ports, clock: { now: () => at(2) } };
    await work(later, 'notify', tellNotices(later));
    expect(store.items('notice#person-0001')).toHaveLength(1);
  });
});
