import type { Estate, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { attributeOf, vpcs } from '../estate/network.ts';
import { coversAction } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

const revocations = ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'];

const isCustom = ({ type }: Resource): boolean =>
  type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';

/** A custom resource is given the group, and the function behind it may revoke the group's rules. */
const closes = (estate: Estate, vpc: Resource, custom: Resource): boolean =>
  Object.values(custom.properties).some(
    (value) => attributeOf(value) === 'DefaultSecurityGroup' && estate.find(value) === vpc,
  ) &&
  functions(estate).some(
    ({ resource, role }) =>
      resource === estate.find(custom.properties.ServiceToken) &&
      revocations.every((action) =>
        role?.statements.some((statement) => statement.effect === 'Allow' && coversAction(statement, action)),
      ),
  );

export const defaultSecurityGroupIsClosed: Rule = {
  id: 'default-security-group-is-closed',
  safe: 'settings',
  controls: ['2.2.09'],
  severity: 'error',
  why: 'EC2 opens the default group of a VPC among its own members and to everywhere, and whatever names no group gets it.',
  fix: 'give the DefaultSecurityGroup of the VPC to a custom resource that revokes its rules; no template can name them',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',
  check: (estate) =>
    vpcs(estate).map((vpc) => {
      const custom = estate.resources.find((resource) => isCustom(resource) && closes(estate, vpc, resource));
      return judged(
        custom !== undefined,
        vpc,
        'Type',
        `${custom?.logicalId} is given the default group, by a function that may revoke its rules`,
        'nothing closes its default security group',
      );
    }),
};
