import { conditionValues, coversAction, matchesResource, statementsOf } from '../../policies/estate/statements.ts';

const one = (statement: object) => {
  const [parsed] = statementsOf({ Statement: [statement] } as never, 'Properties.PolicyDocument');
  if (parsed === undefined) throw new Error('no statement');
  return parsed;
};

describe('an action is covered', () => {
  test.each([
    ['s3:GetObject', 's3:GetObject', true],
    ['s3:Get*', 's3:GetObject', true],
    ['S3:getobject', 's3:GetObject', true],
    ['s3:?etObject', 's3:GetObject', true],
    ['*', 's3:GetObject', true],
    ['s3:Get', 's3:GetObject', false],
    ['s3:GetObjec.', 's3:GetObject', false],
    ['s3.GetObject', 's3:GetObject', false],
  ])('by Action %s: %s %s', (Action, action, expected) => {
    expect(coversAction(one({ Effect: 'Allow', Action, Resource: '*' }), action)).toBe(expected);
  });

  test('by NotAction when it does not stand there, and by neither when both are missing', () => {
    const all = one({ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' });
    expect(coversAction(all, 's3:GetObject')).toBe(true);
    expect(coversAction(all, 'iam:PassRole')).toBe(false);
    expect(coversAction(one({ Effect: 'Allow', Resource: '*' }), 's3:GetObject')).toBe(false);
  });
});

test('a resource is matched with regard to case, and a dot is a dot', () => {
  expect(matchesResource('arn:aws:s3:::tre-*', 'arn:aws:s3:::tre-north-vault')).toBe(true);
  expect(matchesResource('arn:aws:s3:::TRE-*', 'arn:aws:s3:::tre-north-vault')).toBe(false);
  expect(matchesResource('a.c', 'abc')).toBe(false);
});

test('a bare star, a map and a list of principals are read alike', () => {
  expect(one({ Effect: 'Deny', Principal: '*', Action: '*' }).principals).toEqual({ '*': ['*'] });
  expect(one({ Effect: 'Deny', Principal: { AWS: '*' }, Action: '*' }).principals).toEqual({ AWS: ['*'] });
  expect(one({ Effect: 'Deny', Principal: { Service: ['a', 'b'] }, Action: '*' }).principals).toEqual({
    Service: ['a', 'b'],
  });
});

test('a statement with a part that could not be resolved says so', () => {
  const resource = { Unresolved: { 'Fn::GetAtt': ['Gone', 'Arn'] } };
  expect(one({ Effect: 'Allow', Action: 's3:*', Resource: resource })).toMatchObject({
    unresolved: true,
    resources: [],
  });
});

test('a policy that is text is read as the JSON it holds, and text that is no JSON holds no statement', () => {
  const text = JSON.stringify({ Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } });
  expect(statementsOf(text, 'Properties.Policy')).toHaveLength(1);
  expect(statementsOf('{', 'Properties.Policy')).toEqual([]);
});

test('the values of a condition key are found without regard to its case, under the operators asked for alone', () => {
  const statement = one({
    Effect: 'Allow',
    Action: 's3:*',
    Condition: { StringEquals: { 'AWS:SourceVpc': 'vpc-1' }, StringLike: { 'aws:SourceVpc': 'vpc-*' } },
  });
  expect(conditionValues(statement, ['StringEquals'], 'aws:SourceVpc')).toEqual(['vpc-1']);
});
