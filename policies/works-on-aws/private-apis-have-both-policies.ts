import { coversAction, statementsAt } from '../estate/statements.ts';
import { at, list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import { serviceOf } from './vpc-endpoints.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const invokes = 'execute-api:Invoke';

export const privateApisHaveBothPolicies: WorksOnAwsRule = {
  id: 'private-apis-have-both-policies',
  severity: 'error',
  why: 'A private API cannot be deployed without a resource policy, and answers only where that and the policy of the endpoint both allow.',
  fix: 'give the API a Policy that allows execute-api:Invoke from the VPC, and the VPC an execute-api endpoint that lets it through',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html',
  check: (estate) => {
    const endpoint = estate.ofType('AWS::EC2::VPCEndpoint').find((one) => serviceOf(one) === 'execute-api');
    const passes =
      endpoint !== undefined &&
      (endpoint.properties.PolicyDocument === undefined ||
        statementsAt(endpoint, 'PolicyDocument').some((one) => one.effect === 'Allow' && coversAction(one, invokes)));
    return estate
      .ofType('AWS::ApiGateway::RestApi')
      .filter((api) => list(at(api, 'EndpointConfiguration.Types')).includes('PRIVATE'))
      .map((api) => {
        const own = statementsAt(api, 'Policy').some((one) => one.effect === 'Allow' && coversAction(one, invokes));
        return judged(
          own && passes,
          api,
          'Properties.Policy',
          'its own policy and that of the endpoint let calls in',
          own ? 'no endpoint of execute-api lets calls through' : 'has no policy that allows anybody to call it',
        );
      });
  },
};
