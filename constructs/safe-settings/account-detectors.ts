import { type CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnAnalyzer } from 'aws-cdk-lib/aws-accessanalyzer';
import { CfnSnapshotBlockPublicAccess, CfnVPCBlockPublicAccessOptions } from 'aws-cdk-lib/aws-ec2';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { CfnSession } from 'aws-cdk-lib/aws-macie';
import { CfnHub, CfnStandard } from 'aws-cdk-lib/aws-securityhub';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';

export interface AccountDetectorsProps {
  readonly tenancy: Tenancy;
  readonly guardDuty: boolean;
  readonly securityHub: boolean;
  readonly macie: boolean;
  readonly accessAnalyzer: boolean;
  readonly vpcBlockPublicAccess: boolean;
}

/** `Features` and the older `DataSources` together fail, so features only. Malware plans need no feature. */
const features = ['S3_DATA_EVENTS', 'LAMBDA_NETWORK_LOGS', 'EBS_MALWARE_PROTECTION', 'RDS_LOGIN_EVENTS'];

/** Standards that Security Hub runs; both read what AWS Config records. */
const standards = ['aws-foundational-security-best-practices/v/1.0.0', 'cis-aws-foundations-benchmark/v/3.0.0'];

/** AWS's own detectors and locks, each at most once per account and region. Retained for good. */
export class AccountDetectors extends Construct {
  constructor(scope: Construct, id: string, props: AccountDetectorsProps) {
    super(scope, id);
    const { tenancy } = props;
    if (props.guardDuty) {
      kept(
        new CfnDetector(this, 'GuardDuty', {
          enable: true,
          findingPublishingFrequency: 'FIFTEEN_MINUTES',
          features: features.map((name) => ({ name, status: 'ENABLED' })),
        }),
        'GuardDuty',
      );
    }
    if (props.securityHub) this.#securityHub();
    if (props.macie)
      kept(
        new CfnSession(this, 'Macie', { status: 'ENABLED', findingPublishingFrequency: 'FIFTEEN_MINUTES' }),
        'Macie',
      );
    if (props.accessAnalyzer) {
      kept(
        new CfnAnalyzer(this, 'AccessAnalyzer', { type: 'ACCOUNT', analyzerName: nameOf(tenancy, 'analyzer') }),
        'AccessAnalyzer',
      );
    }
    if (props.vpcBlockPublicAccess) {
      // Reaches every VPC of the account and region: one more reason for an account of its own.
      kept(
        new CfnVPCBlockPublicAccessOptions(this, 'VpcBlockPublicAccess', {
          internetGatewayBlockMode: 'block-bidirectional',
        }),
        'VpcBlockPublicAccess',
      );
      kept(
        new CfnSnapshotBlockPublicAccess(this, 'SnapshotBlock', { state: 'block-all-sharing' }),
        'SnapshotBlockPublicAccess',
      );
    }
  }

  #securityHub(): void {
    const stack = Stack.of(this);
    const hub = new CfnHub(this, 'SecurityHub', {
      enableDefaultStandards: false,
      controlFindingGenerator: 'SECURITY_CONTROL',
    });
    kept(hub, 'SecurityHub');
    standards.forEach((standard, index) => {
      const resource = new CfnStandard(this, `Standard${index}`, {
        standardsArn: stack.formatArn({
          service: 'securityhub',
          account: '',
          resource: 'standards',
          resourceName: standard,
        }),
      });
      resource.addResourceDependency(hub);
      kept(resource, `SecurityStandard${index + 1}`);
    });
  }
}

function kept(resource: CfnResource, logicalId: string): void {
  resource.overrideLogicalId(logicalId);
  // Not where the first deployment fails: what it leaves would refuse the second.
  resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
}
