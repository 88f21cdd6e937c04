import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const folder = join(__dirname, '../../cases/access');
const docs = z.url({ protocol: /^https$/, hostname: /^docs\.aws\.amazon\.com$/ });
const account = z.string().regex(/^\d{12}$/);
const iamArn = (kind: string) => z.string().regex(new RegExp(`^arn:aws:iam::\\d{12}:${kind}$`));

const principal = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('role-session'),
    arn: iamArn('role/.+'),
    account,
    session: z.string().min(2),
    managementAccount: z.boolean().optional(),
    serviceLinked: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('user'),
    arn: iamArn('user/.+'),
    account,
    managementAccount: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('root'),
    arn: iamArn('root'),
    account,
    managementAccount: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('federated-user'),
    arn: z.string().regex(/^arn:aws:sts::\d{12}:federated-user\/.+$/),
    account,
  }),
  z.strictObject({ kind: z.literal('service'), service: z.string().regex(/^[a-z0-9.-]+\.amazonaws\.com$/) }),
  z.strictObject({ kind: z.literal('anonymous') }),
  z.strictObject({ kind: z.literal('web-identity'), issuer: z.string().min(1) }),
  z.strictObject({ kind: z.literal('saml'), issuer: z.string().regex(/^arn:aws:iam::\d{12}:saml-provider\/.+$/) }),
]);

const texts = z.union([z.string(), z.array(z.string()).min(1)]);
const named = z.union([z.literal('*'), z.record(z.enum(['AWS', 'Service', 'Federated']), texts.optional())]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const operator = z
  .string()
  .regex(
    /^((ForAllValues|ForAnyValue):)?(String(Not)?(Equals(IgnoreCase)?|Like)|Numeric(Not)?Equals|Numeric(Less|Greater)Than(Equals)?|Date(Not)?Equals|Date(Less|Greater)Than(Equals)?|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?$|^Null$/,
  );
const conditions = z.record(operator, z.record(z.string().min(1), z.union([scalar, z.array(scalar).min(1)])));

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: named.optional(),
  NotPrincipal: named.optional(),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Condition: conditions.optional(),
});
type Statement = z.infer<typeof statement>;
const document = z.strictObject({
  Version: z.enum(['2012-10-17', '2008-10-17']).optional(),
  Statement: z.array(statement).min(1),
});

const policies = z.strictObject({
  identity: z.array(document).optional(),
  boundary: z.array(document).length(1).optional(),
  session: z.array(document).min(1).optional(),
  resource: z.array(document).length(1).optional(),
  endpoint: z.array(document).length(1).optional(),
  scps: z.array(z.array(document).min(1)).min(1).optional(),
  rcps: z.array(z.array(document).min(1)).min(1).optional(),
});

const accessCase = z.strictObject({
  name: z.string().min(8),
  source: docs.optional(),
  because: z.string().min(20),
  surprise: z.literal(true).optional(),
  request: z.strictObject({
    action: z.string().regex(/^[a-z0-9-]+:[A-Za-z]+$/),
    resource: z.string().regex(/^(\*|arn:aws:.+)$/),
    resourceAccount: account.nullable().optional(),
    principal,
    context: z.record(z.string().min(3), z.union([z.string(), z.array(z.string()), z.null()])),
  }),
  policies,
  expect: z.enum(['allowed', 'denied', 'conditional']),
});
const topic = z.strictObject({ source: docs, cases: z.array(accessCase).min(8).max(25) });

const files = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort();
const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const cases = files.flatMap((file) => (topic.safeParse(read(file)).data?.cases ?? []).map((one) => ({ file, ...one })));
const label = (one: { file: string; name: string }) => `${one.file}: ${one.name}`;

/** Identity, boundary, session and service control policies name no principal; all others name exactly one set. */
const namesPrincipal = ({ Principal, NotPrincipal }: Statement): number =>
  Number(Principal !== undefined) + Number(NotPrincipal !== undefined);

describe('the cases taken from AWS documentation', () => {
  test.each(files)('%s has the agreed shape', (file) => {
    expect(topic.safeParse(read(file)).error?.issues ?? []).toEqual([]);
  });

  test('are at least 120, and at least 15 of them have an open answer', () => {
    expect(cases.length).toBeGreaterThanOrEqual(120);
    expect(cases.filter((one) => one.expect === 'conditional').length).toBeGreaterThanOrEqual(15);
  });

  test('show refusal as well as permission in every file', () => {
    const oneSided = files.filter((file) => {
      const answers = new Set(cases.filter((one) => one.file === file).map((one) => one.expect));
      return !answers.has('allowed') || !answers.has('denied');
    });
    expect(oneSided).toEqual([]);
  });

  test('have names that differ, even in other case', () => {
    const names = cases.map((one) => one.name.toLowerCase());
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('write each statement as its kind of policy demands', () => {
    const odd = cases.filter(({ policies: { identity, boundary, session, scps, resource, endpoint, rcps } }) => {
      const of = (documents: readonly z.infer<typeof document>[]) => documents.flatMap((one) => one.Statement);
      const nameless = of([...(identity ?? []), ...(boundary ?? []), ...(session ?? []), ...(scps ?? []).flat()]);
      const naming = of([...(resource ?? []), ...(endpoint ?? []), ...(rcps ?? []).flat()]);
      const oneAction = [...nameless, ...naming].every(
        ({ Action, NotAction }) => (Action === undefined) !== (NotAction === undefined),
      );
      const oneResource = nameless.every(
        ({ Resource, NotResource }) => (Resource === undefined) !== (NotResource === undefined),
      );
      const principals =
        nameless.every((each) => namesPrincipal(each) === 0) && naming.every((each) => namesPrincipal(each) === 1);
      return !(oneAction && oneResource && principals);
    });
    expect(odd.map(label)).toEqual([]);
  });

  test('give every principal the account that its ARN names', () => {
    const odd = cases.filter(
      ({ request: { principal: who } }) => 'arn' in who && !who.arn.includes(`::${who.account}:`),
    );
    expect(odd.map(label)).toEqual([]);
  });

  test('name no context key twice in different case', () => {
    const twice = cases.filter(({ request }) => {
      const keys = Object.keys(request.context).map((key) => key.toLowerCase());
      return new Set(keys).size !== keys.length;
    });
    expect(twice.map(label)).toEqual([]);
  });
});

const sound = {
  name: 'A reader reads',
  because: 'The identity policy allows it and nothing denies.',
  request: {
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::amzn-s3-demo-bucket/a.csv',
    resourceAccount: '111122223333',
    principal: { kind: 'user', arn: 'arn:aws:iam::111122223333:user/anna', account: '111122223333' },
    context: {},
  },
  policies: { identity: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }] },
  expect: 'allowed',
};

test('a sound case is accepted', () => {
  expect(accessCase.safeParse(sound).error?.issues ?? []).toEqual([]);
});

test.each([
  ['a source elsewhere', { source: 'https://example.com/page' }],
  ['a word that is no answer', { expect: 'maybe' }],
  ['an argument that is missing', { because: '' }],
  ['a layer nobody knows', { policies: { identities: [] } }],
  [
    'an operator nobody knows',
    { policies: { identity: [{ Statement: [{ Effect: 'Deny', Condition: { Equals: {} } }] }] } },
  ],
  ['a context value that is a number', { request: { ...sound.request, context: { 'aws:MultiFactorAuthAge': 3600 } } }],
])('a case with %s is refused', (_, change) => {
  expect(accessCase.safeParse({ ...sound, ...change }).success).toBe(false);
});
