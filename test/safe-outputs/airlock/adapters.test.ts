import { Writable } from 'node:stream';
import { Missing } from '../../../lambdas/safe-outputs/airlock-buckets.ts';
import { s3Bucket } from '../../../lambdas/safe-outputs/airlock-buckets-s3.ts';
import { profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';
import { profileByTag } from '../../../lambdas/safe-outputs/profile-tag-athena.ts';
import { scannedIn } from '../../../lambdas/safe-outputs/scan-event.ts';
import { putOnce, Swapped, sha256Of, wholeOf } from '../../../lambdas/safe-outputs/whole-bytes.ts';
import { begin, streamed } from '../../../lambdas/safe-people/response-stream.ts';
import { account, airlockHouse, reviewBucket } from './airlock-house.ts';
import { memoryBucket } from './memory-buckets.ts';

type Sent = { readonly constructor: { readonly name: string }; readonly input: Readonly<Record<string, unknown>> };
const failing = (status: number) => Object.assign(new Error('no'), { $metadata: { httpStatusCode: status } });

/** A client that answers in turn, and what it was sent. */
function client(...answers: readonly (object | Error)[]) {
  const sent: Sent[] = [];
  const left = [...answers];
  const send = async (command: Sent) => {
    sent.push(command);
    const answer = left.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? {};
  };
  return { sent, bucket: s3Bucket({ send } as unknown as Parameters<typeof s3Bucket>[0], 'bucket-1') };
}
const base64 = (bytes: Buffer) => Buffer.from(sha256Of(bytes), 'hex').toString('base64');

describe('a bucket on S3', () => {
  const bytes = Buffer.from('abc');

  test('is written with the SHA-256 of the whole, which S3 checks, and says which version it became', async () => {
    const { sent, bucket } = client({ VersionId: 'v1' });
    expect(await bucket.put('k', bytes, { query: 'q' })).toEqual({
      key: 'k',
      versionId: 'v1',
      bytes: 3,
      sha256: sha256Of(bytes),
    });
    expect(sent[0]?.input).toMatchObject({ ChecksumSHA256: base64(bytes), Metadata: { query: 'q' }, ContentLength: 3 });
    await expect(client({}).bucket.put('k', bytes)).rejects.toThrow('no versions');
  });

  test('takes no second object of a key that is written once; what nobody knows yet is thrown', async () => {
    const { sent, bucket } = client({ VersionId: 'v1' });
    await bucket.putNew('k', bytes);
    expect(sent[0]?.input.IfNoneMatch).toBe('*');
    expect(await client(failing(412)).bucket.putNew('k', bytes)).toBe('taken');
    await expect(client(failing(409)).bucket.putNew('k', bytes)).rejects.toThrow();
  });

  test('tells the newest version by its whole hash: one of parts is none', async () => {
    const head = { ContentLength: 3, VersionId: 'v1', ChecksumSHA256: base64(bytes), Metadata: { query: 'q' } };
    expect(await client(head).bucket.newest('k')).toMatchObject({
      versionId: 'v1',
      sha256: sha256Of(bytes),
      facts: { query: 'q' },
    });
    expect(await client({ ...head, ChecksumSHA256: `${base64(bytes)}-3` }).bucket.newest('k')).toBeUndefined();
    expect(await client(failing(404)).bucket.newest('k')).toBeUndefined();
    await expect(client(failing(503)).bucket.newest('k')).rejects.toThrow();
    await expect(client(failing(403)).bucket.newest('k')).rejects.toThrow();
  });

  test('is read by version, and another one is missing', async () => {
    const body = (async function* () {
      yield bytes;
    })();
    const { sent, bucket } = client({ Body: body, VersionId: 'v1' });
    const pinned = { key: 'k', versionId: 'v1', bytes: 3, sha256: sha256Of(bytes) };
    expect(Buffer.from(await wholeOf(bucket, pinned))).toEqual(bytes);
    expect(sent[0]?.input).toMatchObject({ Key: 'k', VersionId: 'v1' });
    await expect(wholeOf(client({ Body: body, VersionId: 'v2' }).bucket, pinned)).rejects.toThrow(Missing);
    await expect(wholeOf(client(failing(404)).bucket, pinned)).rejects.toThrow(Missing);
  });
});

test('what is written once is accepted again only if it is the same', async () => {
  const bucket = memoryBucket('b');
  const first = await putOnce(bucket, 'k', Buffer.from('one'));
  expect(await putOnce(bucket, 'k', Buffer.from('one'))).toEqual(first);
  await expect(putOnce(bucket, 'k', Buffer.from('two'))).rejects.toThrow(Swapped);
});

describe('the profile of a project', () => {
  const profileOf = (...pages: readonly object[]) => {
    const left = [...pages];
    const send = async () => left.shift() ?? {};
    const place = { deployment: 'test', account, region: 'eu-west-2' };
    return profileByTag({ send } as unknown as Parameters<typeof profileByTag>[0], place);
  };
  const tag = (Value: string) => ({ Key: 'tre:disclosure-profile', Value });

  test('is what its workgroup is tagged with, on whatever page', async () => {
    const found = await profileOf({ Tags: [], NextToken: 'n' }, { Tags: [tag('ukllc-10')] })('asthma');
    expect(found).toBe(profiles['ukllc-10']);
  });

  test('is none where the tag is missing, unknown or there twice: then nothing is checked', async () => {
    expect(await profileOf({ Tags: [] })('asthma')).toBeUndefined();
    expect(await profileOf({ Tags: [tag('lenient-1')] })('asthma')).toBeUndefined();
    expect(await profileOf({ Tags: [tag('ukllc-10'), tag('hes-7')] })('asthma')).toBeUndefined();
    await expect(profileOf()('../other')).rejects.toThrow('no id of a project');
    const house = await airlockHouse({ profile: undefined });
    const request = await house.draft();
    await house.add(request, 'a.csv', 'a');
    await house.must(house.command('requester-1', request, 'submit'));
    await house.checker();
    expect(await house.request(request)).toMatchObject({ state: 'failed', because: 'profile' });
  });
});

describe('the result of a scan', () => {
  const key = 'frozen/11111111-1111-4111-8111-111111111111/2/22222222-2222-4222-8222-222222222222';
  const at = { account, bucket: reviewBucket };

  test('is bound to bucket, key and version; what is of others is elsewhere', async () => {
    const { scanEvent } = await airlockHouse();
    expect(scannedIn(scanEvent(key, 'v1'), at)).toMatchObject({
      round: 2,
      versionId: 'v1',
      result: 'NO_THREATS_FOUND',
    });
    expect(scannedIn(scanEvent(key, 'v1'), { ...at, bucket: 'another' })).toBe('elsewhere');
    expect(scannedIn(scanEvent(key, 'v1'), { ...at, account: '999988887777' })).toBe('elsewhere');
    for (const other of ['reports/x.json', `${key}/more`, key.replace('/2/', '/02/'), `x/${key}`]) {
      expect(scannedIn(scanEvent(other, 'v1'), at)).toBe('elsewhere');
    }
  });

  test('is clean by one word alone; a word that we do not know, or none, is a failure', async () => {
    const { scanEvent } = await airlockHouse();
    for (const word of ['no_threats_found', 'CLEAN', '']) {
      expect(scannedIn(scanEvent(key, 'v1', word), at)).toMatchObject({ result: 'FAILED' });
    }
  });

  test('that is none is thrown back', async () => {
    const { scanEvent } = await airlockHouse();
    for (const other of [
      undefined,
      {},
      scanEvent(key, 'v1', 'X', { source: 'ours' }),
      { ...scanEvent(key, 'v1'), detail: {} },
    ]) {
      expect(() => scannedIn(other, at)).toThrow('no result');
    }
  });

  test('of another version of a frozen file says nothing of it', async () => {
    const house = await airlockHouse();
    const request = await house.draft();
    await house.add(request, 'a.csv', 'a');
    await house.must(house.command('requester-1', request, 'submit'));
    await house.checker();
    const [file] = (await house.request(request)).files;
    expect(await house.hear(house.scanEvent(file?.frozen?.key ?? '', 'another'))).toBe('moot');
    expect((await house.request(request)).state).toBe('checking');
    const event = house.scanEvent(file?.frozen?.key ?? '', file?.frozen?.versionId ?? '');
    expect(await house.hear(event)).toBe('heard');
    expect(await house.hear(event)).not.toBe('elsewhere');
    expect((await house.request(request)).state).toBe('in-review');
  });
});

describe('the runtime that streams', () => {
  afterEach(() => {
    globalThis.awslambda = undefined;
  });

  test('is Lambda\u2019s own, and is missed where there is none', () => {
    expect(() => streamed(async () => {})).toThrow('no runtime that can');
    const prelude = { statusCode: 200, headers: {} };
    const asked: unknown[] = [];
    globalThis.awslambda = {
      streamifyResponse: (handler) => ['streamified', handler],
      HttpResponseStream: {
        from(stream, first) {
          asked.push(first);
          return stream;
        },
      },
    };
    const stream = new Writable();
    expect(begin(stream, prelude)).toBe(stream);
    expect([asked, streamed(async () => {})]).toEqual([[prelude], ['streamified', expect.any(Function)]]);
  });
});
