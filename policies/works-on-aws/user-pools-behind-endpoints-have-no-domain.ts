import { judged, notApplicable } from '../outcome.ts';
import { serviceOf } from './vpc-endpoints.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const userPoolsBehindEndpointsHaveNoDomain: WorksOnAwsRule = {
  id: 'user-pools-behind-endpoints-have-no-domain',
  severity: 'error',
  why: 'A user pool that has a domain refuses every request that comes through a VPC endpoint.',
  fix: 'leave the domain out and sign in by the SDK',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/vpc-interface-endpoints.html',
  check: (estate) => {
    const isPrivate = estate.ofType('AWS::EC2::VPCEndpoint').some((endpoint) => serviceOf(endpoint) === 'cognito-idp');
    const domains = estate.ofType('AWS::Cognito::UserPoolDomain');
    return estate.ofType('AWS::Cognito::UserPool').map((pool) => {
      const path = 'Type';
      if (!isPrivate) return notApplicable(pool, path, 'no endpoint of Cognito in these templates');
      const domain = domains.find(({ properties }) => estate.find(properties.UserPoolId) === pool);
      return judged(
        domain === undefined,
        pool,
        path,
        'no domain, so endpoints reach it',
        `${domain?.logicalId} makes the endpoint useless for this pool`,
      );
    });
  },
};
