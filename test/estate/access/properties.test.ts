import fc from 'fast-check';
import type { JsonObject } from '../../../policies/estate/estate.ts';
import {
  bucketArn,
  call,
  completion,
  decide,
  generalised,
  isOfResource,
  type LayerName,
  layers,
  openKeys,
  partly,
  rank,
  statementFor,
  type Written,
  written,
} from './arbitrary-calls.ts';

/** A seed of its own makes a failure repeatable; PROPERTY_SEED and PROPERTY_RUNS look further. */
fc.configureGlobal({
  seed: Number(process.env.PROPERTY_SEED ?? 20_260_704),
  numRuns: Number(process.env.PROPERTY_RUNS ?? 300),
});

const holds = <T extends [unknown, ...unknown[]]>(
  sentence: string,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  predicate: (...args: T) => void,
) =>
  test(sentence, () => {
    fc.assert(fc.property(fc.tuple(...arbitraries) as unknown as fc.Arbitrary<T>, (args) => predicate(...args)));
  });

const layer = fc.constantFrom<LayerName>(...layers);
const withStatement = (effect: 'Allow' | 'Deny') =>
  layer.chain((one) => fc.tuple(fc.constant(one), statementFor(one, effect)));
const added = (to: Written, [one, statement]: [LayerName, JsonObject]): Written => ({
  ...to,
  [one]: [...(to[one] ?? []), statement],
});
const everyStatement = (from: Written, change: (statement: JsonObject) => JsonObject): Written =>
  Object.fromEntries(Object.entries(from).map(([name, statements]) => [name, statements.map(change)]));
const textsOf = (value: unknown): string[] => [value].flat().map(String);

describe('what is added', () => {
  holds(
    'a Deny never lets more through',
    [call, written, completion, withStatement('Deny')],
    (asked, policies, facts, deny) => {
      expect(rank[decide(asked, added(policies, deny), facts)]).toBeLessThanOrEqual(
        rank[decide(asked, policies, facts)],
      );
    },
  );

  holds(
    'an Allow where there is a policy never takes anything away',
    [call, written, completion, withStatement('Allow')],
    (asked, policies, facts, allow) => {
      if (policies[allow[0]] === undefined) return;
      expect(rank[decide(asked, added(policies, allow), facts)]).toBeGreaterThanOrEqual(
        rank[decide(asked, policies, facts)],
      );
    },
  );

  holds(
    'a boundary, session policy, endpoint policy or policy of the organisation never lets more through',
    [call, written, completion, layer, statementFor('boundary')],
    (asked, policies, facts, one, statement) => {
      if (one === 'identity' || one === 'resource') return;
      const { [one]: _, ...without } = policies;
      const limit = isOfResource(one) ? { ...statement, Principal: '*' } : statement;
      expect(rank[decide(asked, { ...without, [one]: [limit] }, facts)]).toBeLessThanOrEqual(
        rank[decide(asked, without, facts)],
      );
    },
  );

  holds(
    'a call that sends everything is allowed or denied, and nothing between',
    [call, written, completion],
    (asked, policies, facts) => {
      const { caller } = asked;
      const namesItsSession = caller.kind !== 'role-session' || caller.session !== undefined;
      if (namesItsSession) expect(['allowed', 'denied']).toContain(decide(asked, policies, facts));
    },
  );
});

describe('what does not matter', () => {
  const shuffled = <T>(list: readonly T[], seed: number): T[] =>
    list
      .map((one, index) => [(seed * (index + 7)) % 11, one] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, one]) => one);

  holds(
    'the order of statements, of the values in a list, and of the tests in a condition',
    [call, written, completion, openKeys, fc.nat(10)],
    (asked, policies, facts, open, seed) => {
      const mixed = (value: unknown): unknown =>
        Array.isArray(value)
          ? shuffled(value.map(mixed), seed)
          : typeof value === 'object' && value !== null
            ? Object.fromEntries(shuffled(Object.entries(value), seed).map(([name, child]) => [name, mixed(child)]))
            : value;
      const some = partly(facts, open);
      expect(decide(asked, mixed(policies) as Written, some)).toBe(decide(asked, policies, some));
    },
  );

  holds(
    'whether two actions stand in one statement or in two',
    [call, written, completion],
    (asked, policies, facts) => {
      const split = Object.fromEntries(
        Object.entries(policies).map(([name, statements]) => [
          name,
          (statements as JsonObject[]).flatMap((one) =>
            'Action' in one ? textsOf(one.Action).map((action) => ({ ...one, Action: action })) : [one],
          ),
        ]),
      );
      expect(decide(asked, split, facts)).toBe(decide(asked, policies, facts));
    },
  );

  holds('whether one value stands alone or in a list', [call, written, completion], (asked, policies, facts) => {
    const alone = everyStatement(policies, (one) =>
      Object.fromEntries(
        Object.entries(one).map(([name, value]) => [
          name,
          Array.isArray(value) && value.length === 1 ? value[0] : value,
        ]),
      ),
    );
    expect(decide(asked, alone, facts)).toBe(decide(asked, policies, facts));
  });

  holds(
    'capitals in actions, in the names of condition keys and operators, and in truths',
    [call, written, completion],
    (asked, policies, facts) => {
      const louder = everyStatement(policies, (one) => ({
        ...one,
        ...('Action' in one ? { Action: textsOf(one.Action).map((text) => text.toUpperCase()) } : {}),
        ...('NotAction' in one ? { NotAction: textsOf(one.NotAction).map((text) => text.toUpperCase()) } : {}),
        Condition: Object.fromEntries(
          Object.entries((one.Condition ?? {}) as Record<string, JsonObject>).map(([operator, tests]) => [
            operator,
            Object.fromEntries(
              Object.entries(tests).map(([key, values]) => [
                key.toUpperCase(),
                /^(Bool|Null)/.test(operator) ? textsOf(values).map((text) => text.toUpperCase()) : values,
              ]),
            ),
          ]),
        ),
      }));
      expect(decide(asked, louder, facts)).toBe(decide(asked, policies, facts));
    },
  );
});

describe('what does matter', () => {
  test.each([
    ['capitals in a resource', { Resource: bucketArn('Vault/a.csv') }],
    ['capitals in a value of StringEquals', { Condition: { StringEquals: { 'aws:SourceVpc': 'VPC-1' } } }],
    ['capitals in a value of StringLike', { Condition: { StringLike: { 'aws:SourceVpc': 'VPC-*' } } }],
  ])('%s', (_, change) => {
    const asked = {
      caller: { kind: 'user', arn: 'arn:aws:iam::111122223333:user/anna', account: '111122223333' },
      action: 's3:GetObject',
      resource: bucketArn('vault/a.csv'),
      resourceAccount: '111122223333',
    } as const;
    const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: bucketArn('vault/a.csv') };
    const facts = { 'aws:sourcevpc': ['vpc-1'] };
    expect(decide(asked, { identity: [statement] }, facts)).toBe('allowed');
    expect(decide(asked, { identity: [{ ...statement, ...change }] }, facts)).toBe('denied');
  });
});

describe('a statement and its complement', () => {
  const others: Readonly<Record<string, string>> = {
    Action: 'NotAction',
    Resource: 'NotResource',
    NotAction: 'Action',
    NotResource: 'Resource',
  };
  const complement = (statement: JsonObject, element: string): JsonObject => {
    const { [element]: value, ...rest } = statement;
    return { ...rest, [others[element] ?? '']: value ?? null };
  };
  const everywhere = (statement: JsonObject, element: string): JsonObject => {
    const { [element]: _, ...rest } = statement;
    return { ...rest, [element.replace('Not', '')]: '*' };
  };

  for (const element of ['Action', 'Resource', 'NotAction', 'NotResource'])
    holds(
      `${element} and ${others[element]} of the same are everything together`,
      [call, written, completion, withStatement('Allow'), fc.constantFrom('Allow', 'Deny')],
      (asked, policies, facts, [one, made], Effect) => {
        if (!(element in made) || policies[one] === undefined) return;
        const statement = { ...made, Effect };
        const both = added(added(policies, [one, statement]), [one, complement(statement, element)]);
        expect(decide(asked, both, facts)).toBe(
          decide(asked, added(policies, [one, everywhere(statement, element)]), facts),
        );
      },
    );

  holds(
    'a wildcard in place of a part of a text reaches whatever the text reached',
    [call, written, completion, withStatement('Allow'), fc.nat(30), fc.nat(30)],
    (asked, policies, facts, [one, made], from, length) => {
      if (policies[one] === undefined) return;
      const wider = {
        ...made,
        ...('Action' in made ? { Action: textsOf(made.Action).map((text) => generalised(text, from, length)) } : {}),
        ...('Resource' in made
          ? { Resource: textsOf(made.Resource).map((text) => (text === '*' ? text : generalised(text, from, length))) }
          : {}),
      };
      expect(rank[decide(asked, added(policies, [one, wider]), facts)]).toBeGreaterThanOrEqual(
        rank[decide(asked, added(policies, [one, made]), facts)],
      );
      const deny = { ...made, Effect: 'Deny' };
      const widerDeny = { ...wider, Effect: 'Deny' };
      expect(rank[decide(asked, added(policies, [one, widerDeny]), facts)]).toBeLessThanOrEqual(
        rank[decide(asked, added(policies, [one, deny]), facts)],
      );
    },
  );
});
