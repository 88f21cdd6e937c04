import * as z from 'zod/mini';
import { gateFunctions } from '../../constructs/safe-people/gate-names.ts';
import * as outputs from '../../lambdas/safe-outputs/contract.ts';
import * as people from '../../lambdas/safe-people/contract.ts';
import * as projects from '../../lambdas/safe-projects/contract.ts';
import * as workflow from '../../lambdas/workflow/contract.ts';
import type { JsonObject } from '../../policies/estate/estate.ts';
import { ofType, resource, resourcesOf, written } from './synthesised.ts';

const gate = resourcesOf('thames-valley', 'gate');
const functions = ofType(gate, 'AWS::Lambda::Function');
const nounOf = ({ properties }: { properties: JsonObject }) =>
  String(properties.FunctionName).replace('tre-thames-valley-', '');

test('every function of the roster is there', () => {
  expect(functions.map(nounOf).sort()).toEqual([...gateFunctions].sort());
});

test('all stand in the network but the one that fetches keys and reaches no data', () => {
  expect(functions.filter(({ properties }) => properties.VpcConfig === undefined).map(nounOf)).toEqual([
    'signing-keys',
  ]);
});

test('no two functions share a role, and each role is lent to Lambda alone', () => {
  const roles = functions.map(({ properties }) => written(properties.Role));
  expect(new Set(roles).size).toBe(functions.length);
  for (const { properties } of ofType(gate, 'AWS::IAM::Role')) {
    expect(properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [{ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
  }
});

test('no function writes IAM, makes a key or becomes anybody', () => {
  const rights = written(ofType(gate, 'AWS::IAM::Role').map(({ properties }) => properties.Policies));
  expect(rights).not.toMatch(/"iam:|kms:CreateGrant|kms:PutKeyPolicy|sts:AssumeRole|lambda:Invoke/);
});

test('code in a function cannot use the rights by which Lambda sets it into the network', () => {
  for (const { id, properties } of ofType(gate, 'AWS::IAM::Role')) {
    if (id === 'SigningKeysRole') continue;
    const policy = written(properties.Policies);
    expect([id, policy.includes('lambda:SourceFunctionArn')]).toEqual([id, true]);
  }
});

/** Intrinsics stand for what AWS will say. */
const told = (name: string): Record<string, string> => {
  const found = functions.find((one) => nounOf(one) === name);
  const { Variables: variables } = (found?.properties.Environment ?? {}) as JsonObject;
  return Object.fromEntries(
    Object.entries((variables ?? {}) as JsonObject).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? value
        : key === 'ISSUER'
          ? 'https://cognito-idp.eu-west-2.amazonaws.com/pool'
          : 'made',
    ]),
  );
};

test.each([
  ['authoriser-private', people.AuthoriserEnv],
  ['authoriser-public', people.AuthoriserEnv],
  ['people-private', people.PeopleEnv],
  ['people-public', people.PeopleEnv],
  ['projects-public', projects.ProjectsEnv],
  ['broker', projects.BrokerEnv],
  ['sweeper', projects.SweeperEnv],
  ['closer', projects.CloserEnv],
  ['recorder', workflow.RecorderEnv],
  ['worker', people.WorkerEnv],
  ['identity-watch', people.IdentityWatchEnv],
  ['signing-keys', people.SigningKeysEnv],
  ['founding', people.FoundingEnv],
  ['airlock-private', outputs.AirlockEnv],
  ['airlock-bytes-private', outputs.BytesUnderReviewEnv],
  ['airlock-checker', outputs.CheckerEnv],
  ['airlock-scan', outputs.ScanEnv],
  ['airlock-release', outputs.ReleaseEnv],
  ['airlock-public', outputs.OutputsEnv],
  ['airlock-bytes-public', outputs.DownloadEnv],
] as const)('%s is told what its handler demands at its start, and nothing that it does not read', (name, env) => {
  const parsed = z.safeParse(env as z.ZodMiniType, { AWS_REGION: 'eu-west-2', ...told(name) });
  expect(parsed.error?.issues ?? []).toEqual([]);
  // A place that is given and not read is work that nobody does. `DOOR` is for the rules, which tell by it who stands where.
  const read = ['DOOR', ...Object.keys((env as z.ZodMiniObject).shape)];
  expect(Object.keys(told(name)).filter((one) => !read.includes(one))).toEqual([]);
});

test('the tokens of one door are not those of the other', () => {
  const audience = (id: string) =>
    ((resource(gate, id).properties.Environment as JsonObject).Variables as JsonObject).AUDIENCE;
  expect(audience('AuthoriserPrivateFunction')).not.toEqual(audience('AuthoriserPublicFunction'));
});

test('what ends access comes by the clock, whatever the streams do', () => {
  const clocks = ofType(gate, 'AWS::Events::Rule')
    .filter(({ properties }) => properties.ScheduleExpression !== undefined)
    .map(({ id, properties }) => [id, properties.ScheduleExpression]);
  expect(Object.fromEntries(clocks)).toEqual({
    AirlockCheckerClock: 'rate(5 minutes)',
    AirlockReleaseClock: 'rate(1 minute)',
    BrokerClock: 'rate(1 minute)',
    CloserClock: 'rate(15 minutes)',
    RecorderClock: 'rate(5 minutes)',
    SigningKeysClock: 'rate(5 minutes)',
    SweeperClock: 'rate(15 minutes)',
    WorkerClock: 'rate(5 minutes)',
  });
});

test('a batch of changes that fails is tried once more and let go: a stream is told of, and holds nothing', () => {
  const mappings = ofType(gate, 'AWS::Lambda::EventSourceMapping');
  expect(mappings.map(({ id }) => id).sort()).toEqual([
    'AirlockCheckerToldOfAirlock',
    'RecorderToldOfAirlock',
    'RecorderToldOfQueries',
    'RecorderToldOfRegister',
    'RecorderToldOfReleases',
    'SweeperToldOfRegister',
  ]);
  for (const { properties } of mappings) {
    expect(properties).toMatchObject({
      BisectBatchOnFunctionError: false,
      MaximumRetryAttempts: 1,
      MaximumRecordAgeInSeconds: 900,
    });
    expect(properties).not.toHaveProperty('DestinationConfig');
  }
});

test('a function behind a door ends before the door gives up, so that nothing is done of which somebody was told that it failed', () => {
  const answering = [
    'AuthoriserPrivate',
    'AuthoriserPublic',
    'Broker',
    'PeoplePrivate',
    'PeoplePublic',
    'ProjectsPublic',
  ];
  for (const name of answering) expect(resource(gate, `${name}Function`).properties.Timeout).toBeLessThan(29);
});

test('the sweeper runs alone and has its turn in production; in a trial, whose account may have ten runs in all, nothing is kept free', () => {
  const reserved = (resources: typeof gate) =>
    ofType(resources, 'AWS::Lambda::Function').flatMap(({ id, properties }) =>
      properties.ReservedConcurrentExecutions === undefined ? [] : [[id, properties.ReservedConcurrentExecutions]],
    );
  expect(reserved(gate)).toEqual([['SweeperFunction', 1]]);
  expect(reserved(resourcesOf('gtr-manchester', 'gate'))).toEqual([]);
});

test('whoever may call a function is named by ARN', () => {
  const permissions = ofType(gate, 'AWS::Lambda::Permission');
  expect(permissions.length).toBeGreaterThan(10);
  for (const { properties } of permissions) {
    expect(properties.SourceArn).toBeDefined();
    expect(['apigateway.amazonaws.com', 'events.amazonaws.com']).toContain(properties.Principal);
  }
});

test('nobody calls who founds the register but who breaks the glass', () => {
  expect(ofType(gate, 'AWS::Lambda::Permission').filter(({ id }) => id.startsWith('Founding'))).toEqual([]);
});

test('a sweep that does not come is an alarm by itself', () => {
  expect(resource(gate, 'SweepMissingAlarm').properties).toMatchObject({
    TreatMissingData: 'breaching',
    Period: 900,
    EvaluationPeriods: 2,
  });
});

test.each(['sweeper', 'recorder', 'closer'])('%s: errors and throttles reach a person', (name) => {
  const word = name.charAt(0).toUpperCase() + name.slice(1);
  for (const what of ['Errors', 'Throttles']) {
    expect(written(resource(gate, `${word}${what}Alarm`).properties.AlarmActions)).toContain(
      'tre-thames-valley-alarms',
    );
  }
});
