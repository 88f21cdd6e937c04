import {
  CfnFirewallDomainList,
  CfnFirewallRuleGroup,
  CfnFirewallRuleGroupAssociation,
} from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';

export interface DnsFirewallProps {
  readonly tenancy: Tenancy;
  readonly vpcId: string;
  /** Exact names. A `*` may stand only as the first label, where it would let in names that strangers own. */
  readonly allowedNames: readonly string[];
}

const inspectEveryHop = { firewallDomainRedirectionAction: 'INSPECT_REDIRECTION_DOMAIN' } as const;

/**
 * Resolves the names of our endpoints and nothing else, for a resolver answers in spite of security groups and would carry
 * data out in the names that it is asked for.
 *
 * - The rule that blocks `*` would block our own endpoints too: the exact names come first.
 *   https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html
 * - Bucket names cannot be allowed by prefix, so functions must address S3 by path (`s3.<region>…/bucket`) and DynamoDB
 *   without the account in the host name (`accountIdEndpointMode: 'disabled'`).
 * - When the firewall itself fails, queries fail (SERVFAIL): the default of AWS. The type that would state it,
 *   AWS::Route53Resolver::FirewallConfig, is not in the CloudFormation registry of eu-west-2.
 * - No mutation protection: it makes CloudFormation fail to update and to delete the association.
 */
export class DnsFirewall extends Construct {
  constructor(scope: Construct, id: string, { tenancy, vpcId, allowedNames }: DnsFirewallProps) {
    super(scope, id);
    const list = (name: string, domains: readonly string[]) =>
      new CfnFirewallDomainList(this, name, {
        name: nameOf(tenancy, name.toLowerCase(), 'names'),
        domains: [...domains],
      });
    const allowed = list('Allowed', allowedNames);
    const rest = list('All', ['*']);
    const rules = new CfnFirewallRuleGroup(this, 'Rules', {
      name: nameOf(tenancy, 'dns'),
      firewallRules: [
        { priority: 100, action: 'ALLOW', firewallDomainListId: allowed.attrId, ...inspectEveryHop },
        {
          priority: 200,
          action: 'BLOCK',
          blockResponse: 'NODATA',
          firewallDomainListId: rest.attrId,
          ...inspectEveryHop,
        },
      ],
    });
    new CfnFirewallRuleGroupAssociation(this, 'Association', {
      name: nameOf(tenancy, 'dns'),
      firewallRuleGroupId: rules.attrId,
      vpcId,
      priority: 200, // room before it for names that later stacks know; AWS allows 101 to 9,899
    });
  }
}
