import { Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ProtectedBucket } from '../constructs/safe-data/protected-bucket.ts';
import { projectTag } from '../constructs/safe-people/assumed-by-the-broker.ts';
import { Allowance } from '../constructs/safe-projects/allowance.ts';
import { Extract, type ExtractTable, extractPrefix } from '../constructs/safe-projects/extract.ts';
import { endedByTheCloser } from '../constructs/safe-projects/project-end.ts';
import { QueryRole } from '../constructs/safe-projects/query-role.ts';
import { Workgroup } from '../constructs/safe-projects/workgroup.ts';
import { Purge } from '../constructs/safe-settings/purge.ts';
import { queryResultsStatements } from '../constructs/safe-settings/query-results-key.ts';
import { ZoneKey } from '../constructs/safe-settings/zone-key.ts';
import { nameOf, type Tenancy } from '../constructs/tenancy.ts';
import { arnInFindings } from '../constructs/wildcards.ts';

export interface SafeProjectStackProps extends StackProps {
  readonly tenancy: Tenancy;
  readonly vpcId: string;
  readonly accessLogsBucketName: string;
  readonly logKeyArn: string;
  readonly project: {
    readonly id: string;
    readonly title: string;
    /** Why the project is closed on the day of synthesis; empty when it is open. */
    readonly closed: readonly string[];
    readonly extract: readonly ExtractTable[];
    /** By what its outputs are judged. */
    readonly disclosureProfile: string;
    readonly gigabytesPerQuery: number;
    readonly monthlyGBP: number;
    readonly alarmEmails: readonly string[];
  };
}

/**
 * One project: its own key, copy, catalogue, workgroup and role. It refers to no other project, and to the shared stacks only by what the
 * data stack refers to as well, so that adding or removing a project changes no other template. A closed project keeps its data and
 * grants nothing.
 */
export class SafeProjectStack extends Stack {
  constructor(scope: Construct, id: string, props: SafeProjectStackProps) {
    const { tenancy, vpcId, accessLogsBucketName, logKeyArn, project, ...stack } = props;
    super(scope, id, { ...stack, description: `${project.title}`.slice(0, 1000) });
    Tags.of(this).add(projectTag, project.id);
    const name = nameOf(tenancy, 'project', project.id);
    const stackNoun = `project-${project.id}`;

    const { arn: keyArn } = new ZoneKey(this, 'ProjectData', {
      tenancy,
      zone: stackNoun,
      description: `Extract and query results of ${project.id}`,
      statements: [
        ...queryResultsStatements({ stack: this, workgroupName: name, roleName: name }),
        endedByTheCloser(this, tenancy),
      ],
    });
    const extract = new ProtectedBucket(this, 'Extract', {
      tenancy,
      nouns: ['p', project.id],
      keyArn,
      vpcId,
      accessLogsBucketName,
      stackNoun,
      tellsEventBridge: false,
      lifecycle: [{ id: 'old-extracts', status: 'Enabled', noncurrentVersionExpiration: { noncurrentDays: 30 } }],
    });
    const { databaseName } = new Extract(this, 'Catalogue', {
      tenancy,
      project: project.id,
      bucketName: extract.bucket.ref,
      tables: project.extract,
    });
    const { gigabytesPerQuery, monthlyGBP, alarmEmails: emails, extract: tables } = project;
    new Workgroup(this, 'Workspace', {
      name,
      project: project.id,
      disclosureProfile: project.disclosureProfile,
      databaseName,
      keyArn,
      gigabytesPerQuery,
      tables,
    });
    new QueryRole(this, 'Project', {
      tenancy,
      roleName: name,
      description: project.closed.length === 0 ? `Queries of ${project.id}` : `Closed: ${project.id}`,
      project: project.id,
      workgroupName: name,
      databaseName,
      bucketArn: extract.bucket.attrArn,
      bucketInFindings: arnInFindings(extract.bucket),
      prefix: extractPrefix,
      keyArn,
      vpcId,
      closed: project.closed,
    });
    new Allowance(this, 'Allowance', {
      tenancy,
      project: project.id,
      workgroupName: name,
      monthlyGBP,
      gigabytesPerQuery,
      emails,
    });
    if (tenancy.stage === 'trial') {
      new Purge(this, 'Purge', { tenancy, stackNoun, buckets: [extract], logKey: logKeyArn });
    }
  }
}
