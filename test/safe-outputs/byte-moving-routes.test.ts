import { byteMovingRoutes } from '../../policies/safe-outputs/byte-moving-actions.ts';
import { actionsOf } from '../../policies/safe-outputs/byte-moving-routes.ts';

describe('the table of actions that move bytes', () => {
  test('names every route once, with a page of AWS behind it', () => {
    expect(new Set(byteMovingRoutes.map(({ id }) => id)).size).toBe(byteMovingRoutes.length);
    for (const { source } of byteMovingRoutes) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });

  test('spells every action as AWS does, once a route', () => {
    for (const route of byteMovingRoutes) {
      const actions = actionsOf(route);
      expect({ route: route.id, twice: actions.filter((one, index) => actions.indexOf(one) !== index) }).toEqual({
        route: route.id,
        twice: [],
      });
      for (const action of actions) expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z][A-Za-z0-9]*$/);
    }
  });

  test.each([
    ['a copy to another account', 's3:ReplicateObject'],
    ['a shared snapshot', 'ec2:ModifySnapshotAttribute'],
    ['a shared image', 'ec2:ModifyImageAttribute'],
    ['a pushed image', 'ecr:PutImage'],
    ['a function with an address', 'lambda:CreateFunctionUrlConfig'],
    ['a forwarded port', 'ssm:StartSession'],
    ['delivered logs', 'logs:PutSubscriptionFilter'],
    ['a message to a topic', 'sns:Publish'],
    ['a mailbox that subscribes', 'sns:Subscribe'],
    ['a message to a queue', 'sqs:SendMessage'],
    ['an event to a bus', 'events:PutEvents'],
    ['an address for events', 'events:CreateApiDestination'],
    ['a pipe', 'pipes:CreatePipe'],
    ['a connector of Athena', 'athena:CreateDataCatalog'],
    ['an UNLOAD', 's3:PutObject'],
    ['a link to code', 'lambda:GetFunction'],
    ['a step that calls an address', 'states:InvokeHTTPEndpoint'],
    ['a Glue connection', 'glue:CreateConnection'],
    ['a link to a SageMaker domain', 'sagemaker:CreatePresignedDomainUrl'],
    ['a Lake Formation grant', 'lakeformation:GrantPermissions'],
    ['an inventory', 's3:PutInventoryConfiguration'],
    ['analytics', 's3:PutAnalyticsConfiguration'],
    ['an access point', 's3:CreateAccessPoint'],
    ['a batch job', 's3:CreateJob'],
    ['a named query', 'athena:CreateNamedQuery'],
    ['a prepared query', 'athena:CreatePreparedStatement'],
    ['a moved table', 'glue:UpdateTable'],
    ['a shared catalogue', 'glue:PutResourcePolicy'],
    ['a name in DNS', 'route53:ChangeResourceRecordSets'],
  ])('knows %s', (_, action) => {
    expect(byteMovingRoutes.flatMap(actionsOf)).toContain(action);
  });
});
