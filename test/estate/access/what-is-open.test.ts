import fc from 'fast-check';
import { symbol } from '../../../policies/estate/access/symbols.ts';
import type { Json, JsonObject } from '../../../policies/estate/estate.ts';
import {
  bucketArn,
  call,
  completion,
  decide,
  type LayerName,
  layers,
  statementFor,
  type Written,
  written,
} from './arbitrary-calls.ts';

fc.configureGlobal({
  seed: Number(process.env.PROPERTY_SEED ?? 20_260_704),
  numRuns: Number(process.env.PROPERTY_RUNS ?? 300),
});

const added = (to: Written, layer: LayerName, ...statements: JsonObject[]): Written => ({
  ...to,
  [layer]: [...(to[layer] ?? []), ...statements],
});

const layer = fc.constantFrom<LayerName>(...layers);
const inLayer = layer.chain((one) =>
  fc.tuple(fc.constant(one), fc.array(statementFor(one), { minLength: 1, maxLength: 2 }), statementFor(one)),
);
const surely = ['allowed', 'denied'];

describe('an answer that is sure although something cannot be read here', () => {
  test('is the same for whatever stands in place of a statement', () => {
    fc.assert(
      fc.property(call, written, completion, inLayer, (asked, policies, facts, [one, statements]) => {
        const unreadable = decide(asked, added(policies, one, { Unresolved: { Ref: 'Statement' } }), facts);
        const { caller } = asked;
        if (caller.kind === 'role-session' && caller.session === undefined) return;
        if (!surely.includes(unreadable)) return;
        for (const statement of statements)
          expect(decide(asked, added(policies, one, statement), facts)).toBe(unreadable);
      }),
    );
  });

  const values: Readonly<Record<string, readonly Json[]>> = {
    Effect: ['Allow', 'Deny'],
    Action: ['*', 's3:GetObject', 'iam:GetRole'],
    Resource: ['*', bucketArn('vault/*'), bucketArn('elsewhere')],
    Principal: [
      '*',
      { AWS: '111122223333' },
      { AWS: 'arn:aws:iam::111122223333:role/reader' },
      { AWS: 'arn:aws:sts::111122223333:assumed-role/reader/nightly' },
      { AWS: 'arn:aws:iam::111122223333:user/anna' },
      { Service: 'cloudtrail.amazonaws.com' },
    ],
    Condition: [
      {},
      { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
      { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      { Null: { 'aws:SourceVpc': 'true' } },
    ],
  };

  test.each(Object.keys(values))('is the same for whatever stands in place of %s', (element) => {
    fc.assert(
      fc.property(call, written, completion, inLayer, (asked, policies, facts, [one, , made]) => {
        if (!(element in made)) return;
        const { caller } = asked;
        if (caller.kind === 'role-session' && caller.session === undefined) return;
        const open = decide(asked, added(policies, one, { ...made, [element]: { Unresolved: { Ref: 'It' } } }), facts);
        if (!surely.includes(open)) return;
        for (const value of values[element] ?? [])
          expect([value, decide(asked, added(policies, one, { ...made, [element]: value }), facts)]).toEqual([
            value,
            open,
          ]);
      }),
    );
  });

  test('is the same for whatever a parameter becomes in a text', () => {
    const parameter = symbol('given', 'parameter');
    const becomes = [
      '',
      '*',
      'vault',
      'vault/*',
      'elsewhere',
      'arn:aws:iam::111122223333:user/anna',
      's3:Get*',
      'vpc-1',
    ];
    const within = (value: Json, text: string): Json =>
      typeof value === 'string'
        ? value.replaceAll(parameter, text)
        : Array.isArray(value)
          ? (value as Json[]).map((one) => within(one, text))
          : typeof value === 'object' && value !== null
            ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, within(one, text)]))
            : value;
    const parametrised = fc.record({
      Action: fc.constantFrom<Json>('*', `s3:${parameter}`, parameter),
      Resource: fc.constantFrom<Json>(
        '*',
        bucketArn(parameter),
        bucketArn(`${parameter}/a.csv`),
        bucketArn(`vault/${parameter}`),
      ),
      Principal: fc.constantFrom<Json>('*', { AWS: parameter }, { AWS: `arn:aws:iam::111122223333:${parameter}` }),
      Condition: fc.constantFrom<Json>(
        {},
        { StringEquals: { 'aws:SourceVpc': parameter } },
        { StringNotLike: { 'aws:SourceVpc': `${parameter}*` } },
      ),
      Effect: fc.constantFrom<Json>('Allow', 'Deny'),
    });
    fc.assert(
      fc.property(call, written, completion, layer, parametrised, (asked, policies, facts, one, made) => {
        const { caller } = asked;
        if (caller.kind === 'role-session' && caller.session === undefined) return;
        const { Principal: _, ...rest } = made;
        const statement: JsonObject = one === 'resource' || one === 'endpoint' ? made : rest;
        const open = decide(asked, added(policies, one, statement), facts);
        if (!surely.includes(open)) return;
        for (const text of becomes)
          expect([text, decide(asked, added(policies, one, within(statement, text) as JsonObject), facts)]).toEqual([
            text,
            open,
          ]);
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) * 4 },
    );
  });

  test('is the same for whatever an open key puts into a policy variable', () => {
    const tag = 'aws:principaltag/project';
    const variable = ['$', '{aws:PrincipalTag/project}'].join('');
    const withVariable = fc.record({
      Effect: fc.constantFrom<Json>('Allow', 'Deny'),
      element: fc.constantFrom('Resource', 'NotResource'),
      text: fc.constantFrom(
        bucketArn(variable),
        bucketArn(`${variable}/*`),
        bucketArn(`vault/${variable}`),
        bucketArn(`*${variable}*`),
      ),
      Condition: fc.constantFrom<Json>(
        {},
        { StringEquals: { 'aws:SourceVpc': variable } },
        { Null: { 'aws:PrincipalTag/project': 'false' } },
      ),
    });
    fc.assert(
      fc.property(
        call,
        written,
        completion,
        layer,
        withVariable,
        (asked, policies, facts, one, { element, text, ...made }) => {
          const { caller } = asked;
          if (caller.kind === 'role-session' && caller.session === undefined) return;
          const principal = one === 'resource' || one === 'endpoint' ? { Principal: '*' } : {};
          const withIt = added(policies, one, { ...made, ...principal, Action: '*', [element]: text });
          const { [tag]: _, ...others } = facts;
          const open = decide(asked, withIt, others);
          if (!surely.includes(open)) return;
          for (const sent of [null, ['vault'], ['a.csv'], ['copd'], ['x'], [''], ['vpc-1'], ['*']])
            expect([sent, decide(asked, withIt, { ...others, [tag]: sent })]).toEqual([sent, open]);
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) * 4 },
    );
  });
});
