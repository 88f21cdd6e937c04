import { Stack } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { auditQueries } from './audit-queries.ts';
import { trailTable } from './trail-table.ts';

export interface AuditWorkgroupProps {
  readonly tenancy: Tenancy;
  readonly logKeyArn: string;
  readonly trailBucketName: string;
  /** `organisation`: questions about management events would find nothing here, which reads like a clean record, so they are not asked. */
  readonly managementTrail: 'created-here' | 'organisation';
}

export const auditDatabaseName = (tenancy: Tenancy): string => nameOf(tenancy, 'audit').replaceAll('-', '_');

/** Where an assessor asks the audit trail: a workgroup of its own, a table over the trail, and the questions usually asked. */
export class AuditWorkgroup extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { tenancy, logKeyArn, trailBucketName, managementTrail }: AuditWorkgroupProps,
  ) {
    super(scope, id);
    const stack = Stack.of(this);

    const database = new CfnDatabase(this, 'Database', {
      catalogId: stack.account,
      databaseInput: { name: auditDatabaseName(tenancy), description: 'The audit trail, for assessors' },
    });
    database.overrideLogicalId('AuditDatabase');
    const table = new CfnTable(this, 'Trail', {
      catalogId: stack.account,
      databaseName: database.ref,
      tableInput: trailTable({ account: stack.account, region: stack.region, bucketName: trailBucketName }),
    });
    table.overrideLogicalId('TrailTable');

    const workgroup = new CfnWorkGroup(this, 'Workgroup', {
      name: nameOf(tenancy, 'audit'),
      description: 'Questions to the audit trail',
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: 1024 ** 4,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        managedQueryResultsConfiguration: { enabled: true, encryptionConfiguration: { kmsKey: logKeyArn } },
      },
    });
    workgroup.overrideLogicalId('AuditWorkgroup');
    const answerable = auditQueries(auditDatabaseName(tenancy)).filter(
      ({ events }) => events === 'data' || managementTrail === 'created-here',
    );
    for (const { name, description, sql } of answerable) {
      new CfnNamedQuery(this, name, {
        name,
        description,
        database: auditDatabaseName(tenancy),
        workGroup: workgroup.ref,
        queryString: sql,
      }).addResourceDependency(table);
    }
  }
}
