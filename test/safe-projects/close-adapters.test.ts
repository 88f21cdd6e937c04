import { KMSClient, NotFoundException } from '@aws-sdk/client-kms';
import { NoSuchBucket, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { kmsKeys, projectKeyAliases } from '../../lambdas/safe-projects/close-kms.ts';
import { s3Extracts, s3Records } from '../../lambdas/safe-projects/close-s3.ts';

type Answers = Readonly<Record<string, unknown>>;

/** Answers by the name of the command; an error is thrown. Nothing leaves the process. */
function answering<Client extends { send: unknown }>(client: Client, answers: Answers) {
  const asked: [string, Record<string, unknown>][] = [];
  client.send = async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
    asked.push([command.constructor.name, command.input]);
    const answer = answers[command.constructor.name] ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { client, asked };
}

const s3 = (answers: Answers) => answering(new S3Client({ region: 'eu-west-2' }), answers);
const kms = (answers: Answers) => answering(new KMSClient({ region: 'eu-west-2' }), answers);
const missing = { $metadata: {}, message: 'missing' };

test('a record is written once: an object that is there already is left as it is', async () => {
  const there = new S3ServiceException({
    ...missing,
    name: 'PreconditionFailed',
    $fault: 'client',
    $metadata: { httpStatusCode: 412 },
  });
  const { client, asked } = s3({ PutObjectCommand: there });
  await s3Records(client, 'records').put('key', 'text');
  expect(asked[0]?.[1]).toMatchObject({ Bucket: 'records', IfNoneMatch: '*', ChecksumAlgorithm: 'SHA256' });
  const denied = new S3ServiceException({
    ...missing,
    name: 'AccessDenied',
    $fault: 'client',
    $metadata: { httpStatusCode: 403 },
  });
  await expect(s3Records(s3({ PutObjectCommand: denied }).client, 'records').put('key', 'text')).rejects.toThrow(
    denied,
  );
});

test('versions and delete markers are listed together in the order of keys', async () => {
  const { client } = s3({
    ListObjectVersionsCommand: {
      Versions: [{ Key: 'b', VersionId: '1', Size: 5 }],
      DeleteMarkers: [{ Key: 'a', VersionId: '2' }],
    },
  });
  expect(await s3Extracts(client, 'x', 'acc-reg-an').versions('bucket', 10)).toEqual([
    { key: 'a', versionId: '2', bytes: 0, marker: true },
    { key: 'b', versionId: '1', bytes: 5, marker: false },
  ]);
});

test('a bucket that is not there is told apart from an empty one, and an empty page that goes on proves nothing', async () => {
  const gone = s3({ ListObjectVersionsCommand: new NoSuchBucket(missing) }).client;
  expect(await s3Extracts(gone, 'x', 'y').versions('bucket', 1)).toBe('no-bucket');
  const odd = s3({ ListObjectVersionsCommand: { IsTruncated: true } }).client;
  await expect(s3Extracts(odd, 'x', 'y').versions('bucket', 1)).rejects.toThrow('nothing is proved');
});

const two = ['1', '2'].map((versionId) => ({ key: 'k', versionId, bytes: 1, marker: false }));

test.each([
  ['none', {}, []],
  ['one that is locked', { Errors: [{ Key: 'k', VersionId: '2', Code: 'AccessDenied' }] }, ['2']],
  ['one that is gone already', { Errors: [{ Key: 'k', VersionId: '2', Code: 'NoSuchVersion' }] }, []],
  ['nobody knows which', { Errors: [{ Code: 'InternalError' }] }, ['1', '2']],
])('of a batch of two, %s was not deleted', async (_, answer, left) => {
  const { client, asked } = s3({ DeleteObjectsCommand: answer });
  const found = await s3Extracts(client, 'x', 'y').deleteVersions('bucket', two);
  expect(found.map(({ versionId }) => versionId)).toEqual(left);
  expect(asked[0]?.[1].BypassGovernanceRetention).toBeUndefined();
});

test('uploads that never completed are ended, and only a listing without any says that none is left', async () => {
  const { client, asked } = s3({ ListMultipartUploadsCommand: { Uploads: [{ Key: 'k', UploadId: 'u' }] } });
  expect(await s3Extracts(client, 'x', 'y').abortUploads('bucket')).toBe(false);
  expect(asked.at(-1)).toEqual(['AbortMultipartUploadCommand', { Bucket: 'bucket', Key: 'k', UploadId: 'u' }]);
  expect(await s3Extracts(s3({}).client, 'x', 'y').abortUploads('bucket')).toBe(true);
});

test('the extract of a project is the bucket that its stack makes', () => {
  expect(s3Extracts(s3({}).client, 'x', '111111111111-eu-west-2-an').bucketOf('heart')).toBe(
    'tre-x-p-heart-111111111111-eu-west-2-an',
  );
});

test('keys of a project are found by exact names, which no other project can have', () => {
  const all = (project: string) => Object.values(projectKeyAliases('x', project)).flat();
  expect(all('heart')).toEqual(['alias/tre-x-project-heart', 'alias/tre-x-project-heart/linkage']);
  expect(all('heart-2').filter((alias) => all('heart').includes(alias))).toEqual([]);
});

test.each([
  [{ KeyState: 'Enabled' }, { kind: 'usable', arn: 'key' }],
  [{ KeyState: 'Disabled' }, { kind: 'usable', arn: 'key' }],
  [
    { KeyState: 'PendingDeletion', DeletionDate: new Date(0) },
    { kind: 'pending', arn: 'key', deletionDate: '1970-01-01T00:00:00.000Z' },
  ],
])('a key that KMS describes as %j', async (metadata, state) => {
  const { client } = kms({ DescribeKeyCommand: { KeyMetadata: { Arn: 'key', ...metadata } } });
  expect(await kmsKeys(client, 'x').describe('alias')).toEqual(state);
});

test('a key that KMS does not know is gone; one it says nothing about is an error', async () => {
  expect(await kmsKeys(kms({ DescribeKeyCommand: new NotFoundException(missing) }).client, 'x').describe('a')).toEqual({
    kind: 'gone',
  });
  await expect(kmsKeys(kms({}).client, 'x').describe('a')).rejects.toThrow('must name the key');
});

test('a key is scheduled for as long as asked, and the date is the one that KMS answers', async () => {
  const { client, asked } = kms({ ScheduleKeyDeletionCommand: { DeletionDate: new Date(0) } });
  expect(await kmsKeys(client, 'x').schedule('key', 30)).toBe('1970-01-01T00:00:00.000Z');
  expect(asked[0]?.[1]).toEqual({ KeyId: 'key', PendingWindowInDays: 30 });
  await expect(kmsKeys(kms({}).client, 'x').schedule('key', 30)).rejects.toThrow('from when');
});
