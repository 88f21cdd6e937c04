import { placeOf } from '../estate/arns.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { coversAction, matchesResource, statementsAt } from '../estate/statements.ts';
import { at, list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import { customResources } from './custom-resources.ts';
import { endpointsIn, serviceOf } from './vpc-endpoints.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

function answers(estate: Estate, func: Resource): boolean {
  const region = placeOf(estate, func).region?.replaceAll('-', '') ?? '';
  const place = ['arn', 'aws', 's3', '', '', `cloudformation-custom-resource-response-${region}/answer`].join(':');
  const subnet = estate.find(list(at(func, 'VpcConfig.SubnetIds'))[0]);
  const vpc = estate.find(subnet?.properties.VpcId);
  return (vpc === undefined ? [] : endpointsIn(estate, vpc))
    .filter((endpoint) => serviceOf(endpoint) === 's3')
    .some(
      (endpoint) =>
        endpoint.properties.PolicyDocument === undefined ||
        statementsAt(endpoint, 'PolicyDocument').some(
          (one) =>
            one.effect === 'Allow' &&
            coversAction(one, 's3:PutObject') &&
            one.resources?.some((pattern) => matchesResource(pattern, place)),
        ),
    );
}

/** CloudFormation's bucket of answers is of AWS's account, and its name writes the region without hyphens. */
export const customResourcesInTheNetworkCanAnswer: WorksOnAwsRule = {
  id: 'custom-resources-in-the-network-can-answer',
  severity: 'error',
  why: 'A custom resource answers CloudFormation through S3; a function in a sealed VPC whose endpoint leaves that bucket out lets the deployment hang for an hour.',
  fix: 'run it outside the VPC, or allow s3:PutObject on cloudformation-custom-resource-response-<region without hyphens>',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/vpc-interface-endpoints.html',
  check: (estate) => {
    const all = functions(estate);
    return customResources(estate).flatMap(([custom, works]) => {
      const func = all.find(({ resource }) => resource === works);
      if (func === undefined) return [];
      return judged(
        !func.inVpc || answers(estate, func.resource),
        custom,
        'Properties.ServiceToken',
        func.inVpc ? 'its answer passes the endpoint' : 'its function stands outside the VPC',
        `${func.resource.logicalId} cannot answer through the endpoint of S3`,
      );
    });
  },
};
