import { allows, type Context, conditionsHold, denialsOf, serviceMay } from '../../policies/estate/calls.ts';
import type { JsonObject } from '../../policies/estate/estate.ts';
import { statementsOf } from '../../policies/estate/statements.ts';

const statement = (Condition: JsonObject, more: JsonObject = {}) => {
  const [only] = statementsOf(
    { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*', Condition, ...more }] },
    'Policy',
  );
  if (only === undefined) throw new Error('there is no statement');
  return only;
};

const holds = (Condition: JsonObject, context: Context) => conditionsHold(statement(Condition), context);

describe('a condition holds', () => {
  const vpc = { 'aws:sourcevpc': ['vpc-1'] };

  test.each<[string, JsonObject, Context, boolean | undefined]>([
    ['when the value is the one asked for', { StringEquals: { 'aws:SourceVpc': 'vpc-1' } }, vpc, true],
    ['whatever the case of the key', { StringEquals: { 'AWS:SOURCEVPC': 'vpc-1' } }, vpc, true],
    ['not when the value is another', { StringEquals: { 'aws:SourceVpc': 'vpc-2' } }, vpc, false],
    ['by pattern, for Like and Arn operators', { ArnLike: { 'aws:SourceVpc': 'vpc-*' } }, vpc, true],
    ['not by pattern for Equals', { StringEquals: { 'aws:SourceVpc': 'vpc-*' } }, vpc, false],
    ['not when the key is not sent', { StringEquals: { 'aws:SourceVpc': 'vpc-1' } }, {}, false],
    ['when a key that is not sent is denied', { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }, {}, true],
    ['when an address that is not sent is denied', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, {}, true],
    ['when it asks only if the key exists', { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } }, {}, true],
    ['when every one of no values matches', { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } }, {}, true],
    ['not when one of no values must match', { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'a' } }, {}, false],
    ['not when one of no values must differ', { 'ForAnyValue:StringNotEquals': { 'aws:CalledVia': 'a' } }, {}, false],
    ['when absence is asked for', { Null: { 'aws:SourceVpc': 'true' } }, {}, true],
    ['not when presence is asked for', { Null: { 'aws:SourceVpc': 'false' } }, {}, false],
    [
      'openly, when nobody knows the value',
      { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
      { 'aws:sourcevpc': 'unknown' },
      undefined,
    ],
    [
      'openly, when the operator is not modelled',
      { DateLessThan: { 'aws:CurrentTime': '2030' } },
      { 'aws:currenttime': ['2026'] },
      undefined,
    ],
    [
      'not when one of several fails',
      { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceVpc': 'x' } },
      { ...vpc, 'aws:securetransport': ['true'] },
      false,
    ],
    ['for a number that is less', { NumericLessThan: { 's3:TlsVersion': '1.2' } }, { 's3:tlsversion': ['1.1'] }, true],
  ])('%s', (_, Condition, context, expected) => {
    expect(holds(Condition, context)).toBe(expected);
  });
});

describe('a statement', () => {
  test('allows nothing when a part of it could not be resolved', () => {
    const unresolved = statement({ StringEquals: { 'aws:SourceVpc': { Unresolved: 'x' } } });
    expect(allows(unresolved, 's3:GetObject', {})).toBe(false);
  });

  test('allows a service that it names, or everyone, and no other', () => {
    const named = statement({}, { Principal: { Service: 'config.amazonaws.com' } });
    expect(serviceMay([named], 'config.amazonaws.com', 's3:GetObject', {})).toBe(true);
    expect(serviceMay([named], 'cloudtrail.amazonaws.com', 's3:GetObject', {})).toBe(false);
    expect(serviceMay([statement({})], 'cloudtrail.amazonaws.com', 's3:GetObject', {})).toBe(true);
  });

  test('denies a service whom it means, by Principal or by NotPrincipal', () => {
    const may = (more: JsonObject) =>
      serviceMay(
        [statement({}), statement({}, { Effect: 'Deny', ...more })],
        'config.amazonaws.com',
        's3:GetObject',
        {},
      );
    expect(may({})).toBe(false);
    expect(may({ Principal: { Service: 'config.amazonaws.com' } })).toBe(false);
    expect(may({ Principal: { Service: 'cloudtrail.amazonaws.com' } })).toBe(true);
    expect(may({ Action: 's3:PutObject' })).toBe(true);
    expect(may({ Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } } })).toBe(true);
    expect(may({ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abc' } } })).toBe(false);
  });

  test('denies what it may deny, and for certain only what it surely does', () => {
    const deny = statement({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }, { Effect: 'Deny' });
    const open = { 'aws:sourcevpc': 'unknown' } as const;
    expect(denialsOf([deny], 's3:GetObject', open)).toEqual([deny]);
    expect(denialsOf([deny], 's3:GetObject', open, true)).toEqual([]);
    expect(denialsOf([deny], 's3:GetObject', {}, true)).toEqual([deny]);
    expect(denialsOf([deny], 's3:PutObject', {})).toEqual([]);
  });
});
