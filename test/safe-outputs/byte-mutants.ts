import { type Body, editStatements, type Mutant, set } from '../mutant.ts';
import { account, broker, changed, given, project, type Statement } from '../safe-people/role-edits.ts';

const still = 'people-move-no-bytes';
const query = 'Policies.0.PolicyDocument';

const ceiling = (edit: (statement: Statement) => Statement | undefined) => (body: Body) =>
  editStatements(body, query, (one) => (one.Effect === 'Deny' ? edit(one) : one));

/** Widens the ceiling by an action, and allows it. */
const mayAlso = (Action: string, Resource: string, name: string): Mutant =>
  changed(still, name, (body) => {
    ceiling((one) => ({ ...one, NotAction: [...(one.NotAction as string[]), Action] }))(body);
    set(body, 'PermissionsBoundary', undefined);
    const policies = body.Properties.Policies as unknown[];
    const Statement = [{ Effect: 'Allow', Action, Resource }];
    set(body, 'Policies', [...policies, { PolicyName: 'more', PolicyDocument: { Version: '2012-10-17', Statement } }]);
  });

const moving: readonly Mutant[] = [
  mayAlso('s3:PutObject', `arn:aws:s3:::tre-gtr-manchester-p-foot-care-${account}-eu-west-2-an/*`, 'UNLOAD may write'),
  mayAlso('sns:Publish', '*', 'a project may publish messages'),
  mayAlso(
    'lambda:InvokeFunction',
    `arn:aws:lambda:eu-west-2:${account}:function:connector`,
    'a connector may be called',
  ),
  mayAlso('ec2:ModifySnapshotAttribute', '*', 'a project may share snapshots'),
  mayAlso('athena:CreateNamedQuery', '*', 'a project may save queries'),
  mayAlso('logs:PutLogEvents', 'arn:aws:logs:eu-west-2:999988887777:*', 'a project may write the logs of a stranger'),
  mayAlso('glue:UpdateTable', `arn:aws:glue:eu-west-2:${account}:*`, 'a project may move a table'),
  mayAlso('lambda:Get*', '*', 'a project may fetch code by a link'),
  mayAlso('states:*', '*', 'a project may run state machines'),
  changed(still, 'nothing but the absence of an Allow keeps a project from writing', (body) => {
    ceiling(() => undefined)(body);
    set(body, 'PermissionsBoundary', undefined);
  }),
  changed(still, 'the Deny holds in one region only', (body) => {
    ceiling((one) => ({ ...one, Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-2' } } }))(body);
    set(body, 'PermissionsBoundary', undefined);
  }),
  changed(still, 'the Deny spares one bucket', (body) => {
    ceiling((one) => ({ ...one, Resource: undefined, NotResource: 'arn:aws:s3:::tre-open/*' }))(body);
    set(body, 'PermissionsBoundary', undefined);
  }),
  changed(still, 'a project may read the buckets of strangers', (body) => {
    set(body, 'PermissionsBoundary', undefined);
    editStatements(body, query, (one) => (one.Action === 's3:GetObject' ? { ...one, Resource: '*' } : one));
  }),
  changed(still, 'a project may ask in the workgroups of strangers', (body) => {
    set(body, 'PermissionsBoundary', undefined);
    editStatements(body, query, (one) => (one.Sid === 'AskInOwnWorkgroup' ? { ...one, Resource: '*' } : one));
  }),
  changed(still, 'a project may use the keys of strangers', (body) => {
    set(body, 'PermissionsBoundary', undefined);
    editStatements(body, query, (one) => (one.Sid === 'OpenOwnObjectsAndResults' ? { ...one, Resource: '*' } : one));
  }),
  given(still, 'the broker may put records into a stream', { Action: 'firehose:PutRecord', Resource: '*' }, broker),
  given(still, 'the broker may put events', { Action: 'events:Put*', Resource: '*' }, broker),
  {
    rule: still,
    name: 'the policy of a bucket lets the broker write',
    mutate: (templates) =>
      templates.change('AWS::S3::BucketPolicy', (body) => {
        const document = body.Properties.PolicyDocument as { Statement: Statement[] };
        document.Statement.push({
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:role/tre-gtr-manchester-broker` },
          Action: 's3:PutBucketPolicy',
          Resource: '*',
        });
      }),
  },
];

const inside = 'results-are-read-inside-the-network';

const statement = (sid: string, edit: (one: Statement) => Statement) => (body: Body) =>
  editStatements(body, query, (one) => (one.Sid === sid ? edit(one) : one));

const reading: readonly Mutant[] = [
  changed(
    inside,
    'a query can be asked from anywhere',
    statement('AskInOwnWorkgroup', (one) => ({ ...one, Condition: {} })),
  ),
  changed(
    inside,
    'the network counts only when it is named',
    statement('AskInOwnWorkgroup', ({ Condition, ...one }) => ({
      ...one,
      Condition: { StringEqualsIfExists: (Condition as { StringEquals: unknown }).StringEquals },
    })),
  ),
  changed(
    inside,
    'any network will do',
    statement('AskInOwnWorkgroup', (one) => ({ ...one, Condition: { Null: { 'aws:SourceVpc': 'false' } } })),
  ),
  changed(
    inside,
    'a result can be fetched from anywhere',
    (body) => {
      const document = (body.Properties.Policies as { PolicyDocument: { Statement: Statement[] } }[])[0];
      document?.PolicyDocument.Statement.push({
        Effect: 'Allow',
        Action: 'athena:GetQueryResults',
        Resource: `arn:aws:athena:eu-west-2:${account}:workgroup/tre-gtr-manchester-project-foot-care`,
      });
    },
    project,
  ),
  changed(
    inside,
    'objects can be read without Athena',
    statement('ReadOwnObjects', (one) => ({ ...one, Condition: {} })),
  ),
  changed(
    inside,
    'objects can be read from the network without Athena',
    statement('ReadOwnObjects', (one) => ({
      ...one,
      Condition: {
        StringEquals: {
          'aws:SourceVpc': { 'Fn::ImportValue': 'tre-gtr-manchester-network:ExportsOutputRefVpc0040386A' },
        },
      },
    })),
  ),
  changed(
    inside,
    'objects can be read through any service',
    statement('ReadOwnObjects', (one) => ({ ...one, Condition: { Bool: { 'aws:ViaAWSService': 'true' } } })),
  ),
  changed(inside, 'a project may ask in every workgroup', (body) => {
    statement('AskInOwnWorkgroup', (one) => ({ ...one, Resource: `arn:aws:athena:eu-west-2:${account}:workgroup/*` }))(
      body,
    );
  }),
  given(inside, 'a role of a function may read results', { Action: 'athena:GetQueryResults', Resource: '*' }, (body) =>
    JSON.stringify(body.Properties.RoleName ?? '').includes('network-settings'),
  ),
];

export const byteMutants: readonly Mutant[] = [...moving, ...reading];
