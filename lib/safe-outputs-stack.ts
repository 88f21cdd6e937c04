import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { MalwareProtection } from '../constructs/safe-data/malware-protection.ts';
import { frozenPrefix } from '../constructs/safe-outputs/airlock-names.ts';
import { type AirlockRetention, AirlockStores } from '../constructs/safe-outputs/airlock-stores.ts';
import { ProtectedTable } from '../constructs/safe-people/protected-table.ts';
import { Purge } from '../constructs/safe-settings/purge.ts';
import type { Tenancy } from '../constructs/tenancy.ts';

export interface SafeOutputsStackProps extends StackProps {
  readonly tenancy: Tenancy;
  readonly vpcId: string;
  readonly accessLogsBucketName: string;
  readonly logKeyArn: string;
  readonly retention: AirlockRetention;
}

/**
 * What waits, is reviewed and leaves, and the requests about it. It stands before the people's stack, for the broker, whose role is made there, puts
 * results of queries among the drafts and must know their key; the functions that work here are named, and come with the gate.
 */
export class SafeOutputsStack extends Stack {
  readonly stores: AirlockStores;
  readonly tables: Readonly<Record<'airlock' | 'releases', ProtectedTable>>;

  constructor(scope: Construct, id: string, props: SafeOutputsStackProps) {
    const { tenancy, vpcId, accessLogsBucketName, logKeyArn, retention, ...stack } = props;
    super(scope, id, stack);
    this.stores = new AirlockStores(this, 'Stores', { tenancy, vpcId, accessLogsBucketName, retention });
    this.tables = {
      airlock: new ProtectedTable(this, 'Airlock', { tenancy, noun: 'airlock' }),
      releases: new ProtectedTable(this, 'Releases', { tenancy, noun: 'releases' }),
    };
    new MalwareProtection(this, 'MalwareProtection', {
      tenancy,
      roleNoun: 'airlock-malware-scan',
      place: 'the airlock',
      prefixes: [frozenPrefix],
      ...this.stores.named('airlock-review'),
    });
    if (tenancy.stage === 'trial') {
      new Purge(this, 'Purge', { tenancy, stackNoun: 'safe-outputs', buckets: this.stores.all(), logKey: logKeyArn });
    }
  }
}
