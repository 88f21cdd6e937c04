import { type Person, personPartition, registerStanding, standingKey } from '../../lambdas/safe-people/contract.ts';
import { found } from '../../lambdas/safe-people/founding.ts';
import { commandPerson, commandRegister, type PeoplePorts } from '../../lambdas/safe-people/people.ts';
import type { PersonCommand, PersonState } from '../../lambdas/safe-people/person-record.ts';
import { restore } from '../../lambdas/safe-people/restoration.ts';
import { rememberedForAMinute } from '../../lambdas/safe-people/standing.ts';
import { historyPartition, outboxPartition } from '../../lambdas/workflow/contract.ts';
import { memoryStore } from '../workflow/memory-store.ts';
import { acting, at } from './people.ts';

/** A register in a table, with a clock that a test turns. */
const register = () => {
  const store = memoryStore();
  const state = { day: 0, tableId: 'table-of-the-founding' };
  let serial = 0;
  const ports: PeoplePorts = {
    store,
    clock: {
      now: () => {
        state.day += 1e-5;
        return at(state.day);
      },
    },
    pause: async () => {},
    random: () => 0.5,
    table: { id: async () => state.tableId },
  };
  const asking = (by: string) => ({
    actor: acting(by, at(state.day)),
    session: { signedInAt: at(state.day), mfa: true },
    commandId: `command-${serial++}`,
  });
  return {
    ports,
    store,
    state,
    about: (id: string, command: PersonCommand, by: string) => commandPerson(ports, id, command, asking(by)),
    serve: (by: string) => commandRegister(ports, { kind: 'put-into-service' }, asking(by)),
    standing: () => registerStanding(store, ports.table),
    person: (id: string) =>
      store.items(personPartition).find(({ sort }) => sort === id)?.body as unknown as PersonState | undefined,
  };
};

const officer = (id: string) => ({ id, name: `Name of ${id}`, email: `${id}@example.nhs.uk`, organisation: 'RTH' });
const first = { officers: [officer('officer-one'), officer('officer-two')] as [never, never], expires: at(300) };
const enrol: PersonCommand = { kind: 'enrol', name: 'Ada', email: 'ada@example.nhs.uk', organisation: 'RTH' };

const founded = async () => {
  const it = register();
  expect(await found(it.ports, first)).toEqual({ ok: true, officers: ['officer-one', 'officer-two'] });
  return it;
};

const rules = (ran: { ok: boolean; refusals?: readonly { rule: string }[] }) => ran.refusals?.map(({ rule }) => rule);

describe('founding', () => {
  test('a register that was never founded lets nobody do anything', async () => {
    const it = register();
    expect(await it.standing()).toBe('restored');
    expect(rules((await it.about('ada-lovelace', enrol, 'officer-one')) as never)).toEqual(
      expect.arrayContaining(['register', 'person', 'role']),
    );
    expect(rules((await it.serve('officer-one')) as never)).toEqual(['founded']);
  });

  test('it enrols two officers at once, with their events and the identity of the table', async () => {
    const it = await founded();
    expect(it.store.calls.commit).toBe(1);
    expect(it.store.items(standingKey.partition)[0]?.body).toMatchObject({ tableId: 'table-of-the-founding' });
    expect(await it.standing()).toBe('in-service');
    expect(it.store.items(outboxPartition)).toHaveLength(5);
    expect(it.store.items(historyPartition('person', 'officer-one'))).toHaveLength(2);
    expect(await it.about('ada-lovelace', enrol, 'officer-one')).toMatchObject({ ok: true, version: 1 });
    expect(await it.about('officer-one', { kind: 'sign-out' }, 'officer-one')).toMatchObject({ ok: true, version: 2 });
  });

  test('it is refused for ever after: again, after both have left, and for others', async () => {
    const it = await founded();
    expect(rules((await found(it.ports, first)) as never)).toEqual(['founded']);
    await it.about('officer-two', { kind: 'leave' }, 'officer-two');
    await it.about('officer-one', { kind: 'leave' }, 'officer-one');
    it.state.tableId = 'another-table';
    const others = { ...first, officers: [officer('officer-six'), officer('officer-seven')] as [never, never] };
    expect(rules((await found(it.ports, others)) as never)).toEqual(['founded']);
  });

  test('it is refused where people are, although nobody says that it was founded', async () => {
    const it = register();
    const someone = { partition: personPartition, sort: 'ada-lovelace', version: 1, body: {} };
    await it.store.commit([{ kind: 'create', item: someone }]);
    expect(rules((await found(it.ports, first)) as never)).toEqual(['founded']);
  });

  test('of two that found at the same time one wins, and the other changes nothing', async () => {
    const it = register();
    const others = { ...first, officers: [officer('officer-six'), officer('officer-seven')] as [never, never] };
    const both = await Promise.all([found(it.ports, first), found(it.ports, others)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(it.store.items(personPartition)).toHaveLength(2);
  });

  test.each([
    ['one person as two', { ...first, officers: [officer('officer-one'), officer('officer-one')] as never }, 2],
    [
      'one address as two',
      {
        ...first,
        officers: [officer('officer-one'), { ...officer('officer-two'), email: officer('officer-one').email }] as never,
      },
      1,
    ],
    ['roles that are over', { ...first, expires: at(-1) }, 1],
    ['roles for years', { ...first, expires: at(400) }, 1],
  ])('it refuses %s', async (_, request, count) => {
    const it = register();
    const answer = await found(it.ports, request as never);
    expect(answer.ok ? 0 : answer.refusals.length).toBe(count);
    expect(it.store.items()).toEqual([]);
  });
});

describe('a restored register', () => {
  const restored = async () => {
    const it = await founded();
    for (const [id, by, other] of [
      ['ada-lovelace', 'officer-one', 'officer-two'],
      ['officer-three', 'officer-one', 'officer-two'],
    ] as const) {
      await it.about(id, enrol, by);
      await it.about(id, { kind: 'lift-suspension', suspension: 'suspension-1', evidence: 'passport' }, other);
    }
    for (let index = 0; index < 20; index++) await it.about(`researcher-${index}`, enrol, 'officer-one');
    const role = { role: 'operator', expires: at(200) } as const;
    await it.about('officer-three', { kind: 'propose-role', ...role }, 'officer-one');
    await it.about('officer-three', { kind: 'confirm-role', ...role }, 'officer-two');
    it.state.tableId = 'table-of-the-restore';
    return it;
  };
  const standingAfter = (it: { person(id: string): Person | undefined }, id: string) =>
    it
      .person(id)
      ?.suspensions.filter(({ liftedAt }) => liftedAt === undefined)
      .map(({ because }) => because);

  test('suspends everybody, officers too: nothing can be done but to put it into service, and to leave', async () => {
    const it = await restored();
    expect(await it.standing()).toBe('restored');
    expect(rules((await it.about('someone-new', enrol, 'officer-one')) as never)).toEqual(['register']);
    expect(await it.about('ada-lovelace', { kind: 'sign-out' }, 'ada-lovelace')).toMatchObject({ ok: true });
  });

  test('takes two officers, of whom the second confirms within a day', async () => {
    const it = await restored();
    expect(rules((await it.serve('ada-lovelace')) as never)).toEqual(['role']);
    expect(await it.serve('officer-one')).toMatchObject({ ok: true, events: [{ kind: 'service-proposed' }] });
    expect(rules((await it.serve('officer-one')) as never)).toEqual(['second-officer']);
    it.state.day = 1.1;
    expect(await it.serve('officer-two')).toMatchObject({ ok: true, events: [{ kind: 'service-proposed' }] });
    expect(await it.serve('officer-one')).toMatchObject({ ok: true, events: [{ kind: 'service-confirmed' }] });
    expect(rules((await it.serve('officer-three')) as never)).toEqual(['restored']);
  });

  test('stays closed until everybody but those two is suspended, and then opens', async () => {
    const it = await restored();
    expect(await restore(it.ports)).toBeUndefined();
    await it.serve('officer-one');
    expect(await restore(it.ports)).toBeUndefined();
    await it.serve('officer-two');
    expect(await it.standing()).toBe('restored');
    expect(rules((await it.about('someone-new', enrol, 'officer-one')) as never)).toEqual(['register']);
    expect(await restore(it.ports)).toBe(22);
    expect(await it.standing()).toBe('in-service');
    expect(standingAfter(it, 'officer-three')).toEqual(['register-restored']);
    expect(standingAfter(it, 'ada-lovelace')).toEqual(['register-restored']);
    expect(standingAfter(it, 'researcher-3')).toEqual(['new', 'register-restored']);
    expect(standingAfter(it, 'officer-one')).toEqual([]);
    expect(await restore(it.ports)).toBeUndefined();
    expect(rules((await it.about('someone-new', enrol, 'officer-three')) as never)).toEqual(['suspended']);
    const lift = { kind: 'lift-suspension', suspension: 'suspension-2', evidence: 'spoken to' } as const;
    expect(await it.about('ada-lovelace', lift, 'officer-two')).toMatchObject({ ok: true });
  });

  test('opens although the one who suspends breaks off at every write in turn', async () => {
    const it = await restored();
    await it.serve('officer-one');
    await it.serve('officer-two');
    for (let broken = 0; broken < 50; broken++) {
      let left = broken % 4;
      const store = {
        ...it.store,
        commit: async (...changes: Parameters<typeof it.store.commit>) => {
          if (left-- === 0) throw new Error('the table did not answer');
          return it.store.commit(...changes);
        },
      };
      await restore({ ...it.ports, store }).catch(() => undefined);
      const open = it.store.items(personPartition).filter(({ sort, body }) => {
        const suspensions = body.suspensions as Person['suspensions'];
        return (
          !['officer-one', 'officer-two'].includes(sort) && !suspensions.some((s) => s.because === 'register-restored')
        );
      });
      if (open.length > 0) expect(await it.standing()).toBe('restored');
    }
    expect(await it.standing()).toBe('in-service');
  });

  test('a proposal by somebody who was suspended since counts for nothing', async () => {
    const it = await restored();
    await it.serve('officer-three');
    const watch = { actor: { kind: 'service', name: 'identity-watch' }, commandId: 'event-0001' } as const;
    const suspend = { kind: 'suspend', because: 'credential-reset-by-administrator', reference: 'event-0001' } as const;
    expect(await commandPerson(it.ports, 'officer-three', suspend, watch)).toMatchObject({ ok: true });
    expect(rules((await it.serve('officer-two')) as never)).toEqual(['proposer-stands']);
  });

  test('an agreement about one table is none about the next', async () => {
    const it = await restored();
    await it.serve('officer-one');
    await it.serve('officer-two');
    it.state.tableId = 'table-of-another-restore';
    expect(await restore(it.ports)).toBeUndefined();
    expect(await it.serve('officer-two')).toMatchObject({ ok: true, events: [{ kind: 'service-proposed' }] });
  });

  test('nobody finishes a restoration but our own function, and none that two officers did not agree to', async () => {
    const it = await restored();
    const finish = (actor: Parameters<typeof commandRegister>[2]['actor'], everybody: boolean) =>
      commandRegister(
        it.ports,
        { kind: 'finish-restoration' },
        { actor, commandId: `finish-${everybody}-1` },
        everybody,
      );
    expect(rules((await finish(acting('officer-one'), true)) as never)).toEqual(['who', 'confirmed']);
    expect(rules((await finish({ kind: 'service', name: 'restoration' }, false)) as never)).toEqual([
      'confirmed',
      'everybody-suspended',
    ]);
  });
});

test('a table that does not say who it is, or does not answer, is not in service', async () => {
  const it = await founded();
  expect(await registerStanding(it.store, { id: async () => '' })).toBe('restored');
  await expect(registerStanding(it.store, { id: () => Promise.reject(new Error('throttled')) })).rejects.toThrow();
});

test('the identity of the table is believed for a minute, not for as long as a function stays warm', async () => {
  let [now, asked] = [0, 0];
  const table = rememberedForAMinute({ id: async () => `table-${asked++}` }, () => now);
  expect([await table.id(), await table.id()]).toEqual(['table-0', 'table-0']);
  now = 59_999;
  expect(await table.id()).toBe('table-0');
  now = 60_000;
  expect(await table.id()).toBe('table-1');
});
