import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { type Door, doorStage } from './door.ts';

export interface DoorFirewallProps {
  readonly tenancy: Tenancy;
  readonly door: Door;
  /** Paths, as regular expressions over what follows the stage, that take bodies of megabytes: parts of a file. */
  readonly large: readonly string[];
}

/** Requests from one address in five minutes; a page at work asks some hundred. */
const requestsFromOneAddress = 1000;

/**
 * Of a request's body, in bytes. An application of 32 fields is a tenth of it; WAF looks at no more of a REST API's body by default, and at 64 KB at the
 * most, for a price. A part of a file has 4 MB, of which WAF can judge the beginning alone: it is base64 in JSON, the function takes it for nothing
 * else, and API Gateway refuses more than 10 MB, Lambda more than 6. https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html
 */
const bodyAtMost = 16_384;

/**
 * One rule of AWS's common ones blocks every body beyond 8 KB, wherever it goes, and no setting changes the figure. It counts, and ours before it blocks.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
const counted = [{ name: 'SizeRestrictions_BODY', actionToUse: { count: {} } }];

/** Groups of rules that AWS keeps, in the order of what they cost. */
const managed = ['AmazonIpReputationList', 'KnownBadInputsRuleSet', 'CommonRuleSet'] as const;

const asItComes = { textTransformations: [{ priority: 0, type: 'NONE' }] };

const tooLarge = {
  sizeConstraintStatement: {
    fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
    comparisonOperator: 'GT',
    size: bodyAtMost,
    ...asItComes,
  },
};

/** The whole path, stage and all, or it is another one. */
const elsewhere = (path: string) => ({
  notStatement: {
    statement: {
      regexMatchStatement: { fieldToMatch: { uriPath: {} }, regexString: `^/${doorStage}${path}$`, ...asItComes },
    },
  },
});

/**
 * Stands before the public door. It keeps counts and no sample: a sampled request holds its headers, and with them a token, for whoever may look at
 * the console. Nor a log, whose name AWS demands to begin with `aws-waf-logs-`, outside the groups that the policy of the logs' key knows.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
export class DoorFirewall extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { tenancy, door, large }: DoorFirewallProps) {
    super(scope, id);
    this.name = nameOf(tenancy, 'public');
    const seen = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: false,
      metricName: `${this.name}-${metricName}`,
    });
    const acl = new CfnWebACL(this, 'Acl', {
      name: this.name,
      description: `Before the public door of ${nameOf(tenancy)}`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: seen('all'),
      rules: [
        {
          name: 'one-address',
          priority: 0,
          action: { block: {} },
          statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: requestsFromOneAddress } },
          visibilityConfig: seen('one-address'),
        },
        {
          name: 'body-size',
          priority: 1,
          action: { block: {} },
          statement:
            large.length === 0 ? tooLarge : { andStatement: { statements: [tooLarge, ...large.map(elsewhere)] } },
          visibilityConfig: seen('body-size'),
        },
        ...managed.map((name, index) => ({
          name,
          priority: 2 + index,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name: `AWSManagedRules${name}`,
              ...(name === 'CommonRuleSet' ? { ruleActionOverrides: counted } : {}),
            },
          },
          visibilityConfig: seen(name),
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
