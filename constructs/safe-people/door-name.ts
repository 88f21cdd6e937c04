import { Stack } from 'aws-cdk-lib';
import {
  CfnFirewallDomainList,
  CfnFirewallRuleGroup,
  CfnFirewallRuleGroupAssociation,
} from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';

export interface DoorNameProps {
  readonly tenancy: Tenancy;
  readonly vpcId: string;
  readonly apiId: string;
}

/**
 * Lets the private door's own name be resolved inside the network. The name holds an id that exists only now, and `*.execute-api…` would admit
 * the APIs of strangers, so a second group of rules is asked before the one that blocks the rest: by priority, and what it
 * does not name goes on to the next.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-vpc-associating-rule-group.html
 */
export class DoorName extends Construct {
  readonly domain: string;

  constructor(scope: Construct, id: string, { tenancy, vpcId, apiId }: DoorNameProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.domain = `${apiId}.execute-api.${stack.region}.amazonaws.com`;
    const allowed = new CfnFirewallDomainList(this, 'Allowed', {
      name: nameOf(tenancy, 'door', 'names'),
      domains: [this.domain],
    });
    const rules = new CfnFirewallRuleGroup(this, 'Rules', {
      name: nameOf(tenancy, 'door'),
      firewallRules: [
        {
          priority: 100,
          action: 'ALLOW',
          firewallDomainListId: allowed.attrId,
          firewallDomainRedirectionAction: 'INSPECT_REDIRECTION_DOMAIN',
        },
      ],
    });
    new CfnFirewallRuleGroupAssociation(this, 'Association', {
      name: nameOf(tenancy, 'door'),
      firewallRuleGroupId: rules.attrId,
      vpcId,
      priority: 101, // the group that blocks the rest stands at 200
    });
  }
}
