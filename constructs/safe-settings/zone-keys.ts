import { Stack } from 'aws-cdk-lib';
import { ArnPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { deployerRoleArn, nameOf, type Tenancy } from '../tenancy.ts';
import { backupKeyStatements } from './backup-key.ts';
import { type UseThroughS3, useThroughS3 } from './key-policy.ts';
import { ZoneKey } from './zone-key.ts';

export interface ZoneKeysProps {
  readonly tenancy: Tenancy;
  /** Made first, for its users differ. */
  readonly logs: ZoneKey;
}

/**
 * One key per zone, so that a right to one zone's data never opens another's. Nobody but the roles named here can decrypt; the landing
 * zone has no user until the ingest function, which adds its own, exists.
 */
export class ZoneKeys extends Construct {
  readonly logs: ZoneKey;
  readonly landing: ZoneKey;
  readonly quarantine: ZoneKey;
  readonly vault: ZoneKey;
  readonly curated: ZoneKey;
  readonly backup: ZoneKey;

  constructor(scope: Construct, id: string, { tenancy, logs }: ZoneKeysProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const zone = (name: string, what: string, statements: readonly PolicyStatement[]) =>
      new ZoneKey(this, name, {
        tenancy,
        zone: name.toLowerCase(),
        description: `${what} of ${nameOf(tenancy)}`,
        statements,
      });
    const through = (sid: string, role: string, actions: UseThroughS3['actions']) =>
      useThroughS3({ stack, tenancy, sid, roleNames: [nameOf(tenancy, role)], actions });
    const backedUp = [
      through('BackupReads', 'backup', ['kms:Decrypt']),
      through('RestoreWrites', 'restore', ['kms:Decrypt', 'kms:GenerateDataKey']),
    ];
    this.logs = logs;
    this.landing = zone('Landing', 'Files as they arrive', []);
    this.quarantine = zone('Quarantine', 'Files that are being checked', [
      through('MalwareScan', 'malware-scan', ['kms:Decrypt', 'kms:GenerateDataKey']),
    ]);
    this.vault = zone('Vault', 'Identifiable records', backedUp);
    this.curated = zone('Curated', 'De-identified tables', [...backedUp, icebergMetadata(stack, tenancy)]);
    this.backup = zone('Backup', 'Recovery points', backupKeyStatements(stack, tenancy));
  }
}

/**
 * Glue writes the metadata file of a new Iceberg table, and reads it at an update, with the rights of its caller: the deployer. The key
 * cannot tell metadata from records (with a Bucket Key the encryption context is the bucket), so the policy of the curated
 * bucket refuses the deployer everything but metadata. Residual trust: who deploys could change that policy.
 */
const icebergMetadata = (stack: Stack, tenancy: Tenancy): PolicyStatement =>
  new PolicyStatement({
    sid: 'DeployerWritesTableMetadata',
    effect: Effect.ALLOW,
    principals: [new ArnPrincipal(deployerRoleArn(stack, tenancy))],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: {
      StringEquals: { 'kms:CallerAccount': stack.account, 'kms:ViaService': `s3.${stack.region}.amazonaws.com` },
    },
  });
