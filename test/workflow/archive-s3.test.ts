import type { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { S3ServiceException } from '@aws-sdk/client-s3';
import { s3Archive } from '../../lambdas/workflow/archive-s3.ts';
import { sha256 } from '../../lambdas/workflow/canonical.ts';

const answering = (answer: () => Promise<unknown>) => {
  const sent: PutObjectCommand['input'][] = [];
  const client = {
    send: (command: PutObjectCommand) => {
      sent.push(command.input);
      return answer();
    },
  };
  return { sent, archive: s3Archive(client as unknown as Pick<S3Client, 'send'>, 'records') };
};

const refusing = (name: string) =>
  answering(async () => Promise.reject(new S3ServiceException({ name, $fault: 'client', $metadata: {} })));

test('a record is written only where none is, with the checksum that its name promises', async () => {
  const { sent, archive } = answering(async () => ({}));
  expect(await archive.keep('register/a.json', '{}', sha256('{}'))).toBe('kept');
  expect(sent).toEqual([
    {
      Bucket: 'records',
      Key: 'register/a.json',
      Body: '{}',
      ContentType: 'application/json',
      ChecksumSHA256: 'RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=',
      IfNoneMatch: '*',
    },
  ]);
});

test('a record that is there already is there', async () => {
  expect(await refusing('PreconditionFailed').archive.keep('a', '{}', sha256('{}'))).toBe('already');
});

test.each(['ConditionalRequestConflict', 'SlowDown', 'AccessDenied', 'BadDigest'])(
  '%s does not say that a record is there',
  async (name) => {
    await expect(refusing(name).archive.keep('a', '{}', sha256('{}'))).rejects.toMatchObject({ name });
  },
);
