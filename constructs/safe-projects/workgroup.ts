import { Tags } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { Construct } from 'constructs';
import { disclosureProfileTag } from '../../lambdas/safe-outputs/contract.ts';
import type { ExtractTable } from './extract.ts';
import { extractTableName } from './extract.ts';

export interface WorkgroupProps {
  readonly name: string;
  readonly project: string;
  /** By what the project's outputs are judged; the airlock reads it off the workgroup. */
  readonly disclosureProfile: string;
  readonly databaseName: string;
  readonly keyArn: string;
  /** A query that would read more is cancelled. Budgets lag by hours; this is the brake. */
  readonly gigabytesPerQuery: number;
  readonly tables: readonly ExtractTable[];
}

/**
 * Where a project asks. Results are kept by Athena under the project's key for 24 hours and never lie in a bucket, and no client can
 * say otherwise. `State` is not set: a workgroup that was disabled for cause must not be enabled by the next deployment.
 * https://docs.aws.amazon.com/athena/latest/ug/managed-results.html
 */
export class Workgroup extends Construct {
  constructor(scope: Construct, id: string, props: WorkgroupProps) {
    super(scope, id);
    const { name, project, disclosureProfile, databaseName, keyArn, gigabytesPerQuery, tables } = props;
    const workgroup = new CfnWorkGroup(this, 'Workgroup', {
      name,
      description: `Queries of ${project}`,
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: gigabytesPerQuery * 1024 ** 3,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        managedQueryResultsConfiguration: { enabled: true, encryptionConfiguration: { kmsKey: keyArn } },
      },
    });
    workgroup.overrideLogicalId('Workgroup');
    // A change of it changes the workgroup in place.
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-athena-workgroup.html
    Tags.of(workgroup).add(disclosureProfileTag, disclosureProfile);

    for (const table of tables) {
      const [first] = table.columns;
      if (first === undefined) continue;
      const tableName = extractTableName(table);
      new CfnNamedQuery(this, `Look at ${tableName}`, {
        name: `look-at-${tableName}`,
        description: `Ten rows of ${tableName}, to see what its columns hold`,
        database: databaseName,
        workGroup: workgroup.ref,
        queryString: `SELECT ${table.columns.map(({ name: column }) => `"${column}"`).join(', ')}\nFROM "${tableName}"\nLIMIT 10`,
      });
      new CfnNamedQuery(this, `Count ${tableName}`, {
        name: `count-${tableName}`,
        description: `How many rows ${tableName} has, and how many values of "${first.name}"`,
        database: databaseName,
        workGroup: workgroup.ref,
        queryString: `SELECT count(*) AS rows, count(DISTINCT "${first.name}") AS different\nFROM "${tableName}"`,
      });
    }
  }
}
