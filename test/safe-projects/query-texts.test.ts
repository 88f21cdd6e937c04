import { GetObjectCommand, NoSuchKey, S3ServiceException } from '@aws-sdk/client-s3';
import { s3Texts } from '../../lambdas/safe-projects/queries/query-texts-s3.ts';
import { examples } from '../examples.ts';
import { written } from '../safe-people/synthesised.ts';

const failing = (name: string, httpStatusCode: number) =>
  new S3ServiceException({ name, message: 'no', $fault: 'client', $metadata: { httpStatusCode } });
const texts = (error: Error) =>
  s3Texts(
    {
      send: (async (command: unknown) => {
        expect(command).toBeInstanceOf(GetObjectCommand);
        throw error;
      }) as never,
    },
    'texts',
  );

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html: without the right to list, what is not there is denied. */
test.each([
  ['the bucket may not be listed', failing('AccessDenied', 403)],
  ['the bucket may be listed', new NoSuchKey({ message: 'no', $metadata: { httpStatusCode: 404 } })],
])('a text that is not there is none where %s', async (_, error) => {
  expect(await texts(error).get('key')).toBeUndefined();
});

test.each(['SlowDown', 'InternalError', 'InvalidObjectState'])(
  '%s is not taken for a text that is not there',
  async (name) => {
    await expect(texts(failing(name, 503)).get('key')).rejects.toThrow('no');
  },
);

test('the broker cannot list the texts, so that the first of the two is what it meets', () => {
  const role = examples
    .get('thames-valley')
    ?.flatMap(({ template }) => Object.entries(template.Resources as object))
    .find(([id]) => id === 'BrokerRole');
  expect(written(role)).toContain('s3:GetObject');
  expect(written(role)).not.toContain('s3:List');
});
