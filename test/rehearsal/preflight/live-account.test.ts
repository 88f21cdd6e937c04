import * as sts from '@aws-sdk/client-sts';
import type { Call } from '../../../rehearsal/preflight/call.ts';
import { liveAccount } from '../../../rehearsal/preflight/ports/live-account.ts';
import { everyPage, follow } from '../../../rehearsal/preflight/ports/pages.ts';
import { orNone, refusal } from '../../../rehearsal/preflight/ports/refusal.ts';
import { service } from '../../../rehearsal/preflight/ports/service.ts';

const connection = { region: 'eu-west-2', endpoint: 'http://127.0.0.1:9' };
const patience = { atOnce: 3, millisecondsEach: 1000 };

const call = <Input, Output>(make: (input: Input, signal: AbortSignal) => Promise<Output>): Call<Input, Output> => ({
  action: 'example:GetIt',
  resources: () => ['*'],
  make: (_, input, signal) => make(input, signal),
});

const named = (name: string, message = 'words') => Object.assign(new Error(message), { name });

test('each thing is asked once, however many questions want it', async () => {
  let times = 0;
  const counted = call(async (input: string) => {
    times += 1;
    return input;
  });
  const account = liveAccount(connection, patience);
  const answers = await Promise.all(['a', 'a', 'b', 'a'].map((input) => account.ask(counted, input)));
  expect(answers.map((answer) => answer.kind === 'answered' && answer.value)).toEqual(['a', 'a', 'b', 'a']);
  expect(times).toBe(2);
});

test('no more calls are under way than it has patience for, and all are made', async () => {
  let now = 0;
  let most = 0;
  const slow = call(async (input: number) => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((done) => setTimeout(done, 5));
    now -= 1;
    if (input % 4 === 0) throw new Error('now and then');
    return input;
  });
  const account = liveAccount(connection, patience);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => account.ask(slow, index)));
  expect(most).toBe(3);
  expect(answers.filter(({ kind }) => kind === 'answered')).toHaveLength(15);
});

test('a call that never ends is ended, and its place goes to the next', async () => {
  const endless = call((_: string) => new Promise<never>(() => {}));
  const quick = call(async (_: string) => 'quick');
  const account = liveAccount(connection, { atOnce: 1, millisecondsEach: 20 });
  const [late, next] = await Promise.all([account.ask(endless, ''), account.ask(quick, '')]);
  expect(late).toEqual({ kind: 'failed', action: 'example:GetIt', message: 'no answer within 0.02 s' });
  expect(next).toEqual({ kind: 'answered', value: 'quick' });
});

test.each(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'AuthorizationErrorException'])(
  '%s is a missing permission',
  (name) => {
    expect(refusal('a:GetB', named(name))).toEqual({ kind: 'denied', action: 'a:GetB', message: `${name}: words` });
  },
);

test.each(['ExpiredToken', 'CredentialsProviderError', 'ThrottlingException', 'UnknownEndpoint'])(
  '%s is a call that failed',
  (name) => {
    expect(refusal('a:GetB', named(name)).kind).toBe('failed');
  },
);

test('words of AWS become one line', () => {
  expect(refusal('a:GetB', named('X', 'one\n two\u001b[2J')).message).not.toMatch(/\n/);
});

test('"there is none" is an answer, a denial of the same name is not', async () => {
  const macie = (message: string) =>
    orNone(Promise.reject(named('AccessDeniedException', message)), /Macie is not enabled/);
  await expect(macie('Macie is not enabled.')).resolves.toBeUndefined();
  await expect(macie('not authorized to perform: macie2:GetMacieSession')).rejects.toThrow('not authorized');
  await expect(orNone(Promise.reject(named('NoSuchEntity')), 'NoSuchEntity')).resolves.toBeUndefined();
});

test('every page is read, and a list that never ends is no list', async () => {
  const pages = (last: number) =>
    follow(
      async (token) => ({
        entries: [token],
        next: Number(token ?? 0) < last ? String(Number(token ?? 0) + 1) : undefined,
      }),
      ({ next }) => next,
    );
  expect(await everyPage(pages(2), ({ entries }) => entries)).toEqual([undefined, '1', '2']);
  await expect(everyPage(pages(Number.POSITIVE_INFINITY), ({ entries }) => entries)).rejects.toThrow('pages');
});

test('a command that does not read is refused before it is sent', async () => {
  const inventive = service(
    async () => sts,
    ({ STSClient }, settings) =>
      new STSClient({ ...settings, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }),
  );
  const assume = inventive({
    action: 'sts:AssumeRole',
    make: ({ sdk, client }, _: undefined) =>
      client.send(new sdk.AssumeRoleCommand({ RoleArn: 'arn', RoleSessionName: 'me' })),
  });
  const answer = await liveAccount(connection, patience).ask(assume, undefined);
  expect(answer).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('AssumeRoleCommand is no reading command'),
  });
});
