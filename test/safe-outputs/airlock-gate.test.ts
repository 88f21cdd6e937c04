import { largeBodiesAt } from '../../constructs/safe-people/door-operations.ts';
import { airlockAlarms } from '../../lambdas/safe-outputs/contract.ts';
import { type RecorderEnv, tablesIn } from '../../lambdas/workflow/environment.ts';
import { production, propertiesOf, stackOf, trial } from '../safe-data/example-resources.ts';

const gate = stackOf(production, 'gate');

interface Right {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Condition?: unknown;
}

const rightsOf = (role: string): readonly Right[] => {
  const [policy] = propertiesOf(gate, role).Policies as readonly { PolicyDocument: { Statement: readonly Right[] } }[];
  return policy?.PolicyDocument.Statement ?? [];
};

const outside = ['AirlockPublicRole', 'AirlockBytesPublicRole'];
const writers = ['AirlockBytesPrivateRole', 'AirlockCheckerRole', 'AirlockReleaseRole', 'AirlockScanRole'];

test.each(outside)('%s has no right to the table in which requests are told, nor to its key', (role) => {
  const rights = JSON.stringify(rightsOf(role));
  expect(rights).toContain('ReleasesTable');
  expect(rights).not.toMatch(/AirlockTable|AirlockKey/);
});

test('what arrives at the public door is put away and never read there', () => {
  const ofStore = rightsOf('AirlockPublicRole').filter(({ Action }) =>
    [Action].flat().some((one) => one.startsWith('s3:')),
  );
  expect(ofStore.map(({ Sid, Action }) => [Sid, Action])).toEqual([['PutAirlockInbound', 's3:PutObject']]);
});

test.each([
  ['AirlockPublicRole', 'deposit', ['deposits-of#*#*']],
  ['AirlockBytesPublicRole', 'release', []],
])(
  '%s puts items of the workflow %s into the table of releases, and nothing else in any call, and takes none away',
  (role, workflow, more) => {
    const writes = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'];
    const writing = rightsOf(role).filter(({ Action }) => [Action].flat().some((one) => writes.includes(one)));
    expect(writing).toEqual([
      expect.objectContaining({
        Sid: 'PutOwnIntoReleases',
        Action: 'dynamodb:PutItem',
        Condition: expect.objectContaining({
          'ForAllValues:StringLike': {
            'dynamodb:LeadingKeys': [workflow, `command#${workflow}#*`, `history#${workflow}#*`, 'outbox', ...more],
          },
          Null: { 'dynamodb:LeadingKeys': 'false' },
        }),
      }),
    ]);
  },
);

test.each(writers)('%s works on requests and casts no vote', (role) => {
  expect(rightsOf(role)).toContainEqual(
    expect.objectContaining({
      Sid: 'LeaveVotesAlone',
      Effect: 'Deny',
      Action: ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      Condition: { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': ['vote'] } },
    }),
  );
});

test('the recorder takes out of the outbox of both tables what it has carried, and writes nothing there', () => {
  for (const table of ['Airlock', 'Releases']) {
    const rights = rightsOf('RecorderRole').filter(
      ({ Sid }) => Sid.endsWith(`Of${table}`) || Sid.endsWith(`d${table}`),
    );
    const actions = rights.flatMap(({ Action }) => Action).filter((one) => one.startsWith('dynamodb:'));
    expect(actions).toContain('dynamodb:DeleteItem');
    expect(actions).not.toContain('dynamodb:PutItem');
    expect(actions).not.toContain('dynamodb:UpdateItem');
    expect(rights).toContainEqual(
      expect.objectContaining({
        Sid: `ClearOutboxOf${table}`,
        Condition: expect.objectContaining({
          'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['outbox'] },
          Null: { 'dynamodb:LeadingKeys': 'false' },
        }),
      }),
    );
  }
});

test('the recorder carries the events of every table whose changes wake it', () => {
  const { Variables } = propertiesOf(gate, 'RecorderFunction').Environment as { readonly Variables: RecorderEnv };
  const carried = tablesIn(Variables);
  const woken = Object.keys(gate).flatMap((id) => /^RecorderToldOf(\w+)$/.exec(id)?.[1]?.toLowerCase() ?? []);
  expect(woken.length).toBeGreaterThanOrEqual(4);
  expect(Object.keys(carried).sort()).toEqual(woken.sort());
  const names = Object.values(carried);
  expect(names.filter((name) => typeof name === 'string' && name.startsWith('tre-'))).toHaveLength(woken.length);
  expect(new Set(names).size).toBe(names.length);
});

test('the checker has a processor of its own and a quarter of an hour; what streams has two minutes, more than a door waits for a whole answer', () => {
  expect(propertiesOf(gate, 'AirlockCheckerFunction')).toMatchObject({ Timeout: 900, MemorySize: 3008 });
  for (const id of ['AirlockBytesPrivateFunction', 'AirlockBytesPublicFunction']) {
    expect(propertiesOf(gate, id).Timeout).toBe(120);
  }
});

test.each(Object.values(airlockAlarms))('the word %s in the log of the checker raises an alarm', (word) => {
  const filters = Object.entries(gate).filter(([, { Type }]) => Type === 'AWS::Logs::MetricFilter');
  const [, filter] = filters.find(([, { Properties }]) => Properties.FilterPattern === `"${word}"`) ?? [];
  expect(filter?.Properties.LogGroupName).toEqual({ Ref: 'AirlockCheckerLogs' });
  const [metric] = (filter?.Properties.MetricTransformations ?? []) as readonly {
    MetricName: string;
    MetricNamespace: string;
  }[];
  expect(propertiesOf(gate, `${metric?.MetricName}Alarm`)).toMatchObject({
    Namespace: metric?.MetricNamespace,
    MetricName: metric?.MetricName,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  });
});

interface Statement {
  readonly SizeConstraintStatement?: { readonly Size: number };
  readonly NotStatement?: { readonly Statement: { readonly RegexMatchStatement: { readonly RegexString: string } } };
}

/** Whether the firewall turns a request with a body of so many bytes away for its size alone. */
function tooLarge(path: string, bytes: number): boolean {
  const rules = propertiesOf(gate, 'PublicFirewall').Rules as readonly {
    readonly Name: string;
    readonly Statement: { readonly AndStatement: { readonly Statements: readonly Statement[] } };
  }[];
  const { Statements: all } = rules.find(({ Name }) => Name === 'body-size')?.Statement.AndStatement ?? {
    Statements: [],
  };
  expect(all.length).toBeGreaterThan(1);
  return all.every(({ SizeConstraintStatement: size, NotStatement: not }) =>
    size !== undefined
      ? bytes > size.Size
      : !new RegExp(not?.Statement.RegexMatchStatement.RegexString ?? '').test(path),
  );
}

const parts = '/v1/arrivals/11111111-2222-4333-8444-555555555555/parts';

test.each([
  [parts, 4_001_000, false],
  [`${parts}/more`, 4_001_000, true],
  [`/v1/arrivals/a/b/parts`, 4_001_000, true],
  ['/v1/people', 16_384, false],
  ['/v1/people', 16_385, true],
])('at the public door %s with %i bytes is turned away for its size: %s', (path, bytes, refused) => {
  expect(tooLarge(path, bytes)).toBe(refused);
});

test('the only large bodies of the public door are parts of what arrives', () => {
  expect(largeBodiesAt('public')).toEqual([parts.slice('/v1'.length).replace(/[0-9a-f-]{36}/, '[^/]+')]);
});

test('the size that common rules of AWS turn away is counted, and nothing else of theirs is', () => {
  const rules = propertiesOf(gate, 'PublicFirewall').Rules as readonly {
    readonly Name: string;
    readonly Statement: object;
  }[];
  const overrides = rules.flatMap(({ Name, Statement }) => {
    const { ManagedRuleGroupStatement: group } = Statement as {
      ManagedRuleGroupStatement?: { RuleActionOverrides?: readonly object[] };
    };
    return (group?.RuleActionOverrides ?? []).map((one) => [Name, one]);
  });
  expect(overrides).toEqual([['CommonRuleSet', { Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }]]);
});

test.each([production, trial])('each workgroup of %s says by which profile its project is judged', (deployment) => {
  const project = deployment === production ? 'copd-winter' : 'foot-care';
  const workgroup = propertiesOf(stackOf(deployment, `project-${project}`), 'Workgroup');
  expect(workgroup.Tags).toContainEqual({
    Key: 'tre:disclosure-profile',
    Value: expect.stringMatching(/^[a-z]+(-[a-z0-9]+)+$/),
  });
});
