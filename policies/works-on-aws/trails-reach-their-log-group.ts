import { arnsOf, placeOf } from '../estate/arns.ts';
import { attributeOf } from '../estate/network.ts';
import { roleAt } from '../estate/role-rights.ts';
import { coversAction, matchesResource } from '../estate/statements.ts';
import { text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** `Fn::GetAtt … Arn` of a log group ends in `:*`, as CloudTrail demands. Its streams are `<account>_CloudTrail_<region>`. */
export const trailsReachTheirLogGroup: WorksOnAwsRule = {
  id: 'trails-reach-their-log-group',
  severity: 'error',
  why: 'CloudTrail asks for the ARN of the log group with :* at its end and, when the trail is created, for a role that can write its streams.',
  fix: 'use the Arn attribute of the log group, and let the role create streams and put events',
  source:
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html',
  check: (estate) =>
    estate
      .ofType('AWS::CloudTrail::Trail')
      .filter(({ properties }) => properties.CloudWatchLogsLogGroupArn !== undefined)
      .map((trail) => {
        const written = trail.properties.CloudWatchLogsLogGroupArn;
        const group = estate.find(written);
        const arn = attributeOf(written) === 'Arn' || text(written)?.endsWith(':*') === true;
        const role = roleAt(estate, trail.properties.CloudWatchLogsRoleArn);
        const { account, region } = placeOf(estate, trail);
        const streams = (group === undefined ? [] : arnsOf(estate, group)).map(
          (one) => `${one}:log-stream:${account}_CloudTrail_${region}`,
        );
        const writes = ['logs:CreateLogStream', 'logs:PutLogEvents'].every((action) =>
          role?.statements.some(
            (statement) =>
              statement.effect === 'Allow' &&
              coversAction(statement, action) &&
              statement.resources?.some((pattern) => streams.some((stream) => matchesResource(pattern, stream))),
          ),
        );
        return judged(
          arn && writes,
          trail,
          'Properties.CloudWatchLogsLogGroupArn',
          `${role?.resource.logicalId} writes ${group?.logicalId}`,
          arn ? 'the role of the trail cannot write its streams' : 'the ARN of the log group does not end in :*',
        );
      }),
};
