import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ProtectedBucket } from '../safe-data/protected-bucket.ts';
import { useThroughS3 } from '../safe-settings/key-policy.ts';
import { purgeRoleName } from '../safe-settings/purge.ts';
import { ZoneKey } from '../safe-settings/zone-key.ts';
import { bucketNameOf, nameOf, roleArn, type Tenancy } from '../tenancy.ts';
import { gateRoleName } from './gate-names.ts';

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
 * What people asked, word by word. A query can itself hold a patient's values, so its text stands apart from its record: the broker writes, nobody
 * who acts in the environment reads back, and it goes when its time is over. An investigator reads it with a role of the organisation's
 * that somebody must first name here and in the key.
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
          sid: 'BrokerWrites',
          roleNames: [gateRoleName(tenancy, 'broker')],
          actions: ['kms:GenerateDataKey'],
        }),
      ],
    }).arn;
    const stackNoun = 'safe-people';
    const purging = tenancy.stage === 'trial' ? [roleArn(stack, purgeRoleName(tenancy, stackNoun))] : [];
    const broker = roleArn(stack, gateRoleName(tenancy, 'broker'));
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
          sid: 'DenyReadingBack',
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: ['s3:GetObject*'],
          resources: [`${arn}/*`],
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
