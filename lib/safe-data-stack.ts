import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Backup } from '../constructs/safe-data/backup.ts';
import { CuratedTables } from '../constructs/safe-data/curated-tables.ts';
import type { DatasetContract } from '../constructs/safe-data/dataset-contract.ts';
import { MalwareProtection } from '../constructs/safe-data/malware-protection.ts';
import { QueryTexts } from '../constructs/safe-data/query-texts.ts';
import { Zones } from '../constructs/safe-data/zones.ts';
import { Purge } from '../constructs/safe-settings/purge.ts';
import type { ZoneKeys } from '../constructs/safe-settings/zone-keys.ts';
import type { Tenancy } from '../constructs/tenancy.ts';

export interface SafeDataStackProps extends StackProps {
  readonly tenancy: Tenancy;
  readonly keys: ZoneKeys;
  readonly vpcId: string;
  readonly accessLogsBucketName: string;
  readonly datasets: readonly DatasetContract[];
  readonly backupDays: number;
  /** Days that the text of a query is kept. */
  readonly queryTextDays: number;
}

/** Where records live, from arrival to the tables that extracts are cut from, and the texts of the queries that asked for them. */
export class SafeDataStack extends Stack {
  readonly queryTexts: QueryTexts;

  constructor(scope: Construct, id: string, props: SafeDataStackProps) {
    const { tenancy, keys, vpcId, accessLogsBucketName, datasets, backupDays, queryTextDays, ...stack } = props;
    super(scope, id, stack);
    const zones = new Zones(this, 'Zones', { tenancy, keys, vpcId, accessLogsBucketName });
    const { quarantine, vault, curated } = zones;
    this.queryTexts = new QueryTexts(this, 'Texts', { tenancy, vpcId, accessLogsBucketName, keepDays: queryTextDays });
    new MalwareProtection(this, 'MalwareProtection', {
      tenancy,
      roleNoun: 'malware-scan',
      store: quarantine,
      place: 'the quarantine',
      keyArn: keys.quarantine.arn,
    });
    for (const dataset of datasets) new CuratedTables(this, dataset.id, { tenancy, dataset, curated });
    new Backup(this, 'Backup', {
      tenancy,
      keyArn: keys.backup.arn,
      keepDays: backupDays,
      stores: [
        { store: vault, keyArn: keys.vault.arn },
        { store: curated, keyArn: keys.curated.arn },
      ],
    });
    if (tenancy.stage === 'trial') {
      const buckets = [zones.landing, quarantine, vault, curated, this.queryTexts.store];
      new Purge(this, 'Purge', { tenancy, stackNoun: 'safe-data', buckets, logKey: keys.logs.arn });
    }
  }
}
