import type { Stack } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import type { EndpointService } from './endpoint-services.ts';

/**
 * Only our account's identities and only our account's resources: stolen credentials of another account cannot be used from
 * inside, nor can ours write to somebody else's bucket. `Principal` must be `*`: gateway endpoints take no other, and who
 * may call is decided by conditions.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 *
 * Endpoints never see what Athena, Glue or S3 do on their own: those calls come from AWS's network, and the bucket, key and
 * role policies bound them.
 */
export function endpointPolicy(stack: Stack, service: EndpointService): PolicyDocument {
  const ours = { StringEquals: { 'aws:PrincipalAccount': stack.account, 'aws:ResourceAccount': stack.account } };
  const pins = service.callers === 'our-account' ? ours : {};
  const { besides } = service;
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: service.callers === 'our-account' ? 'OurAccountToOurResources' : 'AnyoneToOurResources',
        effect: Effect.ALLOW,
        principals: [new StarPrincipal()],
        actions: [...service.actions],
        resources: [...service.resources],
        conditions: { ...pins, ...service.conditions },
      }),
      ...(besides === undefined
        ? []
        : [
            new PolicyStatement({
              sid: besides.sid,
              effect: Effect.ALLOW,
              principals: [new StarPrincipal()],
              actions: [...besides.actions],
              resources: [...besides.resources],
              conditions: ours,
            }),
          ]),
    ],
  });
}
