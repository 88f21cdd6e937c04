import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ProtectedBucket } from '../safe-data/protected-bucket.ts';
import { useThroughS3 } from '../safe-settings/key-policy.ts';
import { purgeRoleName } from '../safe-settings/purge.ts';
import { ZoneKey } from '../safe-settings/zone-key.ts';
import { nameOf, roleArn, type Tenancy } from '../tenancy.ts';
import {
  type AirlockStoreNoun,
  airlockScannerName,
  airlockStoreNouns,
  depositsPrefix,
  earlierTables,
  frozenPrefix,
  reportsPrefix,
} from './airlock-names.ts';
import { type Hands, inTheseHandsOnly } from './hands.ts';

export interface AirlockRetention {
  /** Years that a release is locked. */
  readonly releaseYears: number;
  /** Days that what was checked and reviewed stays, counted from its submission. */
  readonly reviewedDays: number;
  /** Days that what came in stays readable to its project. */
  readonly inputDays: number;
}

export interface AirlockStoresProps {
  readonly tenancy: Tenancy;
  readonly vpcId: string;
  readonly accessLogsBucketName: string;
  readonly retention: AirlockRetention;
}

export interface AirlockStore {
  readonly store: ProtectedBucket;
  readonly keyArn: string;
}

/** A draft rests 30 days and may name what was sent 30 days before. Whoever did not submit it by then sends it again. */
const draftDays = 60;

/** What arrived is put among the drafts as soon as a request names it. */
const inboundDays = 30;

interface Plan {
  /** Logical ids are `<id>Key` and `<id>Bucket`: frozen. */
  readonly id: string;
  readonly description: string;
  readonly parts: readonly Hands[];
  /** @default nobody */
  readonly lists?: readonly string[];
  /** Days after which it goes; `noncurrent` more, and no version is left. */
  readonly goesAfter: number;
  readonly noncurrent: number;
  readonly lockYears?: number;
}

/**
 * Where outputs wait, are looked at and leave, and where what comes in does. Functions are named one by one, for each action and each beginning of a key, and
 * nobody deletes: a lifecycle ends everything.
 *
 * - A key for each store, not one for the airlock: the function at the public door encrypts what arrives, and by the key alone could decrypt what is under review.
 * - Only what was released is locked. A lock on drafts, or on what was blocked or rejected, would keep patients' values that nobody may have.
 * - Nothing is copied into a backup vault. What was released cannot be lost to a mistake, for its lock outlasts everybody's rights, and a copy could be restored
 *   where no revocation reaches it; the rest passes through, and who sent it has it still.
 * - `s3:ListBucket` is for those alone who ask for what need not be there, for without it S3 says 403 and not 404, and each would count as a call that was
 *   refused, which raises an alarm. https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 * - A retention counts from the copy that was frozen, and a frozen copy is of one round. It is longer than any state rests; where states add up to more, the bytes
 *   are gone and the request fails closed.
 */
export class AirlockStores extends Construct {
  readonly #stores: ReadonlyMap<AirlockStoreNoun, AirlockStore>;

  constructor(scope: Construct, id: string, { tenancy, vpcId, accessLogsBucketName, retention }: AirlockStoresProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const stackNoun = 'safe-outputs';
    const purges = tenancy.stage === 'trial' ? [purgeRoleName(tenancy, stackNoun)] : [];
    const keys = new Construct(this, 'Keys');
    const plans = plansOf(tenancy, retention);
    this.#stores = new Map(
      airlockStoreNouns.map((noun) => {
        const { id: logical, description, parts, lists = [], goesAfter, noncurrent, lockYears } = plans[noun];
        const scans = noun === 'airlock-review' ? airlockScannerName(tenancy) : undefined;
        const scanner = scans === undefined ? [] : [scans];
        const names = (of: (part: Hands) => readonly string[]) => [...new Set([...parts.flatMap(of), ...scanner])];
        const { arn: keyArn } = new ZoneKey(keys, logical, {
          tenancy,
          zone: noun,
          description: `${description} of ${nameOf(tenancy)}`,
          statements: [
            useThroughS3({
              stack,
              tenancy,
              sid: 'ReadersOpen',
              roleNames: names(({ reads }) => reads),
              actions: ['kms:Decrypt'],
            }),
            useThroughS3({
              stack,
              tenancy,
              sid: 'WritersClose',
              roleNames: names(({ writes }) => writes),
              actions: ['kms:GenerateDataKey'],
            }),
          ],
        });
        const store = new ProtectedBucket(this, logical, {
          tenancy,
          nouns: [noun],
          keyArn,
          vpcId,
          accessLogsBucketName,
          stackNoun,
          tellsEventBridge: noun === 'airlock-review', // the scanner is told by it
          lifecycle: passing(goesAfter, noncurrent),
          outsideRoleNames: scanner,
          configuringRoleNames: scanner,
          ...(lockYears === undefined ? {} : { lockYears }),
          statements: (bucketArn) => [
            ...inTheseHandsOnly({ stack, tenancy, bucketArn, parts, lists, purges, ...(scans && { scans }) }),
            ...(noun === 'release' ? [onlyEarlierTables(stack, tenancy, bucketArn)] : []),
          ],
        });
        return [noun, { store, keyArn }];
      }),
    );
  }

  /** @throws for a noun that is no store. */
  named(noun: AirlockStoreNoun): AirlockStore {
    const found = this.#stores.get(noun);
    if (found === undefined) throw new Error(`${this.node.path} has no store ${noun}`);
    return found;
  }

  /** Each store as the functions of the gate are told of it. */
  inUse(): Readonly<Record<AirlockStoreNoun, { bucketName: string; keyArn: string }>> {
    const of = (noun: AirlockStoreNoun) => {
      const { store, keyArn } = this.named(noun);
      return { bucketName: store.bucket.ref, keyArn };
    };
    return {
      'airlock-draft': of('airlock-draft'),
      'airlock-inbound': of('airlock-inbound'),
      'airlock-review': of('airlock-review'),
      'airlock-inputs': of('airlock-inputs'),
      release: of('release'),
    };
  }

  all(): readonly ProtectedBucket[] {
    return [...this.#stores.values()].map(({ store }) => store);
  }
}

function plansOf(tenancy: Tenancy, retention: AirlockRetention): Readonly<Record<AirlockStoreNoun, Plan>> {
  const trial = tenancy.stage === 'trial';
  const role = (noun: string) => nameOf(tenancy, noun);
  const inside = role('airlock-private');
  const insideBytes = role('airlock-bytes-private');
  const checker = role('airlock-checker');
  const release = role('airlock-release');
  const { releaseYears, reviewedDays, inputDays } = retention;
  return {
    'airlock-draft': {
      id: 'AirlockDraft',
      description: 'Outputs that nobody submitted yet',
      parts: [
        { under: depositsPrefix, reads: [inside, checker], writes: [role('broker')] },
        { reads: [inside, checker], writes: [inside] },
      ],
      lists: [inside],
      goesAfter: draftDays,
      noncurrent: 7,
    },
    'airlock-inbound': {
      id: 'AirlockInbound',
      description: 'What arrives from outside',
      parts: [{ reads: [inside], writes: [role('airlock-public')] }],
      goesAfter: inboundDays,
      noncurrent: 7,
    },
    'airlock-review': {
      id: 'AirlockReview',
      description: 'Outputs under review and what the engine says of them',
      parts: [
        { under: frozenPrefix, reads: [insideBytes, checker, release], writes: [checker] },
        { under: reportsPrefix, reads: [inside, checker, release], writes: [checker] },
      ],
      goesAfter: reviewedDays,
      noncurrent: 30,
    },
    'airlock-inputs': {
      id: 'AirlockInputs',
      description: 'What came in, for the project that asked for it',
      parts: [{ reads: [insideBytes, release], writes: [release] }],
      goesAfter: inputDays,
      noncurrent: 30,
    },
    release: {
      id: 'Release',
      description: 'What was released, and the record of why',
      parts: [{ reads: [role('airlock-bytes-public'), checker, release], writes: [release] }],
      lists: [checker],
      // Of a trial too it outlasts the work: nothing is checked against less than every earlier release.
      goesAfter: trial ? 366 : releaseYears * 366 + 30,
      noncurrent: 90,
      lockYears: releaseYears,
    },
  };
}

const passing = (days: number, noncurrentDays: number): CfnBucket.RuleProperty[] => [
  {
    id: 'passing',
    status: 'Enabled',
    expirationInDays: days,
    noncurrentVersionExpiration: { noncurrentDays },
  },
];

/** The checker compares with tables of earlier releases, and has no need of anything else that left. */
const onlyEarlierTables = (stack: Stack, tenancy: Tenancy, bucketArn: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'DenyCheckerTheRest',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['s3:GetObject*'],
    notResources: [`${bucketArn}/${earlierTables}`],
    conditions: { ArnEquals: { 'aws:PrincipalArn': roleArn(stack, nameOf(tenancy, 'airlock-checker')) } },
  });
