import {
  GetQueryExecutionCommand,
  GetWorkGroupCommand,
  InvalidRequestException,
  StartQueryExecutionCommand,
  TooManyRequestsException,
} from '@aws-sdk/client-athena';
import { App, Stack } from 'aws-cdk-lib';
import { projectTag } from '../../constructs/safe-people/assumed-by-the-broker.ts';
import { researcherActions } from '../../constructs/safe-people/researcher-ceiling.ts';
import { extractDatabaseName } from '../../constructs/safe-projects/extract.ts';
import { bucketNameOf, nameOf } from '../../constructs/tenancy.ts';
import { routeFaults } from '../../lambdas/safe-people/route-faults.ts';
import { bucketArns, databaseName, projectName, roleArn } from '../../lambdas/safe-projects/queries/project-names.ts';
import { projectSession, sessionRequest } from '../../lambdas/safe-projects/queries/project-session-sts.ts';
import { athenaOf, executionOf } from '../../lambdas/safe-projects/queries/query-athena.ts';
import { queryRoutes } from '../../lambdas/safe-projects/queries/query-routes.ts';
import {
  longestSessionPolicy,
  type SessionUse,
  sessionPolicy,
} from '../../lambdas/safe-projects/queries/session-policy.ts';

const at = { deployment: 'thames-valley', account: '111122223333', region: 'eu-west-2' };
const uses: readonly SessionUse[] = ['start', 'watch', 'read', 'stop', 'tables'];
interface Statement {
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}
const statementsOf = (use: SessionUse, project = 'falls'): readonly Statement[] =>
  JSON.parse(sessionPolicy(at, project, use)).Statement;

test('names are those that the project stacks give', () => {
  const tenancy = { deployment: at.deployment, stage: 'trial', qualifier: 'x' } as const;
  const stack = new Stack(new App(), 'Names', { env: { account: at.account, region: at.region } });
  expect(projectName(at, 'falls')).toBe(nameOf(tenancy, 'project', 'falls'));
  expect(databaseName(at, 'falls-2')).toBe(extractDatabaseName(tenancy, 'falls-2'));
  expect(bucketArns(at, 'falls')[0]).toBe(
    ['arn', 'aws', 's3', '', '', bucketNameOf(stack, tenancy, 'p', 'falls')].join(':'),
  );
});

test.each(uses)('a session to %s may do that and no more, in the one project', (use) => {
  const allowed = statementsOf(use).flatMap(({ Action }) => Action);
  for (const action of allowed) expect(researcherActions).toContain(action);
  const direct = statementsOf(use).filter(({ Condition }) => Condition === undefined);
  expect(direct).toHaveLength(1);
  const own: Record<SessionUse, readonly string[]> = {
    start: ['athena:GetWorkGroup', 'athena:StartQueryExecution'],
    watch: ['athena:GetQueryExecution'],
    read: ['athena:GetQueryResults'],
    stop: ['athena:StopQueryExecution', 'athena:GetQueryExecution'],
    tables: ['glue:GetTables'],
  };
  expect(direct[0]?.Action).toEqual(own[use]);
  expect(direct.flatMap(({ Resource }) => Resource)).not.toContain('*');
  for (const { Action, Resource } of statementsOf(use)) {
    const names = [Resource].flat();
    if (!Action.every((one) => one.startsWith('kms:')))
      for (const name of names) expect(name).toMatch(/falls|:catalog$/);
  }
});

test('what is not asked of Athena directly is asked through Athena alone', () => {
  for (const { Condition } of statementsOf('start').slice(1)) {
    expect(Condition).toEqual({ 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } });
  }
});

test('the longest names leave room in a session policy', () => {
  const longest = { ...at, deployment: 'd'.repeat(24), region: 'ap-southeast-2' };
  for (const use of uses) {
    expect(sessionPolicy(longest, `p${'x'.repeat(23)}`, use).length).toBeLessThan(longestSessionPolicy);
  }
});

test('the broker becomes a project in the name of a person, for the shortest time, and with the one tag that the role demands', () => {
  const request = sessionRequest(at, { project: 'falls', person: 'person-1', use: 'read' });
  expect(request).toEqual({
    RoleArn: roleArn(at, 'falls'),
    RoleSessionName: 'person-1',
    SourceIdentity: 'person-1',
    DurationSeconds: 900,
    Tags: [{ Key: projectTag, Value: 'falls' }],
    Policy: sessionPolicy(at, 'falls', 'read'),
  });
});

test.each(['', 'x', '../other', 'falls/..', 'FALLS', 'a*', `p${'x'.repeat(24)}`])(
  '%j is no project and names nothing',
  (project) => {
    expect(() => sessionRequest(at, { project, person: 'person-1', use: 'read' })).toThrow('project id');
  },
);

test.each(['', 'short', 'person 1x', 'aws:root-1', 'p'.repeat(65)])('%j is nobody in whose name to act', (person) => {
  expect(() => sessionRequest(at, { project: 'falls', person, use: 'read' })).toThrow('a person has an id');
});

test('credentials are asked for anew at every call', async () => {
  let calls = 0;
  const send = async () => {
    calls += 1;
    return { Credentials: { AccessKeyId: `key-${calls}`, SecretAccessKey: 's', SessionToken: 't' } };
  };
  const who = { project: 'falls', person: 'person-1', use: 'read' } as const;
  const keys = [await projectSession({ send }, at, who), await projectSession({ send }, at, who)];
  expect(keys.map(({ accessKeyId }) => accessKeyId)).toEqual(['key-1', 'key-2']);
  await expect(projectSession({ send: async () => ({}) }, at, who)).rejects.toThrow('credentials');
});

describe('Athena', () => {
  const names = { workgroup: 'tre-thames-valley-project-falls', database: 'tre_thames_valley_project_falls' };
  const answering = (
    answer: unknown,
    configuration: object = { BytesScannedCutoffPerQuery: 100, EnforceWorkGroupConfiguration: true },
  ) => {
    const sent: { readonly input: unknown }[] = [];
    const send = async (command: { readonly input: unknown }) => {
      if (command instanceof GetWorkGroupCommand) return { WorkGroup: { Configuration: configuration } };
      sent.push(command);
      if (answer instanceof Error) throw answer;
      return answer;
    };
    return { sent, athena: athenaOf({ send: send as never }, names) };
  };

  test('starts in the workgroup, the catalogue and the database of the project, with the query for a token', async () => {
    const { athena, sent } = answering({ QueryExecutionId: 'execution-1' });
    expect(await athena.start('SELECT 1', 'token-1', 100)).toEqual({ kind: 'started', execution: 'execution-1' });
    expect(sent[0]).toBeInstanceOf(StartQueryExecutionCommand);
    expect(sent[0]?.input).toEqual({
      QueryString: 'SELECT 1',
      ClientRequestToken: 'token-1',
      WorkGroup: names.workgroup,
      QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: names.database },
    });
  });

  test.each([
    ['reads more than was reserved', { BytesScannedCutoffPerQuery: 101, EnforceWorkGroupConfiguration: true }],
    ['stops nothing', { EnforceWorkGroupConfiguration: true }],
    ['lets a query say otherwise', { BytesScannedCutoffPerQuery: 100 }],
    ['says nothing of itself', {}],
  ])('starts nothing in a workgroup that %s', async (_, configuration) => {
    const { athena, sent } = answering({ QueryExecutionId: 'execution-1' }, configuration);
    expect(await athena.start('SELECT 1', 'token-1', 100)).toEqual({ kind: 'refused', because: 'workgroup-cutoff' });
    expect(sent).toEqual([]);
  });

  test('tells full from refused, and lets what it does not know be an error', async () => {
    const over = { message: 'about 9434765919', $metadata: {} };
    expect(await answering(new TooManyRequestsException(over)).athena.start('', '', 100)).toEqual({ kind: 'full' });
    const refused = await answering(new InvalidRequestException(over)).athena.start('', '', 100);
    expect(refused).toEqual({ kind: 'refused', because: 'athena-refused' });
    await expect(answering(new Error('timed out')).athena.start('', '', 100)).rejects.toThrow('timed out');
    expect(await answering(new InvalidRequestException(over)).athena.watch('x')).toEqual({ state: 'unknown' });
  });

  test('says why in categories, never in words that quote the text', async () => {
    const status = (State: 'FAILED' | 'CANCELLED', more: object) =>
      executionOf({ Status: { State, ...more }, Statistics: { DataScannedInBytes: 7 } });
    const failed = { StateChangeReason: "mismatched input '9434765919'", AthenaError: { ErrorCategory: 2 } };
    expect(status('FAILED', failed)).toEqual({ state: 'failed', bytes: 7, because: 'athena-user' });
    expect(status('FAILED', {})).toMatchObject({ because: 'athena-other' });
    const limit = { StateChangeReason: 'Bytes scanned limit was exceeded' };
    expect(status('CANCELLED', limit)).toEqual({ state: 'cancelled', bytes: 7, because: 'bytes-limit' });
    expect(() => executionOf({ Status: {} })).toThrow('state');
    const { athena, sent } = answering({ QueryExecution: { Status: { State: 'RUNNING' } } });
    expect(await athena.watch('execution-1')).toEqual({ state: 'running' });
    expect(sent[0]).toBeInstanceOf(GetQueryExecutionCommand);
  });

  test('gives cells as they are: empty text is not nothing', async () => {
    const { athena } = answering({
      NextToken: 'n',
      ResultSet: {
        ResultSetMetadata: { ColumnInfo: [{ Name: 'a', Label: 'b', Type: 'varchar' }] },
        Rows: [{ Data: [{ VarCharValue: '' }, {}] }],
      },
    });
    expect(await athena.rows('x', undefined, 10)).toEqual({
      columns: [{ name: 'b', type: 'varchar' }],
      rows: [['', null]],
      next: 'n',
    });
  });
});

test('every route of queries is behind the private door alone, and is one that API Gateway takes', () => {
  expect(routeFaults(queryRoutes)).toEqual([]);
  for (const { doors } of queryRoutes) expect(doors).toEqual(['private']);
});
