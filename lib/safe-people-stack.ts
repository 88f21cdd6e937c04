import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { queryTextsBucketArn } from '../constructs/safe-data/query-texts.ts';
import { airlockStoreArn, depositsPrefix } from '../constructs/safe-outputs/airlock-names.ts';
import { BreakGlass } from '../constructs/safe-people/break-glass.ts';
import { Broker } from '../constructs/safe-people/broker.ts';
import { Directory } from '../constructs/safe-people/directory.ts';
import { ProtectedTable } from '../constructs/safe-people/protected-table.ts';
import { ResearcherBoundary } from '../constructs/safe-people/researcher-boundary.ts';
import { QueryRole } from '../constructs/safe-projects/query-role.ts';
import { AuditWorkgroup, auditDatabaseName } from '../constructs/safe-settings/audit-workgroup.ts';
import { bucketNameOf, nameOf, type Tenancy } from '../constructs/tenancy.ts';
import { issuerOfPool } from './issuer.ts';

export interface SafePeopleStackProps extends StackProps {
  readonly tenancy: Tenancy;
  readonly vpcId: string;
  readonly logKeyArn: string;
  readonly trailBucketName: string;
  readonly managementTrail: 'created-here' | 'organisation';
  /** Key under which the broker puts away the texts of queries. */
  readonly queryTextsKeyArn: string;
  /** Key under which the broker puts results that somebody sends among the drafts. */
  readonly draftsKeyArn: string;
  /** ARN of the identity that may break the glass. */
  readonly breakGlass: string;
  /** Whether people are kept here, and not by an issuer of somebody else. */
  readonly ownDirectory: boolean;
}

/** Who people are, what is known of them, and through which roles they act: register, directory, broker, and the auditor's workspace. */
export class SafePeopleStack extends Stack {
  readonly tables: Readonly<Record<'register' | 'queries' | 'signingKeys', ProtectedTable>>;
  /** Undefined where an issuer of somebody else vouches for people. */
  readonly directory: Directory | undefined;

  constructor(scope: Construct, id: string, props: SafePeopleStackProps) {
    const { tenancy, vpcId, logKeyArn, trailBucketName, managementTrail } = props;
    const { queryTextsKeyArn, draftsKeyArn, breakGlass, ownDirectory, ...stack } = props;
    super(scope, id, stack);
    const register = new ProtectedTable(this, 'Register', { tenancy, noun: 'register' });
    const queries = new ProtectedTable(this, 'Queries', { tenancy, noun: 'queries' });
    const signingKeys = new ProtectedTable(this, 'SigningKeys', { tenancy, noun: 'signing-keys' });
    this.tables = { register, queries, signingKeys };
    this.directory = ownDirectory ? new Directory(this, 'Directory', { tenancy }) : undefined;
    if (this.directory !== undefined) this.#whatSigningInNeeds(this.directory);
    new BreakGlass(this, 'BreakGlass', { tenancy, trusted: breakGlass });

    const broker = new Broker(this, 'Broker', {
      tenancy,
      vpcId,
      logKeyArn,
      register,
      queries,
      texts: { bucketArn: queryTextsBucketArn(this, tenancy), keyArn: queryTextsKeyArn },
      drafts: {
        bucketArn: airlockStoreArn(this, tenancy, 'airlock-draft'),
        prefix: depositsPrefix,
        keyArn: draftsKeyArn,
      },
    });
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

  /** What `tre sign-in` is told the first time; with an issuer of somebody else it stands in the deployment file. */
  #whatSigningInNeeds({ poolId, clientIds }: Directory): void {
    const output = (name: string, description: string, value: string) =>
      new CfnOutput(this, name, { description, value }).overrideLogicalId(name);
    output('Issuer', 'Who signs people in', issuerOfPool(this.region, poolId));
    output('PrivateClientId', 'Client of the private door', clientIds.private);
    output('PublicClientId', 'Client of the public door', clientIds.public);
  }
}
