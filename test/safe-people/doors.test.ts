import type { JsonObject } from '../../policies/estate/estate.ts';
import { ofType, resource, resourcesOf, written } from './synthesised.ts';

const gate = resourcesOf('thames-valley', 'gate');
const bodyOf = (door: string) => resource(gate, `${door}Api`).properties.Body as JsonObject;
const operations = (door: string): readonly JsonObject[] =>
  Object.values(bodyOf(door).paths as JsonObject).flatMap((path) => Object.values(path as JsonObject)) as JsonObject[];
const doors = ['Private', 'Public'];

test('the private door is reached through one endpoint of the network, and by no other way', () => {
  const { properties } = resource(gate, 'PrivateApi');
  expect(properties.EndpointConfiguration).toMatchObject({ Types: ['PRIVATE'] });
  const statements = (properties.Policy as JsonObject).Statement as JsonObject[];
  expect(statements.map(({ Effect, Condition }) => [Effect, Object.keys(Condition as JsonObject)])).toEqual([
    ['Deny', ['StringNotEquals']],
    ['Allow', ['StringEquals']],
  ]);
  expect(written(statements)).toContain('aws:SourceVpce');
});

test.each(doors)('%s: each operation asks the authoriser anew and is answered by a function', (door) => {
  expect(operations(door).length).toBeGreaterThan(0);
  for (const operation of operations(door)) {
    expect(operation).toMatchObject({
      security: [{ token: [] }],
      'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST' },
    });
  }
  expect(written(bodyOf(door).components)).toContain('"authorizerResultTtlInSeconds":0');
});

test('what can show data stands at the private door alone', () => {
  const shown = (door: string) =>
    operations(door)
      .filter((one) => /"(data|typed-inside)"/.test(written(one['x-tre-origins'])))
      .map(({ operationId }) => operationId);
  expect(shown('Private').length).toBeGreaterThan(0);
  expect(shown('Public')).toEqual([]);
});

test.each(doors)('%s: nothing is traced, logged or kept in a cache', (door) => {
  const { properties } = resource(gate, `${door}Stage`);
  expect(properties).toMatchObject({
    TracingEnabled: false,
    CacheClusterEnabled: false,
    MethodSettings: [{ DataTraceEnabled: false, LoggingLevel: 'OFF', CachingEnabled: false, MetricsEnabled: true }],
  });
  expect(properties).not.toHaveProperty('AccessLogSetting');
});

test.each(doors)('%s: a deployment bears the hash of what it deploys, for it takes up no later change', (door) => {
  const [deployment] = ofType(gate, 'AWS::ApiGateway::Deployment').filter(({ id }) => id.startsWith(door));
  expect(deployment?.id).toBe(`${door}Deployment${String(deployment?.properties.Description)}`);
  expect(resource(gate, `${door}Stage`).properties.DeploymentId).toEqual({ Ref: deployment?.id });
});

test('a firewall stands before the public door, keeps no sample and writes no log', () => {
  const acl = resource(gate, 'PublicFirewall').properties;
  expect(written(acl)).not.toContain('"SampledRequestsEnabled":true');
  expect(ofType(gate, 'AWS::WAFv2::LoggingConfiguration')).toEqual([]);
  expect(written(resource(gate, 'PublicFirewallAssociation').properties)).toContain('PublicApi');
  expect((acl.Rules as JsonObject[]).map(({ Name }) => Name)).toEqual([
    'one-address',
    'body-size',
    'AmazonIpReputationList',
    'KnownBadInputsRuleSet',
    'CommonRuleSet',
  ]);
});

test("the private door's own name is resolved before the rest is blocked, and no stranger's", () => {
  const [list] = ofType(gate, 'AWS::Route53Resolver::FirewallDomainList');
  expect(written(list?.properties.Domains)).not.toContain('*');
  const before = ofType(gate, 'AWS::Route53Resolver::FirewallRuleGroupAssociation')[0]?.properties.Priority;
  const rest = ofType(resourcesOf('thames-valley', 'network'), 'AWS::Route53Resolver::FirewallRuleGroupAssociation')[0]
    ?.properties.Priority;
  expect(Number(before)).toBeLessThan(Number(rest));
});

test('the secure browser opens the private door and nothing else', () => {
  const settings = ofType(resourcesOf('thames-valley', 'secure-browser'), 'AWS::WorkSpacesWeb::BrowserSettings')[0];
  expect(written(settings?.properties)).toContain('.execute-api.eu-west-2.amazonaws.com/v1/');
});
