import type { JsonObject } from '../../../policies/estate/estate.ts';
import { allow, arn, bare, decisionOf, deny, document, type Resources, ref, role } from './small-estate.ts';

const bucket: Resources = { Bucket: { Type: 'AWS::S3::Bucket' } };
const asked = { who: 'Reader', action: 's3:GetObject', to: { resource: 'app/Bucket', suffix: '/x' } };
const reads = document(allow('s3:GetObject'));
const managed = (name: string) => arn('iam', 'aws', `policy/${name}`);

describe('a role has', () => {
  test.each<[string, Resources]>([
    ['the policies in it', { Reader: role('s3:GetObject') }],
    [
      'a policy that names it by reference',
      {
        Reader: bare(),
        P: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', Roles: [ref('Reader')], PolicyDocument: reads } },
      },
    ],
    [
      'a policy that names it by its name',
      {
        Reader: bare({ RoleName: 'reader' }),
        P: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', Roles: ['reader'], PolicyDocument: reads } },
      },
    ],
    [
      'a role policy of its own type',
      {
        Reader: bare(),
        P: {
          Type: 'AWS::IAM::RolePolicy',
          Properties: { PolicyName: 'p', RoleName: ref('Reader'), PolicyDocument: reads },
        },
      },
    ],
    [
      'a managed policy that attaches itself',
      {
        Reader: bare(),
        P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Roles: [ref('Reader')], PolicyDocument: reads } },
      },
    ],
    [
      'a managed policy that the role attaches',
      {
        Reader: bare({ ManagedPolicyArns: [ref('P')] }),
        P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: reads } },
      },
    ],
    [
      'a managed policy of AWS whose text is at hand',
      { Reader: bare({ ManagedPolicyArns: [managed('AmazonS3ReadOnlyAccess')] }) },
    ],
  ])('%s', (_, resources) => {
    expect(decisionOf({ ...bucket, ...resources }, asked)).toBe('allowed');
  });

  test('nothing of a policy that names another role', () => {
    const other = {
      Reader: bare(),
      Other: bare(),
      P: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', Roles: [ref('Other')], PolicyDocument: reads } },
    };
    expect(decisionOf({ ...bucket, ...other }, asked)).toBe('denied');
  });

  test.each<[string, JsonObject]>([
    ['a managed policy that nobody here has read', { ManagedPolicyArns: [managed('SomethingOfNextYear')] }],
    [
      'a managed policy of the account that no template holds',
      { ManagedPolicyArns: [arn('iam', '111122223333', 'policy/unseen')] },
    ],
    ['a managed policy that a parameter names', { ManagedPolicyArns: [ref('WhichPolicy')] }],
  ])('perhaps any right, by %s', (_, more) => {
    expect(decisionOf({ ...bucket, Reader: bare(more) }, asked)).toBe('unknown');
  });
});

describe('a user has', () => {
  const user = (more: JsonObject = {}): Resources => ({ Reader: { Type: 'AWS::IAM::User', Properties: more } });
  const group: Resources = {
    Readers: { Type: 'AWS::IAM::Group', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: reads }] } },
  };

  test('the policies of the groups that it names', () => {
    expect(decisionOf({ ...bucket, ...group, ...user({ Groups: [ref('Readers')] }) }, asked)).toBe('allowed');
    expect(decisionOf({ ...bucket, ...group, ...user() }, asked)).toBe('denied');
  });

  test('the policies of the groups to which it is added', () => {
    const added = {
      Added: {
        Type: 'AWS::IAM::UserToGroupAddition',
        Properties: { GroupName: ref('Readers'), Users: [ref('Reader')] },
      },
    };
    expect(decisionOf({ ...bucket, ...group, ...user(), ...added }, asked)).toBe('allowed');
  });

  test('the policies that others attach to its group', () => {
    const beside = {
      P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Groups: [ref('Readers')], PolicyDocument: reads } },
    };
    const plain = { Readers: { Type: 'AWS::IAM::Group' } };
    expect(decisionOf({ ...bucket, ...plain, ...beside, ...user({ Groups: [ref('Readers')] }) }, asked)).toBe(
      'allowed',
    );
  });
});

describe('a boundary', () => {
  const under = (boundary: JsonObject | string, more: Resources = {}): Resources => ({
    ...bucket,
    ...more,
    Reader: role('*', { PermissionsBoundary: boundary }),
  });
  const boundaryOf = (...statements: JsonObject[]): Resources => ({
    Limit: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(...statements) } },
  });

  test('lets through what it allows and nothing else', () => {
    expect(decisionOf(under(ref('Limit'), boundaryOf(allow('s3:Get*'))), asked)).toBe('allowed');
    expect(decisionOf(under(ref('Limit'), boundaryOf(allow('s3:Put*'))), asked)).toBe('denied');
    expect(decisionOf(under(ref('Limit'), boundaryOf(allow('*'), deny('s3:*'))), asked)).toBe('denied');
  });

  test('is found by its ARN too', () => {
    const named = {
      Limit: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { ManagedPolicyName: 'limit', PolicyDocument: document(allow('s3:Put*')) },
      },
    };
    expect(decisionOf(under(arn('iam', '111122223333', 'policy/limit'), named), asked)).toBe('denied');
  });

  test('that no template holds leaves the answer open, and never lets a denied call through', () => {
    const unseen = arn('iam', '111122223333', 'policy/of-the-organisation');
    expect(decisionOf(under(unseen), asked)).toBe('unknown');
    expect(decisionOf({ ...bucket, Reader: bare({ PermissionsBoundary: unseen }) }, asked)).toBe('denied');
  });
});
