import * as fc from 'fast-check';
import { noticePartition, officers } from '../../lambdas/safe-people/contract.ts';
import { remindOfExpiries, tellNotices } from '../../lambdas/safe-people/notice-worker.ts';
import { noticeDays, noticesDue } from '../../lambdas/safe-people/notices.ts';
import { repeatable } from '../repeatable.ts';
import { memoryStore } from '../workflow/memory-store.ts';
import { at, credential, granted, person, project } from './people.ts';

const far = at(900);
/** Somebody for whom nothing ends for years, but what a test says. */
const lasting = (id: string, over = {}) =>
  person(id, [], {
    credentials: (['accreditation', 'training', 'agreement'] as const).map((kind) =>
      credential(kind, { expires: far }),
    ),
    ...over,
  });
const endless = { ends: far, approvals: [{ of: 'committee', from: at(-60), expires: far }] };
const lead = { person: 'the-lead-1', as: 'lead' as const, from: at(-40), until: far };
const member = { person: 'ada-lovelace', as: 'researcher' as const, from: at(-40), until: far };
const standing = project([], { ...endless, members: [lead, member] });

const onDay = (expires: number, day: number) =>
  noticesDue(
    [lasting('ada-lovelace', { credentials: [credential('training', { expires: at(expires) })] })],
    [standing],
    at(day),
  );

test('30, 21, 14, 7 and 1 days before a training ends, the person and the lead are told, each once', () => {
  const told = new Map<string, number>();
  for (let day = 0; day < 60; day++) {
    for (const { to, sort } of onDay(50, day)) told.set(`${to} ${sort}`, (told.get(`${to} ${sort}`) ?? 0) + 1);
  }
  const of = (name: string) =>
    [...told.keys()].filter((key) => key.startsWith(name)).map((key) => Number(key.split('#').at(-1)));
  expect(of('ada-lovelace')).toEqual([...noticeDays]);
  expect(of('the-lead-1')).toEqual([...noticeDays]);
  expect(told.size).toBe(10);
});

test('nobody is told before the thirtieth day', () => {
  expect(onDay(51, 20.999)).toEqual([]);
  expect(onDay(51, 21)).toHaveLength(2);
});

test('a day on which nobody looked is made up for on the next; after a long silence only the nearest is told', () => {
  expect(onDay(50, 21).map(({ notice }) => notice.days)).toEqual([30, 30]);
  expect(onDay(50, 37).map(({ notice }) => notice.days)).toEqual([14, 14]);
  expect(onDay(50, 49.5).map(({ notice }) => notice.days)).toEqual([1, 1]);
  expect(onDay(50, 50)).toEqual([]);
});

test('on days that anybody may miss, nothing is told twice, late, or never', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1 }), (some) => {
      const days = [...some].sort((a, b) => a - b);
      const told = new Set<string>();
      for (const day of days) {
        for (const { to, sort, notice } of onDay(50, day)) {
          if (told.has(`${to} ${sort}`)) continue;
          told.add(`${to} ${sort}`);
          // True when it is told: no more days are left than it says, and it is not over.
          expect(50 - day).toBeLessThanOrEqual(notice.days ?? 0);
          expect(day).toBeLessThan(50);
        }
      }
      const seen = days.some((day) => day >= 20 && day < 50);
      expect(told.size > 0).toBe(seen);
    }),
    repeatable(500),
  );
});

/** Everything that can end, each alone, and who is told. */
test.each([
  [
    'a role',
    [lasting('ada-lovelace', { roles: [granted('researcher', { expires: at(20) })] })],
    standing,
    ['ada-lovelace', officers],
    'researcher',
  ],
  [
    'a membership',
    [],
    { ...standing, members: [lead, { ...member, until: at(20) }] },
    ['ada-lovelace', 'the-lead-1'],
    'membership',
  ],
  [
    'an approval',
    [],
    { ...standing, approvals: [{ of: 'ethics', from: at(-9), expires: at(20) }] },
    ['the-lead-1', officers],
    'approval-ethics',
  ],
  ['a project', [], { ...standing, ends: at(20) }, ['the-lead-1', officers], 'project'],
  [
    "an organisation's agreement",
    [],
    { ...standing, organisations: [{ organisation: 'RTH', from: at(-9), expires: at(20) }] },
    ['the-lead-1', officers],
    'agreement-RTH',
  ],
  [
    'an accreditation',
    [lasting('ada-lovelace', { credentials: [credential('accreditation', { expires: at(20) })] })],
    standing,
    ['ada-lovelace', 'the-lead-1'],
    'credential-accreditation',
  ],
])('%s that ends is told to whom it concerns', (_, people, work, to, thing) => {
  const due = noticesDue(people, [work], at(0));
  expect(due.map((one) => one.to)).toEqual(to);
  for (const { notice } of due) expect(notice).toMatchObject({ about: 'expires', thing, days: 21, expires: at(20) });
});

test.each([
  [
    'whose renewal is recorded without a gap',
    [credential('training', { expires: at(20) }), credential('training', { id: 'next', from: at(20), expires: far })],
  ],
  ['that was withdrawn', [credential('training', { expires: at(20), withdrawn: at(-1) })]],
  ['that has not begun', [credential('training', { from: at(10), expires: at(20) })]],
])('nobody is reminded of a training %s', (_, credentials) => {
  expect(noticesDue([lasting('ada-lovelace', { credentials })], [standing], at(0))).toEqual([]);
});

test('a renewal that leaves a gap does not spare the reminder', () => {
  const credentials = [
    credential('training', { expires: at(20) }),
    credential('training', { id: 'next', from: at(21), expires: far }),
  ];
  expect(noticesDue([lasting('ada-lovelace', { credentials })], [], at(0))).toHaveLength(1);
});

test('of people who left, and of projects that are over, nobody hears', () => {
  const gone = lasting('ada-lovelace', { credentials: [credential('training', { expires: at(20) })], leftAt: at(-1) });
  expect(noticesDue([gone], [{ ...standing, state: 'closed', ends: at(20) }], at(0))).toEqual([]);
});

test('a notice holds ids, enumerations, counts and instants: nothing of a name, an address, a number or evidence', () => {
  const text = JSON.stringify(onDay(50, 45));
  expect(text).not.toMatch(/Name of|@|file 42/);
});

const registerOf = async (day: number) => {
  const store = memoryStore();
  const time = { day };
  const ports = { store, clock: { now: () => at(time.day) } };
  const one = lasting('ada-lovelace', { credentials: [credential('training', { expires: at(50) })] });
  await store.commit([
    { kind: 'create', item: { partition: 'person', sort: one.id, version: 1, body: { ...one } } },
    { kind: 'create', item: { partition: 'project', sort: 'asthma', version: 1, body: { ...standing } } },
    ...['officer-one', 'officer-two', 'officer-three'].map((id) => {
      const body = { ...lasting(id, { roles: [granted('operator', { expires: far })] }) };
      return { kind: 'create' as const, item: { partition: 'person', sort: id, version: 1, body } };
    }),
  ]);
  return { store, time, ports };
};

test('the worker looks once a day, and what lies there already is not written again', async () => {
  const { store, time, ports } = await registerOf(20);
  expect(await remindOfExpiries(ports)).toBe(2);
  expect(await remindOfExpiries(ports)).toBeUndefined();
  time.day = 21;
  expect(await remindOfExpiries(ports)).toBe(0);
  time.day = 29;
  expect(await remindOfExpiries(ports)).toBe(2);
  expect(store.items(noticePartition('ada-lovelace'))).toHaveLength(2);
});

test('a run that breaks off at any write is made again, and writes each notice once', async () => {
  const { store, ports } = await registerOf(20);
  for (const broken of [0, 1, 2]) {
    let left = broken;
    const failing = {
      ...store,
      commit: async (...changes: Parameters<typeof store.commit>) => {
        if (left-- === 0) throw new Error('the table did not answer');
        return store.commit(...changes);
      },
    };
    await expect(remindOfExpiries({ ...ports, store: failing })).rejects.toThrow();
  }
  await remindOfExpiries(ports);
  expect(store.items(noticePartition('ada-lovelace'))).toHaveLength(1);
  expect(store.items(noticePartition('the-lead-1'))).toHaveLength(1);
});

test('an effect that is carried out twice tells once, even at another time', async () => {
  const { store, time, ports } = await registerOf(0);
  const effect = { kind: 'notify', to: ['ada-lovelace', officers, officers], notice: { about: 'suspended' } } as const;
  await tellNotices(ports)(effect, 'person#ada-lovelace#0000000002-000');
  time.day = 3;
  await tellNotices(ports)(effect, 'person#ada-lovelace#0000000002-000');
  expect(store.items(noticePartition('ada-lovelace'))).toHaveLength(1);
  expect(store.items(noticePartition(officers))).toHaveLength(1);
});
