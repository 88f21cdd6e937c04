import { arnsOf } from '../../policies/estate/arns.ts';
import { estateOf } from '../../policies/estate/model.ts';
import { comesAfter, stackFollows } from '../../policies/estate/order.ts';
import { isGrantedKey, roleAt } from '../../policies/estate/role-rights.ts';
import { account, region, small } from './trap.ts';

const role = (statement: unknown) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'reader',
    AssumeRolePolicyDocument: {},
    Policies: [{ PolicyDocument: { Statement: [statement] } }],
  },
});
const reads = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' };
const key = (Principal: unknown) => ({
  Type: 'AWS::KMS::Key',
  Properties: { KeyPolicy: { Statement: [{ Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' }] } },
});

describe('the order in which CloudFormation makes resources', () => {
  const estate = estateOf([
    {
      ...small({ Topic: { Type: 'AWS::SNS::Topic' } }, 'first'),
      template: {
        Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
        Outputs: { Topic: { Value: { Ref: 'Topic' }, Export: { Name: 'topic' } } },
      },
    },
    small({
      Alone: { Type: 'AWS::SNS::Topic' },
      Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ 'Fn::ImportValue': 'topic' }] } },
      Policy: { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [{ Ref: 'Alone' }] }, DependsOn: 'Alarm' },
    }),
  ]);
  const at = (address: string) => {
    const found = estate.at(address);
    if (found === undefined) throw new Error(`no ${address}`);
    return found;
  };

  test.each([
    ['small/Policy', 'small/Alone', true],
    ['small/Policy', 'small/Alarm', true],
    ['small/Alarm', 'small/Alone', false],
    ['small/Alone', 'small/Policy', false],
    ['small/Alone', 'first/Topic', true],
    ['first/Topic', 'small/Alone', false],
    ['small/Alone', 'small/Alone', false],
  ])('%s after %s: %s', (later, earlier, expected) => {
    expect(comesAfter(estate, at(later), at(earlier))).toBe(expected);
  });

  test('a stack follows the stack from which it imports', () => {
    expect(stackFollows(estate, 'small', 'first')).toBe(true);
    expect(stackFollows(estate, 'first', 'small')).toBe(false);
  });
});

describe('a role may use a key', () => {
  const mayDecrypt = (Principal: unknown, statement: unknown): boolean => {
    const estate = estateOf([small({ Role: role(statement), Key: key(Principal) })]);
    const [reader, sealed] = [roleAt(estate, `arn:aws:iam::${account}:role/reader`), estate.at('small/Key')];
    if (reader === undefined || sealed === undefined) throw new Error('role or key is missing');
    return isGrantedKey(estate, reader, sealed, 'kms:Decrypt', {});
  };
  const root = { AWS: `arn:aws:iam::${account}:root` };

  test('when the key names the account and its own policy agrees', () => {
    expect(mayDecrypt(root, reads)).toBe(true);
  });

  test('not when only the key names the account, which lets IAM policies decide', () => {
    expect(mayDecrypt(root, { ...reads, Action: 'kms:Encrypt' })).toBe(false);
  });

  test('when the key names the role, whatever its own policy says', () => {
    expect(mayDecrypt({ AWS: `arn:aws:iam::${account}:role/reader` }, { ...reads, Action: 'kms:Encrypt' })).toBe(true);
  });

  test('not when the key does not know the account, whatever its own policy says', () => {
    expect(mayDecrypt({ AWS: 'arn:aws:iam::444455556666:root' }, reads)).toBe(false);
  });
});

test('an ARN is spelled as a reference and written out, a generated name as the reference to it', () => {
  const estate = estateOf([
    small({
      Named: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/tre' } },
      Other: { Type: 'AWS::Logs::LogGroup' },
    }),
  ]);
  const [named, other] = estate.ofType('AWS::Logs::LogGroup');
  expect(named && arnsOf(estate, named)).toContain(`arn:aws:logs:${region}:${account}:log-group:/tre`);
  expect(other && arnsOf(estate, other)).toContain(`arn:aws:logs:${region}:${account}:log-group:\${small/Other}`);
});
