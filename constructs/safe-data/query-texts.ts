import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { useThroughS3 } from '../safe-settings/key-policy.ts';
import { purgeRoleName } from '../safe-settings/purge.ts';
import { ZoneKey } from '../safe-settings/zone-key.ts';
import { brokerRoleName, bucketNameOf, nameOf, roleArn, type Tenancy } from '../tenancy.ts';
import { ProtectedBucket } from './protected-bucket.ts';

export interface QueryTextsProps {
  readonly tenancy: Tenancy;
  readonly vpcId: string;
  readonly accessLogsBucketName: string;
  /** Days after which a text goes. Its hash and its fingerprint stay in the locked archive. */
  readonly keepDays: number;
}

/** By name, for rights are written before there is a bucket, and in another stack. */
export const queryTextsBucketArn = (stack: Stack, tenancy: Tenancy): string =>
  stack.formatArn({ service: 's3', region: '', account: '', resource: bucketNameOf(stack, tenancy, 'query-texts') });

/**
 * What people asked, word by word. A query can itself hold a patient's values, so its text stands apart from its record: the broker writes it, and
 * reads it when a query that waited has its turn; nobody else does, and it goes when its time is over. An investigator reads it with a role of the organisation's
 * that somebody must first name here and in the key.
 *
 * No copy is taken of it: what must go when its time is over would live on in a vault.
 */
export class QueryTexts extends Construct {
  readonly store: ProtectedBucket;
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: QueryTextsProps) {
    super(scope, id);
    const { tenancy, vpcId, accessLogsBucketName, keepDays } = props;
    const stack = Stack.of(this);
    this.keyArn = new ZoneKey(this, 'QueryText', {
      tenancy,
      zone: 'query-texts',
      description: `Texts of queries of ${nameOf(tenancy)}`,
      statements: [
        useThroughS3({
          stack,
          tenancy,
          sid: 'BrokerKeeps',
          roleNames: [brokerRoleName(tenancy)],
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        }),
      ],
    }).arn;
    const stackNoun = 'safe-data';
    const purging = tenancy.stage === 'trial' ? [roleArn(stack, purgeRoleName(tenancy, stackNoun))] : [];
    const broker = roleArn(stack, brokerRoleName(tenancy));
    this.store = new ProtectedBucket(this, 'QueryTexts', {
      tenancy,
      nouns: ['query-texts'],
      keyArn: this.keyArn,
      vpcId,
      accessLogsBucketName,
      stackNoun,
      tellsEventBridge: false,
      lifecycle: [
        {
          id: 'passing',
          status: 'Enabled',
          expirationInDays: keepDays,
          noncurrentVersionExpiration: { noncurrentDays: 7 },
        },
      ],
      statements: (arn) => [
        new PolicyStatement({
          sid: 'DenyReadingToOthers',
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: ['s3:GetObject*'],
          resources: [`${arn}/*`],
          conditions: { ArnNotEquals: { 'aws:PrincipalArn': broker } },
        }),
        new PolicyStatement({
          sid: 'DenyWritingToOthers',
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: ['s3:PutObject*', 's3:DeleteObject*'],
          resources: [`${arn}/*`],
          conditions: { ArnNotEquals: { 'aws:PrincipalArn': [broker, ...purging] } },
        }),
      ],
    });
  }
}
