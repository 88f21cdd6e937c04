import { noticePartition, officers, type Person, personPartition } from '../../lambdas/safe-people/contract.ts';
import { watched, watchIdentity } from '../../lambdas/safe-people/identity-watch.ts';
import { workOnPeople } from '../../lambdas/safe-people/notice-worker.ts';
import { commandPerson, type PeoplePorts } from '../../lambdas/safe-people/people.ts';
import { outboxPartition } from '../../lambdas/workflow/contract.ts';
import { memoryStore } from '../workflow/memory-store.ts';
import { acting, at, person } from './people.ts';

const registerOf = async () => {
  const store = memoryStore();
  const ports: PeoplePorts = {
    store,
    clock: { now: () => at(0) },
    pause: async () => {},
    random: () => 0.5,
    table: { id: async () => 'table-one' },
  };
  const standing = { partition: 'register', sort: 'standing', version: 1, body: { tableId: 'table-one' } };
  await store.commit(
    [person('ada-lovelace', ['researcher']), person('officer-one', ['operator'])].map(({ id, ...rest }) => ({
      kind: 'create' as const,
      item: {
        partition: personPartition,
        sort: id,
        version: 1,
        body: { id, ...rest },
        head: { sequence: 1, hash: 'a'.repeat(64), command: 'before-it' },
      },
    })),
  );
  await store.commit([{ kind: 'create', item: standing }]);
  const suspensions = () =>
    store.items(personPartition).find(({ sort }) => sort === 'ada-lovelace')?.body.suspensions as Person['suspensions'];
  return { store, ports, watch: watchIdentity(ports), suspensions };
};

/** As EventBridge delivers it: the user's name is hidden, the subject is not. */
const trailed = (eventName: string, over: object = {}) => ({
  version: '0',
  source: 'aws.cognito-idp',
  'detail-type': 'AWS API Call via CloudTrail',
  detail: {
    eventSource: 'cognito-idp.amazonaws.com',
    eventName,
    eventID: '5a1f6a0c-7c4a-4b0e-9d3c-000000000001',
    requestParameters: { username: 'HIDDEN_DUE_TO_SECURITY_REASONS', userPoolId: 'eu-west-2_x' },
    additionalEventData: { sub: 'ada-lovelace' },
    ...over,
  },
});

test.each(Object.keys(watched))(
  '%s by an administrator suspends the person until an officer confirms',
  async (name) => {
    const { watch, suspensions, ports } = await registerOf();
    expect(await watch(trailed(name))).toEqual({ outcome: 'suspended', person: 'ada-lovelace' });
    expect(suspensions()).toMatchObject([
      { because: 'credential-reset-by-administrator', by: 'service:identity-watch' },
    ]);
    const session = { signedInAt: at(-0.01), mfa: true };
    const lift = { kind: 'lift-suspension', suspension: 'suspension-1', evidence: 'spoke to Ada' } as const;
    const own = await commandPerson(ports, 'ada-lovelace', lift, {
      actor: acting('ada-lovelace'),
      session,
      commandId: 'by-herself',
    });
    expect(own.ok).toBe(false);
    const officer = await commandPerson(ports, 'ada-lovelace', lift, {
      actor: acting('officer-one'),
      session,
      commandId: 'by-officer',
    });
    expect(officer.ok).toBe(true);
  },
);

test('setting a password, resetting it, and taking or moving a second factor are among the calls that are watched', () => {
  expect(Object.keys(watched)).toEqual(
    expect.arrayContaining([
      'AdminSetUserPassword',
      'AdminResetUserPassword',
      'AdminSetUserMFAPreference',
      'AdminSetUserSettings',
      'AdminUpdateUserAttributes',
      'AdminEnableUser',
      'AdminLinkProviderForUser',
    ]),
  );
});

test('delivered again, before and after an officer confirmed, it suspends once', async () => {
  const { watch, suspensions, ports } = await registerOf();
  const event = trailed('AdminSetUserPassword');
  await watch(event);
  expect(await watch(event)).toEqual({ outcome: 'suspended-before', person: 'ada-lovelace' });
  const lift = { kind: 'lift-suspension', suspension: 'suspension-1', evidence: 'spoke to Ada' } as const;
  const session = { signedInAt: at(-0.01), mfa: true };
  await commandPerson(ports, 'ada-lovelace', lift, { actor: acting('officer-one'), session, commandId: 'by-officer' });
  expect(await watch(event)).toEqual({ outcome: 'suspended-before', person: 'ada-lovelace' });
  expect(suspensions()).toHaveLength(1);
  const another = trailed('AdminSetUserPassword', { eventID: '5a1f6a0c-7c4a-4b0e-9d3c-000000000002' });
  expect(await watch(another)).toEqual({ outcome: 'suspended', person: 'ada-lovelace' });
});

test.each([
  ['a subject that is in no register', { sub: 'charles-babbage' }],
  ['no subject', {}],
  ['a subject that cannot be one', { sub: 'person#ada' }],
])('%s is an alarm, in the archive and before the officers, once', async (_, additionalEventData) => {
  const { watch, store, ports, suspensions } = await registerOf();
  const event = trailed('AdminSetUserPassword', { additionalEventData });
  expect(await watch(event)).toMatchObject({ outcome: 'alarm' });
  expect(await watch(event)).toMatchObject({ outcome: 'alarm' });
  expect(store.items(outboxPartition)).toHaveLength(1);
  await workOnPeople(ports)();
  expect(store.items(noticePartition(officers)).map(({ body }) => body.about)).toEqual([
    'few-officers',
    'identity-alarm',
  ]);
  expect(suspensions()).toEqual([]);
});

test('the first invitation of somebody new is no alarm: nobody can be enrolled before', async () => {
  const { watch, store } = await registerOf();
  const event = trailed('AdminCreateUser', { additionalEventData: { sub: 'charles-babbage' } });
  expect(await watch(event)).toEqual({ outcome: 'ignored', because: 'new-sign-in' });
  expect(store.items(outboxPartition)).toEqual([]);
});

test.each([
  ['a call that was refused', trailed('AdminSetUserPassword', { errorCode: 'AccessDenied' }), 'failed-call'],
  ['a call that the person made', trailed('ChangePassword'), 'not-watched'],
  ['a name that every object has', trailed('constructor'), 'not-watched'],
])('%s changes nothing', async (_, event, because) => {
  const { watch, suspensions } = await registerOf();
  expect(await watch(event)).toEqual({ outcome: 'ignored', because });
  expect(suspensions()).toEqual([]);
});

test.each([
  ['that is none of the directory’s', trailed('AdminSetUserPassword', { eventSource: 'iam.amazonaws.com' })],
  ['without an id', trailed('AdminSetUserPassword', { eventID: undefined })],
  ['that is nothing', {}],
])('an event %s fails the run, so that the alarm on failed runs speaks', async (_, event) => {
  const { watch } = await registerOf();
  await expect(watch(event)).rejects.toThrow();
});

test('while the table does not answer the run fails, and is delivered again', async () => {
  const { ports } = await registerOf();
  const store = { ...ports.store, commit: () => Promise.reject(new Error('throttled')) };
  await expect(watchIdentity({ ...ports, store })(trailed('AdminSetUserPassword'))).rejects.toThrow();
});
