import type { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { deployerRoleArn, roleArn, type Tenancy } from '../tenancy.ts';

/** Who may touch a part of a store, by names of roles, which need not exist yet. */
export interface Hands {
  /** Beginning of the keys it holds for. Absent, in the last part alone: whatever no other part names. */
  readonly under?: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

export interface InHands {
  readonly stack: Stack;
  readonly tenancy: Tenancy;
  readonly bucketArn: string;
  readonly parts: readonly Hands[];
  /** Roles that are told whether something is there: S3 says 404 to them alone, and 403 to everybody else. */
  readonly lists: readonly string[];
  /** Role that writes GuardDuty's verdict on a version, and the object by which GuardDuty tries out its right. @default none */
  readonly scans?: string;
  /** Role that empties the store of a trial. @default none */
  readonly purges: readonly string[];
}

/** What would rewrite, relabel or unlock what is there. A verdict is a tag. */
const relabelling = ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'];
const changing = [
  's3:PutObjectAcl',
  's3:PutObjectLegalHold',
  's3:PutObjectRetention',
  's3:PutObjectVersionAcl',
  's3:ReplicateObject',
  's3:ReplicateTags',
  's3:UpdateObjectEncryption',
];
const ending = ['s3:BypassGovernanceRetention', 's3:DeleteObject*', 's3:ReplicateDelete'];

/**
 * Denies alone: a role needs its own Allow and must be named here besides, for this action and these keys. Nobody deletes, or makes a lock another; what must
 * go, goes by its lifecycle. What nobody is named for, nobody can do.
 */
export function inTheseHandsOnly({
  stack,
  tenancy,
  bucketArn,
  parts,
  lists,
  scans,
  purges,
}: InHands): PolicyStatement[] {
  const named = (names: readonly string[]) => names.map((name) => roleArn(stack, name));
  const scanner = scans === undefined ? [] : [scans];
  const denied = (sid: string, actions: readonly string[], keys: object, others: readonly string[]) =>
    new PolicyStatement({
      sid,
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: [...actions],
      ...keys,
      ...(others.length === 0 ? {} : { conditions: { ArnNotEquals: { 'aws:PrincipalArn': [...others] } } }),
    });
  const deny = (sid: string, actions: readonly string[], keys: object, others: readonly string[]) =>
    denied(sid, actions, keys, named(others));
  const objects = (under: string) => `${bucketArn}/${under}*`;
  const elsewhere = parts.flatMap(({ under }) => (under === undefined ? [] : [objects(under)]));
  const rest: Hands = parts.find(({ under }) => under === undefined) ?? { reads: [], writes: [] };
  return [
    ...[...parts.filter(({ under }) => under !== undefined), rest].flatMap(({ under, reads, writes }) => {
      const keys =
        under !== undefined
          ? { resources: [objects(under)] }
          : elsewhere.length === 0
            ? { resources: [objects('')] }
            : { notResources: elsewhere };
      const where = under === undefined ? '' : capital(under);
      return [
        deny(`DenyReading${where}ToOthers`, ['s3:GetObject*'], keys, [...reads, ...scanner]),
        deny(`DenyWriting${where}ToOthers`, ['s3:PutObject*', 's3:RestoreObject'], keys, [...writes, ...scanner]),
      ];
    }),
    // CloudFormation asks whether the bucket is there (HeadBucket), which is the same right.
    denied('DenyListingToOthers', ['s3:ListBucket'], { resources: [bucketArn] }, [
      ...named([...lists, ...scanner]),
      deployerRoleArn(stack, tenancy),
    ]),
    deny('DenyRelabelling', relabelling, { resources: [objects('')] }, scanner),
    deny('DenyChanging', changing, { resources: [objects('')] }, []),
    deny(
      'DenyEnding',
      [...ending, 's3:PutBucketObjectLockConfiguration'],
      { resources: [bucketArn, objects('')] },
      purges,
    ),
  ];
}

const capital = (under: string): string => under.replace(/^[a-z]/, (first) => first.toUpperCase()).replace(/\W/g, '');
