import { at, list } from '../estate/values.ts';
import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const places: Readonly<Record<string, string>> = {
  'AWS::EC2::VPCEndpoint': 'SecurityGroupIds',
  'AWS::EC2::Instance': 'SecurityGroupIds',
  'AWS::EC2::NetworkInterface': 'GroupSet',
  'AWS::Lambda::Function': 'VpcConfig.SecurityGroupIds',
  'AWS::WorkSpacesWeb::NetworkSettings': 'SecurityGroupIds',
};

export const interfacesCarryFiveGroups: WorksOnAwsRule = {
  id: 'interfaces-carry-five-groups',
  severity: 'error',
  why: 'A network interface carries five security groups by default.',
  fix: 'put rules together in fewer groups',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
  check: (estate) =>
    Object.entries(places).flatMap(([type, place]) =>
      estate
        .ofType(type)
        .filter((resource) => at(resource, place) !== undefined)
        .map((resource) =>
          withinQuota(resource, `Properties.${place}`, list(at(resource, place)).length, 5, 'security groups'),
        ),
    ),
};
