import { strict as assert } from 'node:assert';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { castOf } from '../doors/cast.ts';
import { knock, rulesOf } from '../doors/door.ts';
import { invoke } from '../doors/functions.ts';
import { grantsOf } from '../target/granted.ts';
import type { Stage } from '../target/stage.ts';
import { cannotSignIn, rehearsed } from './access-is-applied-for.ts';
import type { Scenario } from './scenario.ts';

const behind = ['people-public', 'projects-public', 'airlock-public'] as const;
const id = '00000000-0000-4000-8000-000000000000';

/** Routes that show data or text from among it, and what they are asked. */
const insideRoutes = (project: string) =>
  [
    ['POST', '/queries', '/queries', { project, sql: 'SELECT 1', why: 'To see that nobody answers' }],
    ['GET', '/queries', `/queries?project=${project}`, undefined],
    ['GET', '/queries/{query}', `/queries/${id}?project=${project}`, undefined],
    ['POST', '/queries/{query}/rows', `/queries/${id}/rows`, { project }],
    ['POST', '/queries/{query}/cancel', `/queries/${id}/cancel`, { project }],
    ['GET', '/projects/{project}/tables', `/projects/${project}/tables`, undefined],
    ['POST', '/queries/{query}/send', `/queries/${id}/send`, { project }],
    ['GET', '/airlock', `/airlock?project=${project}`, undefined],
    ['GET', '/airlock/{request}', `/airlock/${id}`, undefined],
    ['GET', '/airlock/{request}/findings', `/airlock/${id}/findings`, undefined],
    ['GET', '/airlock/{request}/files/{file}', `/airlock/${id}/files/${id}`, undefined],
    ['POST', '/airlock/{request}/finish-review', `/airlock/${id}/finish-review`, {}],
  ] as const;

/** A call past API Gateway that says of itself whatever would help. */
const smuggled = (
  door: 'private' | 'public',
  person: string,
  [method, resource, , body]: ReturnType<typeof insideRoutes>[number],
  project: string,
) => ({
  resource,
  httpMethod: method,
  pathParameters: { query: id, project, request: id, file: id },
  multiValueQueryStringParameters: { project: [project] },
  multiValueHeaders: { 'content-type': ['application/json'] },
  body: body === undefined ? null : JSON.stringify(body),
  requestContext: {
    requestId: 'rehearsal',
    authorizer: { person, signedInAt: new Date().toISOString(), session: 's', mfa: 'true', door },
  },
});

async function grantsNothing(stage: Stage): Promise<number> {
  const { account, region, deployment, clients } = stage;
  const tre = `tre-${deployment.id}`;
  const { Configuration } = await clients.lambda.send(new GetFunctionCommand({ FunctionName: `${tre}-people-public` }));
  const partition = Configuration?.FunctionArn?.split(':')[1];
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const project = rehearsed(stage);
  const questions = [
    ['athena:StartQueryExecution', arn('athena', `workgroup/${tre}-project-${project}`)],
    ['athena:GetQueryResults', arn('athena', `workgroup/${tre}-project-${project}`)],
    ['glue:GetTable', arn('glue', `table/${tre}-project-${project}/x`.replaceAll('-', '_'))],
    ['sts:AssumeRole', `arn:${partition}:iam::${account}:role/${tre}-project-${project}`],
    ['sts:AssumeRole', `arn:${partition}:iam::${account}:role/${tre}-broker`],
    ['lambda:InvokeFunction', arn('lambda', `function:${tre}-broker`)],
    ['dynamodb:GetItem', arn('dynamodb', `table/${tre}-queries`)],
    ['dynamodb:Query', arn('dynamodb', `table/${tre}-queries`)],
    ['dynamodb:GetItem', arn('dynamodb', `table/${tre}-airlock`)],
    ['dynamodb:PutItem', arn('dynamodb', `table/${tre}-airlock`)],
    ...['draft', 'review', 'inbound', 'inputs'].map(
      (store) => ['s3:GetObject', `arn:${partition}:s3:::${tre}-airlock-${store}-${account}-${region}-an/x`] as const,
    ),
    ['s3:PutObject', `arn:${partition}:s3:::${tre}-release-${account}-${region}-an/x`],
    ['s3:GetObject', `arn:${partition}:s3:::${tre}-query-texts-${account}-${region}-an/x`],
    ['s3:GetObject', `arn:${partition}:s3:::${tre}-p-${project}-${account}-${region}-an/extract/x`],
  ] as const;
  for (const noun of behind) {
    const granted = await grantsOf(clients, `${tre}-${noun}`);
    assert.ok(granted('dynamodb:GetItem', arn('dynamodb', `table/${tre}-register`)), `${noun} reads the register`);
    for (const [action, resource] of questions)
      assert.ok(!granted(action, resource), `${noun} is granted ${action} on ${resource}`);
  }
  const broker = await grantsOf(clients, `${tre}-broker`);
  assert.ok(broker('sts:AssumeRole', `arn:${partition}:iam::${account}:role/${tre}-project-${project}`));
  return behind.length * questions.length;
}

export const publicDoorShowsNoData: Scenario = {
  sentence:
    'without a token of its own a door opens to nobody, and what stands behind the public door answers no question about data, by any way to it, and is granted nothing by which it could',
  at: 'deployed',
  passes: ['plain'],
  cannot: cannotSignIn,
  async run(stage) {
    const cast = castOf(stage);
    const project = rehearsed(stage);
    const inside = await cast.tokens('researcher', 'private');
    const outside = await cast.tokens('researcher', 'public');
    const knocks = [
      [undefined, 'private'],
      [undefined, 'public'],
      [`Bearer ${outside.AccessToken}`, 'private'],
      [`Bearer ${inside.AccessToken}`, 'public'],
      [`Bearer ${inside.IdToken}`, 'private'],
      [`Bearer ${outside.IdToken}`, 'public'],
      [`Bearer ${outside.AccessToken.slice(0, -8)}AAAAAAAA`, 'public'],
    ] as const;
    for (const [authorization, door] of knocks) {
      const { status } = await knock(stage, { door, path: '/me', ...(authorization && { authorization }) });
      assert.equal(status, 401, `${door}, with ${authorization?.slice(0, 12) ?? 'no token'}`);
    }
    const { id: person } = cast.identity('researcher');
    let tries = 0;
    for (const route of insideRoutes(project)) {
      const [method, , path, body] = route;
      const { status } = await cast.ask('researcher', { door: 'public', method, path, body });
      assert.ok(status === 403 || status === 404, `${method} ${path} at the public door: ${status}`);
      for (const noun of behind) {
        for (const [door, rule] of [
          ['public', 'operation'],
          ['private', 'door'],
        ] as const) {
          const ran = await invoke(stage, noun, smuggled(door, person, route, project));
          const answer = (ran.done ? ran.answer : {}) as { statusCode?: number; body?: string };
          const said = { status: answer.statusCode ?? 0, body: JSON.parse(answer.body ?? '{}') };
          assert.deepEqual(rulesOf(said), [rule], `${noun}: ${method} ${path} as if by the ${door} door`);
          tries += 1;
        }
      }
    }
    const grants = await grantsNothing(stage);
    return `${knocks.length} keys that do not fit, ${tries} calls past the door, ${grants} rights that are not there`;
  },
};
