import { type CustomResourceEvent, customResource } from '../../lambdas/safe-settings/custom-resource.ts';

const event: CustomResourceEvent = {
  RequestType: 'Create',
  ResponseURL: 'https://answer.example/1',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Settings',
  ResourceProperties: {},
};

/** What CloudFormation was told, by address. */
function answersOf(work: Parameters<typeof customResource>[0], asked: CustomResourceEvent = event) {
  const answers: { url: string; bytes: number; body: Record<string, unknown> }[] = [];
  const handler = customResource(work, async (url, body) => {
    answers.push({ url, bytes: Buffer.byteLength(body), body: JSON.parse(body) });
  });
  return handler(asked).then(() => answers);
}

describe('a custom resource always answers CloudFormation once', () => {
  test('with its data when the work was done', async () => {
    expect(await answersOf(async () => ({ found: 'pl-1' }))).toEqual([
      {
        url: 'https://answer.example/1',
        bytes: expect.any(Number),
        body: {
          StackId: 'stack',
          RequestId: 'request',
          LogicalResourceId: 'Settings',
          PhysicalResourceId: 'Settings',
          Status: 'SUCCESS',
          Data: { found: 'pl-1' },
        },
      },
    ]);
  });

  test('with the reason when the work failed', async () => {
    const [answer] = await answersOf(async () => {
      throw new TypeError('no such network');
    });
    expect(answer?.body).toMatchObject({ Status: 'FAILED', Reason: 'TypeError: no such network' });
  });

  test('within the 4,096 bytes that CloudFormation takes, however long the reason', async () => {
    const [answer] = await answersOf(async () => {
      throw new Error('x'.repeat(50_000));
    });
    expect(answer?.body.Status).toBe('FAILED');
    expect(answer?.bytes).toBeLessThan(4096);
  });

  test('under the id it was given before, for another id would make CloudFormation delete the old resource', async () => {
    const [answer] = await answersOf(async () => ({}), {
      ...event,
      RequestType: 'Update',
      PhysicalResourceId: 'as-before',
    });
    expect(answer?.body.PhysicalResourceId).toBe('as-before');
  });
});

test('an answer that CloudFormation does not take is an error of the function, so that Lambda tries again', async () => {
  const handler = customResource(
    async () => ({}),
    async () => {
      throw new Error('CloudFormation took no answer: 403');
    },
  );
  await expect(handler(event)).rejects.toThrow('403');
});
