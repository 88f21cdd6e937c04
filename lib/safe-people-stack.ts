import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Broker } from '../constructs/safe-people/broker.ts';
import { ResearcherBoundary } from '../constructs/safe-people/researcher-boundary.ts';
import { QueryRole } from '../constructs/safe-projects/query-role.ts';
import { AuditWorkgroup, auditDatabaseName } from '../constructs/safe-settings/audit-workgroup.ts';
import { bucketNameOf, nameOf, type Tenancy } from '../constructs/tenancy.ts';

export interface SafePeopleStackProps extends StackProps {
  readonly tenancy: Tenancy;
  readonly vpcId: string;
  readonly logKeyArn: string;
  readonly trailBucketName: string;
  readonly managementTrail: 'created-here' | 'organisation';
}

/** Through which roles people act: the broker, the boundary over every researcher, and the auditor's workspace. */
export class SafePeopleStack extends Stack {
  constructor(scope: Construct, id: string, props: SafePeopleStackProps) {
    const { tenancy, vpcId, logKeyArn, trailBucketName, managementTrail, ...stack } = props;
    super(scope, id, stack);
    const broker = new Broker(this, 'Broker', { tenancy });
    const boundary = new ResearcherBoundary(this, 'ResearcherBoundary', { tenancy });
    new AuditWorkgroup(this, 'Audit', { tenancy, logKeyArn, trailBucketName, managementTrail });
    const trailArn = this.formatArn({
      service: 's3',
      region: '',
      account: '',
      resource: bucketNameOf(this, tenancy, 'trail'),
    });
    const auditor = new QueryRole(this, 'Auditor', {
      tenancy,
      roleName: nameOf(tenancy, 'auditor'),
      description: 'Asks the audit trail in the name of one assessor; reads nothing else',
      project: 'audit:trail', // no project id holds a colon
      workgroupName: nameOf(tenancy, 'audit'),
      databaseName: auditDatabaseName(tenancy),
      bucketArn: trailArn,
      bucketInFindings: trailArn,
      prefix: `AWSLogs/${this.account}/CloudTrail/`,
      keyArn: logKeyArn,
      vpcId,
      closed: [],
    });
    // By name, so CloudFormation cannot see it: IAM refuses a boundary and a principal that do not exist yet.
    auditor.node.addDependency(broker, boundary);
  }
}
