import type { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { nameOf, type Tenancy } from '../tenancy.ts';

const allow = (sid: string, actions: readonly string[], resources: readonly string[], conditions = {}) =>
  new PolicyStatement({ sid, effect: Effect.ALLOW, actions: [...actions], resources: [...resources], conditions });

const of = (service: string, actions: string): readonly string[] =>
  actions.split(/\s+/).map((action) => `${service}:${action}`);

/**
 * What CloudFormation calls to make tables, doors, the directory, and what starts functions: the handlers of each kind in its registry. Names end
 * a right where AWS lets us choose them; APIs, pools and event source mappings have ids of AWS's. Nobody who deploys reads an item, a user or a
 * request by any of these, and what holds state is deleted in a trial alone.
 * https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/supported-resources.html
 */
export function gateStatements(stack: Stack, tenancy: Tenancy): PolicyStatement[] {
  const ours = nameOf(tenancy, '*');
  const arn = (service: string, resource: string, resourceName: string) =>
    stack.formatArn({ service, resource, resourceName });
  const api = (path: string) => stack.formatArn({ service: 'apigateway', account: '', resource: path });
  const trial = (actions: readonly string[]) => (tenancy.stage === 'trial' ? actions : []);
  return [
    allow(
      'Tables',
      [
        ...of('dynamodb', 'CreateTable Describe* GetResourcePolicy ListTagsOfResource PutResourcePolicy TagResource'),
        ...of('dynamodb', 'UntagResource UpdateContinuousBackups UpdateTable'),
        ...trial(of('dynamodb', 'DeleteResourcePolicy DeleteTable')),
      ],
      [arn('dynamodb', 'table', ours)],
    ),
    allow('Doors', of('apigateway', 'DELETE GET PATCH POST PUT UpdateRestApiPolicy'), [
      api('/restapis'),
      api('/restapis/*'),
      api('/tags/*'),
    ]),
    // The firewall is set before a stage by a right on the stage.
    allow('FirewallBeforeADoor', of('apigateway', 'SetWebACL'), [api('/restapis/*/stages/*')]),
    allow(
      'Directory',
      [
        ...of('cognito-idp', 'CreateUserPool CreateUserPoolClient DeleteUserPoolClient DescribeRiskConfiguration'),
        ...of('cognito-idp', 'DescribeUserPool DescribeUserPoolClient GetUserPoolMfaConfig ListTagsForResource'),
        ...of('cognito-idp', 'SetRiskConfiguration SetUserPoolMfaConfig TagResource UntagResource UpdateUserPool'),
        ...of('cognito-idp', 'UpdateUserPoolClient'),
        ...trial(of('cognito-idp', 'DeleteUserPool')),
      ],
      ['*'],
    ),
    allow(
      'Firewall',
      [
        ...of('wafv2', 'AssociateWebACL CreateWebACL DeleteWebACL DisassociateWebACL GetWebACL GetWebACLForResource'),
        ...of('wafv2', 'ListTagsForResource TagResource UntagResource UpdateWebACL'),
      ],
      ['*'],
    ),
    // Whoever may call a function is decided here, so only for the two services that call ours.
    allow(
      'WhoCallsAFunction',
      of('lambda', 'AddPermission'),
      [stack.formatArn({ service: 'lambda', resource: `function:${ours}` })],
      { StringEquals: { 'lambda:Principal': ['apigateway.amazonaws.com', 'events.amazonaws.com'] } },
    ),
    allow('NoLongerCallsAFunction', of('lambda', 'GetPolicy RemovePermission'), [
      stack.formatArn({ service: 'lambda', resource: `function:${ours}` }),
    ]),
    allow(
      'WhatAFunctionIsToldOf',
      of('lambda', 'CreateEventSourceMapping DeleteEventSourceMapping UpdateEventSourceMapping'),
      ['*'],
      { ArnLike: { 'lambda:FunctionArn': stack.formatArn({ service: 'lambda', resource: `function:${ours}` }) } },
    ),
    // Reading a mapping knows no condition on its function.
    allow('LookAtWhatAFunctionIsToldOf', of('lambda', 'GetEventSourceMapping ListTags TagResource UntagResource'), [
      stack.formatArn({ service: 'lambda', resource: 'event-source-mapping:*' }),
    ]),
  ];
}
