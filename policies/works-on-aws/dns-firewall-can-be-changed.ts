import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const dnsFirewallCanBeChanged: WorksOnAwsRule = {
  id: 'dns-firewall-can-be-changed',
  severity: 'error',
  why: 'Mutation protection stops CloudFormation too: neither an update nor the removal of the association succeeds.',
  fix: 'leave MutationProtection out and guard the association by a service control policy',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53resolver-firewallrulegroupassociation.html',
  check: (estate) =>
    estate
      .ofType('AWS::Route53Resolver::FirewallRuleGroupAssociation')
      .map((association) =>
        judged(
          [undefined, 'DISABLED'].includes(association.properties.MutationProtection as string | undefined),
          association,
          'Properties.MutationProtection',
          'can be updated and removed',
          'cannot be updated or removed by CloudFormation',
        ),
      ),
};
