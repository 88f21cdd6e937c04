import fc from 'fast-check';
import type { Facts } from '../../../policies/estate/access/circumstances.ts';
import { plain, readDocument } from '../../../policies/estate/access/documents.ts';
import {
  type Call,
  call,
  completion,
  decide,
  keys,
  openKeys,
  partly,
  setKey,
  statementFor,
  written,
} from './arbitrary-calls.ts';

fc.configureGlobal({
  seed: Number(process.env.PROPERTY_SEED ?? 20_260_704),
  numRuns: Number(process.env.PROPERTY_RUNS ?? 300),
});

/** Whether a policy that names a session is decided too. */
const namesItsSession = ({ caller }: Call): boolean => caller.kind !== 'role-session' || caller.session !== undefined;

describe('a question that leaves keys open', () => {
  test('answered with allowed or denied, is answered so for whatever the call sends', () => {
    fc.assert(
      fc.property(
        call,
        written,
        completion,
        openKeys,
        fc.array(completion, { minLength: 20, maxLength: 20 }),
        (asked, policies, facts, open, others) => {
          const known = partly(facts, open);
          const decision = decide(asked, policies, known);
          if (decision === 'conditional') return;
          const expected = namesItsSession(asked) ? [decision] : [decision, 'conditional'];
          for (const other of [facts, ...others])
            expect(expected).toContain(decide(asked, policies, { ...other, ...known }));
        },
      ),
    );
  });

  /** Every completion of up to two open keys, over all values that some policy of the world could tell apart. */
  const completionsOf = (open: readonly string[]): readonly Facts[] =>
    open.reduce<readonly Facts[]>(
      (some, key) => some.flatMap((facts) => (valuesToTry[key] ?? []).map((values) => ({ ...facts, [key]: values }))),
      [{}],
    );

  test('answered with conditional, is allowed for some call and denied for another', () => {
    let conditional = 0;
    fc.assert(
      fc.property(call, written, completion, openKeys, (asked, policies, facts, keysLeft) => {
        const open = keysLeft.slice(0, 2);
        const known = partly(facts, open);
        if (!namesItsSession(asked)) return;
        if (decide(asked, policies, known) !== 'conditional') return;
        conditional += 1;
        const decisions = completionsOf(open).map((sent) => decide(asked, policies, { ...known, ...sent }));
        expect([...new Set(decisions)].sort()).toEqual(['allowed', 'denied']);
      }),
      { numRuns: 3000 },
    );
    expect(conditional).toBeGreaterThan(20);
  });
});

const beside: Readonly<Record<string, readonly string[]>> = {
  'aws:sourcevpc': ['vpc-9', 'xyz', 'vpc-1x'],
  'aws:principaltag/project': ['x', 'COPD'],
  'aws:multifactorauthpresent': [],
  'aws:sourceip': ['10.9.9.9', '10.0.0.77', '172.16.0.1'],
  's3:max-keys': ['0', '50', '1000'],
  'aws:currenttime': ['2020-01-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-09-01T00:00:00Z', '2030-01-01T00:00:00Z'],
};
const tags = ['cost', 'project', 'proof', 'pro', 'other', 'cos'];
const valuesToTry: Readonly<Record<string, readonly (readonly string[] | null)[]>> = {
  ...Object.fromEntries(
    Object.entries(keys).map(([key, values]) => [
      key,
      [null, ...[...values, ...(beside[key] ?? [])].map((one) => [one])],
    ]),
  ),
  [setKey]: [null, ...tags.map((one) => [one]), ...tags.flatMap((one) => tags.map((other) => [one, other]))],
};

describe('two ways to say the same', () => {
  const pairs = [
    ['StringEquals', 'StringNotEquals', 'aws:TagKeys'],
    ['StringLike', 'StringNotLike', 'aws:TagKeys'],
    ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'aws:TagKeys'],
    ['NumericEquals', 'NumericNotEquals', 's3:max-keys'],
    ['DateEquals', 'DateNotEquals', 'aws:CurrentTime'],
    ['IpAddress', 'NotIpAddress', 'aws:SourceIp'],
  ] as const;
  const opposites: readonly (readonly [string, string])[] = [
    ['', ''],
    ['ForAnyValue:', 'ForAllValues:'],
    ['ForAllValues:', 'ForAnyValue:'],
  ];

  describe.each(pairs)('%s and %s', (positive, negative, key) => {
    test.each(opposites)('%s… and its negation %s… are opposites, whether the key is sent or not', (one, other) => {
      const pool = valuesToTry[key.toLowerCase()] ?? [];
      const texts = pool.flatMap((values) => values ?? []);
      fc.assert(
        fc.property(
          call,
          fc.subarray(texts, { minLength: 1, maxLength: 3 }),
          fc.constantFrom(...pool.filter((values) => one !== '' || values === null || values.length < 2)),
          (asked, values, sent) => {
            const facts: Facts = { [key.toLowerCase()]: sent };
            const user = {
              ...asked,
              caller: { kind: 'user', arn: 'arn:aws:iam::111122223333:user/anna', account: '111122223333' },
            } as const;
            const open = { Effect: 'Allow', Action: '*', Resource: '*', Principal: '*' };
            const denyIf = (operator: string) =>
              decide(
                user,
                {
                  identity: [open],
                  resource: [open, { ...open, Effect: 'Deny', Condition: { [operator]: { [key]: values } } }],
                },
                facts,
              );
            if (user.resourceAccount !== '111122223333' || user.action.startsWith('kms')) return;
            const holdsOne = denyIf(`${one}${positive}`) === 'denied';
            const holdsOther = denyIf(`${other}${negative}`) === 'denied';
            expect(holdsOne).toBe(!holdsOther);
          },
        ),
        { numRuns: 100 },
      );
    });
  });

  test('a document as text and as an object', () => {
    fc.assert(
      fc.property(fc.array(statementFor('resource'), { maxLength: 3 }), (statements) => {
        const document = { Version: '2012-10-17', Statement: statements };
        const [asObject, asText] = [document, JSON.stringify(document)].map((one) =>
          readDocument(one, 'x', 'y', plain),
        );
        expect(asText).toEqual(asObject);
      }),
    );
  });
});
