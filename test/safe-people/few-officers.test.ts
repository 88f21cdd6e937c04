import { noticePartition, officers } from '../../lambdas/safe-people/contract.ts';
import { fewOfficers } from '../../lambdas/safe-people/few-officers.ts';
import { remindOfExpiries } from '../../lambdas/safe-people/notice-worker.ts';
import { memoryStore } from '../workflow/memory-store.ts';
import { at, granted, person } from './people.ts';

const far = at(900);
const officer = (id: string, over = {}) => person(id, [], { roles: [granted('operator', { expires: far })], ...over });
const three = ['officer-one', 'officer-two', 'officer-three'].map((id) => officer(id));
const suspended = { suspensions: [{ id: 's', because: 'incident' as const, from: at(-1), by: 'officer-one' }] };

test.each([
  ['three stand', three, undefined],
  ['two stand', three.slice(1), '2'],
  ['one of three is suspended', [...three.slice(1), officer('officer-one', suspended)], '2'],
  ['one of three has left', [...three.slice(1), officer('officer-one', { leftAt: at(-1) })], '2'],
  [
    'the role of one has lapsed',
    [...three.slice(1), person('officer-one', [], { roles: [granted('operator', { expires: at(0) })] })],
    '2',
  ],
  [
    'a third was only proposed',
    [...three.slice(1), person('officer-one', [], { roles: [granted('operator', { confirmedBy: 'officer-one' })] })],
    '2',
  ],
  ['nobody stands', [], '0'],
])('officers are told how few they are when %s', (_, people, told) => {
  expect(fewOfficers(people, at(0)).map(({ to, notice }) => [to, notice.about, notice.thing])).toEqual(
    told === undefined ? [] : [[officers, 'few-officers', told]],
  );
});

test('they are told once a week, at /me of each of them', async () => {
  const store = memoryStore();
  await store.commit(
    three.slice(1).map((one) => ({
      kind: 'create' as const,
      item: { partition: 'person', sort: one.id, version: 1, body: { ...one } },
    })),
  );
  for (let day = 0; day < 28; day++) {
    const ports = { store, clock: { now: () => at(day) } };
    await remindOfExpiries(ports as never);
  }
  const told = store.items(noticePartition(officers)).filter(({ body }) => body.about === 'few-officers');
  expect([4, 5]).toContain(told.length);
});
