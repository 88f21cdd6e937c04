import { grantsOf } from '../../rehearsal/target/granted.ts';

type Clients = Parameters<typeof grantsOf>[0];

const roleOf = (statements: object[], attached: object[] = []) => {
  const PolicyDocument = encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
  const send = async ({ input }: { input: object }) =>
    'PolicyName' in input ? { PolicyDocument } : { PolicyNames: ['query'], AttachedPolicies: attached };
  return grantsOf({ iam: { send } } as unknown as Clients, 'role');
};
const roleWith = (...statements: object[]) => roleOf(statements);
const own = 'arn:aws:s3:::own/extract/x';

describe('what a role is granted, whatever the condition', () => {
  test('is what a statement names, and no more', async () => {
    const granted = await roleWith({
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: ['arn:aws:s3:::own/extract/*'],
      Condition: { StringEquals: { 'aws:CalledVia': 'athena.amazonaws.com' } },
    });
    expect(granted('s3:GetObject', own)).toBe(true);
    expect(granted('s3:GetObject', 'arn:aws:s3:::other/extract/x')).toBe(false);
    expect(granted('s3:PutObject', own)).toBe(false);
  });

  test.each([
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::o?n/*' },
    { Effect: 'Allow', Action: 'S3:getobject', NotResource: 'arn:aws:s3:::other/*' },
    { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
  ])('is also what %j leaves open', async (statement) => {
    expect((await roleWith(statement))('s3:GetObject', own)).toBe(true);
  });

  test('is nothing of what is only denied', async () => {
    expect((await roleWith({ Effect: 'Deny', Action: '*', Resource: '*' }))('s3:GetObject', own)).toBe(false);
  });

  test('is not told of a role to which policies are attached, for they are not read', async () => {
    await expect(roleOf([], [{ PolicyName: 'managed' }])).rejects.toThrow('role has policies of others attached');
  });
});
