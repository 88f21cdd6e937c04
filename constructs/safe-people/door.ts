import { createHash } from 'node:crypto';
import { Stack, Validations } from 'aws-cdk-lib';
import { CfnDeployment, CfnRestApi, CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type Addresses, type Document, ofDoor } from '../../lambdas/safe-people/contract.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';
import type { GateFunction } from './gate-function.ts';

export interface DoorProps {
  readonly tenancy: Tenancy;
  readonly kind: 'private' | 'public';
  /** The one document of both doors. */
  readonly document: Document;
  readonly authoriser: GateFunction;
  /** Operation -> the function that answers. */
  readonly functions: ReadonlyMap<string, GateFunction>;
  /** Endpoint by which alone the private door is reached; undefined at the public one. */
  readonly endpointId: string | undefined;
}

export const doorStage = 'v1';

/** Requests a second, and at once, from everybody together: people at work, not machines. */
const throttling = { throttlingRateLimit: 50, throttlingBurstLimit: 100 };

/**
 * One door: a REST API, for WAF, private endpoints and a Lambda authoriser together exist nowhere else. Nothing is cached, compressed, traced or
 * logged: an access log of API Gateway needs a role that a region has once for all its APIs, which the next one to set it
 * replaces, and what it would say stands in the register's history, the queries' records and CloudWatch's counts.
 *
 * - A deployment is a snapshot: it takes up neither another document nor another policy, so its logical id is a hash of both.
 *   https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 * - Without a domain of its own the default address cannot be closed; the private one resolves inside the network alone.
 * - `failOnWarnings`: what the import does not understand it would leave out, a validation among it.
 */
export class Door extends Construct {
  readonly apiId: string;
  readonly stageArn: string;
  readonly apiName: string;

  constructor(scope: Construct, id: string, props: DoorProps) {
    super(scope, id);
    const { tenancy, kind, document, authoriser, functions, endpointId } = props;
    const stack = Stack.of(this);
    this.apiName = nameOf(tenancy, kind);
    const policy = endpointId === undefined ? undefined : byEndpointOnly(endpointId);
    const answering = (operation: string): GateFunction => {
      const found = functions.get(operation);
      if (found === undefined) throw new Error(`${this.node.path}: nobody answers ${operation}`);
      return found;
    };
    const addresses: Addresses = {
      authoriser: invocation(stack, authoriser.arn),
      integration: (operation) => invocation(stack, answering(operation).arn),
      streaming: (operation) => streamed(stack, answering(operation).arn),
    };
    const body = ofDoor(document, kind, addresses);
    const api = new CfnRestApi(this, 'Api', {
      name: this.apiName,
      description: `The ${kind} door of ${nameOf(tenancy)}`,
      body,
      failOnWarnings: true,
      endpointConfiguration:
        endpointId === undefined ? { types: ['REGIONAL'] } : { types: ['PRIVATE'], vpcEndpointIds: [endpointId] },
      ...(policy === undefined ? {} : { policy }),
    });
    api.overrideLogicalId(`${id}Api`);
    this.apiId = api.ref;

    const hash = createHash('sha256')
      .update(JSON.stringify(stack.resolve([body, policy ?? null])))
      .digest('hex')
      .slice(0, 16);
    const deployment = new CfnDeployment(this, 'Deployment', { restApiId: api.ref, description: hash });
    deployment.overrideLogicalId(`${id}Deployment${hash}`);
    const stage = new CfnStage(this, 'Stage', {
      restApiId: api.ref,
      deploymentId: deployment.ref,
      stageName: doorStage,
      tracingEnabled: false,
      cacheClusterEnabled: false,
      methodSettings: [
        {
          httpMethod: '*',
          resourcePath: '/*',
          metricsEnabled: true,
          dataTraceEnabled: false,
          loggingLevel: 'OFF',
          cachingEnabled: false,
          ...throttling,
        },
      ],
    });
    stage.overrideLogicalId(`${id}Stage`);
    this.stageArn = stack.formatArn({
      service: 'apigateway',
      account: '',
      resource: '/restapis',
      resourceName: `${api.ref}/stages/${stage.ref}`,
    });
    this.#acknowledge(kind, api, stage);
    authoriser.answers(api.ref, 'authorizers/*');
    for (const one of new Set(functions.values())) one.answers(api.ref, 'v1/*');
  }

  /** What the pack asks for and finds elsewhere, or nowhere on purpose. */
  #acknowledge(kind: DoorProps['kind'], api: CfnRestApi, stage: CfnStage): void {
    const say = (holder: CfnRestApi | CfnStage, rule: string, reason: string) =>
      Validations.of(holder).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
    say(
      api,
      'APIG2',
      `The document of the ${kind} door bears its validator itself, x-amazon-apigateway-request-validator`,
    );
    const instead = 'register, records and counts say what was done';
    say(
      stage,
      'APIG1',
      `A log of the ${kind} door needs the region's one role for API logs, which others may hold; ${instead}`,
    );
    say(stage, 'APIG6', `A log of the ${kind} door would hold what people send and are answered; ${instead}`);
    if (kind === 'private') {
      say(
        stage,
        'APIG3',
        'No address on the internet leads to the private door; a token and the register stand before it',
      );
    }
  }
}

/** By this address API Gateway calls a function. */
const invocation = (stack: Stack, functionArn: string): string =>
  `arn:${stack.partition}:apigateway:${stack.region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;

/** By this one it calls a function that streams. https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html */
const streamed = (stack: Stack, functionArn: string): string =>
  `arn:${stack.partition}:apigateway:${stack.region}:lambda:path/2021-11-15/functions/${functionArn}/response-streaming-invocations`;

/**
 * A private API refuses everybody unless its policy lets them in; who is let in is decided by the way they come, and then by the authoriser.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
const byEndpointOnly = (endpointId: string): PolicyDocument => {
  const invoke = {
    principals: [new AnyPrincipal()],
    actions: ['execute-api:Invoke'],
    resources: ['execute-api:/*'],
  };
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'DenyOtherWays',
        effect: Effect.DENY,
        ...invoke,
        conditions: { StringNotEquals: { 'aws:SourceVpce': endpointId } },
      }),
      new PolicyStatement({
        sid: 'ByOurEndpoint',
        effect: Effect.ALLOW,
        ...invoke,
        conditions: { StringEquals: { 'aws:SourceVpce': endpointId } },
      }),
    ],
  });
};
