import fc from 'fast-check';
import type { Decision } from '../../../policies/estate/access/answer.ts';
import type { Caller } from '../../../policies/estate/access/caller.ts';
import type { Facts } from '../../../policies/estate/access/circumstances.ts';
import { type PolicyStatement, plain, readDocument } from '../../../policies/estate/access/documents.ts';
import { evaluate } from '../../../policies/estate/access/evaluate.ts';
import type { Policies } from '../../../policies/estate/access/request.ts';
import type { Json, JsonObject } from '../../../policies/estate/estate.ts';

/** Random policies and calls over a small world, so that they meet. */
const own = '111122223333';
const foreign = '444455556666';
const arn = (service: string, account: string, what: string) => ['arn', 'aws', service, '', account, what].join(':');
export const bucketArn = (what: string) => ['arn', 'aws', 's3', '', '', what].join(':');
const role = arn('iam', own, 'role/reader');

export interface Call {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string | undefined;
}

/** As policies write them: layers of JSON statements. */
export interface Written {
  readonly identity?: readonly JsonObject[];
  readonly boundary?: readonly JsonObject[];
  readonly session?: readonly JsonObject[];
  readonly resource?: readonly JsonObject[];
  readonly endpoint?: readonly JsonObject[];
  readonly scp?: readonly JsonObject[];
  readonly rcp?: readonly JsonObject[];
}
export const layers = ['identity', 'boundary', 'session', 'resource', 'endpoint', 'scp', 'rcp'] as const;
export type LayerName = (typeof layers)[number];

export const read = (statements: readonly Json[], source = 'test'): readonly PolicyStatement[] =>
  readDocument({ Version: '2012-10-17', Statement: statements }, source, '', plain);

export function policiesOf(written: Written): Policies {
  const { scp, rcp, ...others } = written;
  return {
    ...Object.fromEntries(Object.entries(others).map(([layer, statements]) => [layer, read(statements, layer)])),
    ...(scp === undefined ? {} : { serviceControl: [read(scp, 'scp')] }),
    ...(rcp === undefined ? {} : { resourceControl: [read(rcp, 'rcp')] }),
  };
}

export const decide = (call: Call, written: Written, facts: Facts): Decision =>
  evaluate({ ...call, facts }, policiesOf(written)).decision;

/** How much a decision lets through. */
export const rank: Readonly<Record<Decision, number>> = { denied: 0, unknown: 1, conditional: 1, allowed: 2 };

const callers: readonly Caller[] = [
  { kind: 'role-session', arn: role, account: own, session: 'nightly' },
  { kind: 'role-session', arn: role, account: own },
  { kind: 'user', arn: arn('iam', own, 'user/anna'), account: own },
  { kind: 'root', arn: arn('iam', own, 'root'), account: own },
  { kind: 'role-session', arn: arn('iam', foreign, 'role/reader'), account: foreign, session: 'nightly' },
  { kind: 'service', service: 'cloudtrail.amazonaws.com' },
  { kind: 'anonymous' },
];

const actions = ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 'kms:Decrypt', 'sts:AssumeRole'];
const resources = [bucketArn('vault/a.csv'), bucketArn('vault'), arn('kms', own, 'key/1'), role];

export const call: fc.Arbitrary<Call> = fc.record({
  caller: fc.constantFrom(...callers),
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(...resources),
  resourceAccount: fc.constantFrom(own, own, own, foreign),
});

/** A text, or a pattern that covers it. */
const patternOver = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...texts),
    fc.constant('*'),
    fc
      .tuple(fc.constantFrom(...texts), fc.nat(30), fc.nat(30))
      .map(([text, from, length]) => generalised(text, from, length)),
  );

/** The text with a part of it replaced by a star; the first five colons stay, for no wildcard reaches across them. */
export function generalised(text: string, from: number, length: number): string {
  const isArn = text.startsWith('arn:');
  const head = isArn ? text.split(':').slice(0, 5).join(':').length + 1 : text.indexOf(':') + 1;
  const start = Math.min(head + from, text.length);
  return `${text.slice(0, start)}*${text.slice(Math.min(start + length, text.length))}`;
}

const someOf = (one: fc.Arbitrary<string>): fc.Arbitrary<string[]> => fc.array(one, { minLength: 1, maxLength: 3 });

/** Condition keys of the world: what each may hold. The set keys hold several values at once. */
export const keys: Readonly<Record<string, readonly string[]>> = {
  'aws:sourcevpc': ['vpc-1', 'vpc-2', 'vpc-12'],
  'aws:principaltag/project': ['copd', 'copd-2', 'renal'],
  'aws:multifactorauthpresent': ['true', 'false'],
  'aws:sourceip': ['10.0.0.1', '10.0.1.1', '192.0.2.7'],
  's3:max-keys': ['1', '2', '100'],
  'aws:currenttime': ['2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z', '2027-01-01T00:00:00Z'],
};
export const setKey = 'aws:tagkeys';
const tagKeys = ['cost', 'project', 'proof'];

const operatorsOf: Readonly<Record<string, readonly string[]>> = {
  'aws:sourcevpc': ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'],
  'aws:principaltag/project': [
    'StringEquals',
    'StringNotEquals',
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
  ],
  'aws:multifactorauthpresent': ['Bool'],
  'aws:sourceip': ['IpAddress', 'NotIpAddress'],
  's3:max-keys': ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericGreaterThanEquals'],
  'aws:currenttime': ['DateLessThan', 'DateGreaterThan', 'DateEquals', 'DateNotEquals'],
};

const single: fc.Arbitrary<readonly [string, string, readonly string[]]> = fc
  .constantFrom(...Object.keys(keys))
  .chain((key) => {
    const values = keys[key] ?? [];
    const written = key === 'aws:sourceip' ? [...values, '10.0.0.0/24', '10.0.0.0/8'] : values;
    const operator = fc.constantFrom(...(operatorsOf[key] ?? []));
    return fc
      .tuple(operator, fc.constantFrom('', 'IfExists'), someOf(fc.constantFrom(...written)))
      .map(
        ([name, ifExists, some]) =>
          [`${name}${ifExists}`, key, some.map((one) => (/Like/.test(name) ? `${one.slice(0, 5)}*` : one))] as const,
      );
  });

const several: fc.Arbitrary<readonly [string, string, readonly string[]]> = fc
  .tuple(
    fc.constantFrom('ForAllValues', 'ForAnyValue'),
    fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'),
    fc.constantFrom('', 'IfExists'),
    someOf(fc.constantFrom(...tagKeys)),
  )
  .map(([set, name, ifExists, some]) => [
    `${set}:${name}${ifExists}`,
    setKey,
    some.map((one) => (/Like/.test(name) ? `${one.slice(0, 3)}*` : one)),
  ]);

const nullTest: fc.Arbitrary<readonly [string, string, readonly string[]]> = fc
  .tuple(fc.constantFrom(...Object.keys(keys), setKey), fc.constantFrom('true', 'false'))
  .map(([key, value]) => ['Null', key, [value]]);

const condition: fc.Arbitrary<JsonObject> = fc
  .array(
    fc.oneof({ arbitrary: single, weight: 4 }, { arbitrary: several, weight: 1 }, { arbitrary: nullTest, weight: 1 }),
    {
      maxLength: 2,
    },
  )
  .map((tests) => {
    const made: Record<string, Record<string, Json>> = {};
    for (const [operator, key, values] of tests) made[operator] = { ...made[operator], [key]: values };
    return made;
  });

const principal: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  '*',
  { AWS: '*' },
  { AWS: own },
  { AWS: arn('iam', own, 'root') },
  { AWS: role },
  { AWS: [role, arn('iam', foreign, 'root')] },
  { AWS: arn('sts', own, 'assumed-role/reader/nightly') },
  { AWS: arn('iam', own, 'user/anna') },
  { Service: 'cloudtrail.amazonaws.com' },
);

export const isOfResource = (layer: LayerName): boolean => layer === 'resource' || layer === 'endpoint';

/** A statement fit for a layer: with principals where the layer has them. */
export const statementFor = (layer: LayerName, effect?: 'Allow' | 'Deny'): fc.Arbitrary<JsonObject> =>
  fc
    .record({
      Effect: effect === undefined ? fc.constantFrom('Allow', 'Allow', 'Deny') : fc.constant(effect),
      actions: someOf(patternOver(actions)),
      notAction: fc.nat(5).map((die) => die === 0),
      resources: someOf(patternOver(resources)),
      notResource: fc.nat(5).map((die) => die === 0),
      Principal: principal,
      notPrincipal: fc.nat(7).map((die) => die === 0),
      Condition: condition,
    })
    .map(
      ({ Effect, actions: some, notAction, resources: reached, notResource, Principal, notPrincipal, Condition }) => ({
        Effect,
        [notAction ? 'NotAction' : 'Action']: some,
        [notResource ? 'NotResource' : 'Resource']: reached,
        ...(isOfResource(layer)
          ? { [notPrincipal && Effect === 'Deny' ? 'NotPrincipal' : 'Principal']: Principal }
          : {}),
        Condition,
      }),
    );

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

/** Layers of policies; the limiting ones mostly allow everything, so that something is left to decide. */
export const written: fc.Arbitrary<Written> = fc
  .record({
    identity: fc.array(statementFor('identity'), { maxLength: 3 }),
    resource: fc.array(statementFor('resource'), { maxLength: 3 }),
    boundary: fc.option(fc.array(statementFor('boundary'), { maxLength: 1 }), { nil: undefined, freq: 1 }),
    session: fc.option(fc.array(statementFor('session'), { maxLength: 1 }), { nil: undefined, freq: 1 }),
    endpoint: fc.option(fc.array(statementFor('endpoint'), { maxLength: 1 }), { nil: undefined, freq: 1 }),
    scp: fc.option(fc.array(statementFor('scp'), { maxLength: 1 }), { nil: undefined, freq: 1 }),
    rcp: fc.option(fc.array(statementFor('rcp'), { maxLength: 1 }), { nil: undefined, freq: 1 }),
    open: fc.boolean(),
  })
  .map(({ open, ...made }) =>
    Object.fromEntries(
      Object.entries(made).flatMap(([layer, statements]) =>
        statements === undefined
          ? []
          : [
              [
                layer,
                open
                  ? [...statements, isOfResource(layer as LayerName) ? { ...everything, Principal: '*' } : everything]
                  : statements,
              ],
            ],
      ),
    ),
  );

const strange: Readonly<Record<string, string>> = {
  'aws:sourcevpc': 'vpc-9',
  'aws:principaltag/project': 'x',
  'aws:sourceip': '10.9.9.9',
  's3:max-keys': '50',
  'aws:currenttime': '2026-03-01T00:00:00Z',
};

/** A value of every key of the world: what one call sends. */
export const completion: fc.Arbitrary<Facts> = fc.record({
  ...Object.fromEntries(
    Object.entries(keys).map(([key, values]) => [
      key,
      fc.option(
        fc.constantFrom(...values, ...strangerTo(key)).map((one) => [one]),
        { nil: null, freq: 4 },
      ),
    ]),
  ),
  [setKey]: fc.option(fc.subarray([...tagKeys, 'other'], { minLength: 1, maxLength: 2 }), { nil: null, freq: 4 }),
});

/** A value of a key that no policy of the world names. */
function strangerTo(key: string): readonly string[] {
  const one = strange[key];
  return one === undefined ? [] : [one];
}

/** The same with some keys left open. */
export const partly = (facts: Facts, openKeys: readonly string[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([key]) => !openKeys.includes(key)));

export const openKeys: fc.Arbitrary<string[]> = fc.subarray([...Object.keys(keys), setKey]);
