import { placeOf } from '../estate/arns.ts';
import { vpcs } from '../estate/network.ts';
import { coversAction, matchesResource, statementsAt } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import { endpointsIn, serviceOf } from './vpc-endpoints.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** ECR keeps layers in a bucket of AWS's account, which a policy pinned to our account or to our names leaves out. */
export const imageLayersPassTheEndpoint: WorksOnAwsRule = {
  id: 'image-layers-pass-the-endpoint',
  severity: 'error',
  why: 'Images come from ECR, their layers from S3: a network with an endpoint of ECR whose endpoint of S3 leaves the bucket of layers out can pull no image.',
  fix: 'allow s3:GetObject on prod-<region>-starport-layer-bucket/* without pinning the account of the resource',
  source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
  check: (estate) =>
    vpcs(estate).flatMap((vpc) => {
      const endpoints = endpointsIn(estate, vpc);
      const ecr = endpoints.find((endpoint) => serviceOf(endpoint) === 'ecr.dkr');
      if (ecr === undefined) return [];
      const layers = ['arn', 'aws', 's3', '', '', `prod-${placeOf(estate, vpc).region}-starport-layer-bucket/x`].join(
        ':',
      );
      const passes = endpoints
        .filter((endpoint) => serviceOf(endpoint) === 's3')
        .some(
          (endpoint) =>
            endpoint.properties.PolicyDocument === undefined ||
            statementsAt(endpoint, 'PolicyDocument').some(
              (statement) =>
                statement.effect === 'Allow' &&
                coversAction(statement, 's3:GetObject') &&
                statement.resources?.some((pattern) => matchesResource(pattern, layers)) &&
                !JSON.stringify(statement.conditions).includes('aws:ResourceAccount'),
            ),
        );
      return judged(
        passes,
        ecr,
        'Properties.ServiceName',
        'layers come through the endpoint of S3',
        'no endpoint of S3 lets the bucket of image layers through',
      );
    }),
};
