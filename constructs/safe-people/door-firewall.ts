import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import type { Door } from './door.ts';

export interface DoorFirewallProps {
  readonly tenancy: Tenancy;
  readonly door: Door;
}

/** Requests from one address in five minutes; a page at work asks some hundred. */
const requestsFromOneAddress = 1000;

/** Of a request's body, in bytes. An application of 32 fields is a tenth of it; WAF looks at no more of a REST API's body by default. */
const bodyAtMost = 16_384;

/** Groups of rules that AWS keeps, in the order of what they cost. */
const managed = ['AmazonIpReputationList', 'KnownBadInputsRuleSet', 'CommonRuleSet'] as const;

/**
 * Stands before the public door. It keeps counts and no sample: a sampled request holds its headers, and with them a token, for whoever may look at
 * the console. Nor a log, whose name AWS demands to begin with `aws-waf-logs-`, outside the groups that the policy of the logs' key knows.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
export class DoorFirewall extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { tenancy, door }: DoorFirewallProps) {
    super(scope, id);
    this.name = nameOf(tenancy, 'public');
    const counted = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: false,
      metricName: `${this.name}-${metricName}`,
    });
    const acl = new CfnWebACL(this, 'Acl', {
      name: this.name,
      description: `Before the public door of ${nameOf(tenancy)}`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: counted('all'),
      rules: [
        {
          name: 'one-address',
          priority: 0,
          action: { block: {} },
          statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: requestsFromOneAddress } },
          visibilityConfig: counted('one-address'),
        },
        {
          name: 'body-size',
          priority: 1,
          action: { block: {} },
          statement: {
            sizeConstraintStatement: {
              fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
              comparisonOperator: 'GT',
              size: bodyAtMost,
              textTransformations: [{ priority: 0, type: 'NONE' }],
            },
          },
          visibilityConfig: counted('body-size'),
        },
        ...managed.map((name, index) => ({
          name,
          priority: 2 + index,
          overrideAction: { none: {} },
          statement: { managedRuleGroupStatement: { vendorName: 'AWS', name: `AWSManagedRules${name}` } },
          visibilityConfig: counted(name),
        })),
      ],
    });
    acl.overrideLogicalId('PublicFirewall');
    new CfnWebACLAssociation(this, 'Association', {
      resourceArn: door.stageArn,
      webAclArn: acl.attrArn,
    }).overrideLogicalId('PublicFirewallAssociation');
  }
}
