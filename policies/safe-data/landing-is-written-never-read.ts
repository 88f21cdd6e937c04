import type { Estate } from '../estate/estate.ts';
import { coversAction, type Statement } from '../estate/statements.ts';
import type { Bucket } from '../estate/stores.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { type ConditionTest, conditionTests } from './condition-tests.ts';
import { dataBuckets } from './data-buckets.ts';
import { deniesEveryone } from './everyone.ts';
import { namedRole } from './named-roles.ts';
import { may, reading, writing } from './object-rights.ts';
import { coversBucket, coversObjects } from './own-arn.ts';
import { zoneOf } from './zones.ts';

const reads = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:GetObjectAttributes',
  's3:ListBucket',
  's3:ListBucketVersions',
];

/** S3's own events and deliveries, which are no reader. */
const exceptServices = ({ operator, key, values }: ConditionTest): boolean =>
  operator.startsWith('Bool') && key === 'aws:principalisawsservice' && values.join() === 'false';

const refusesReaders = (estate: Estate, bucket: Bucket, statement: Statement): boolean => {
  /** A trial is purged by a role that lists and deletes, and can open nothing. */
  const onlyPurges = (arn: string): boolean => {
    const role = namedRole(estate, arn);
    return role !== undefined && !may(estate, role, [...reading, ...writing], bucket);
  };
  const exceptPurge = ({ operator, key, values }: ConditionTest): boolean =>
    operator.startsWith('ArnNot') && key === 'aws:principalarn' && values.every(onlyPurges);
  return (
    deniesEveryone(statement) &&
    coversBucket(estate, bucket.resource, statement) &&
    coversObjects(estate, bucket.resource, statement) &&
    reads.every((action) => coversAction(statement, action)) &&
    conditionTests(statement).every((test) => exceptServices(test) || exceptPurge(test))
  );
};

export const landingIsWrittenNeverRead: Rule = {
  id: 'landing-is-written-never-read',
  safe: 'data',
  controls: ['3.1.12', '3.2.03', 'TRE-X01'],
  severity: 'fatal',
  why: 'Whoever delivers must not read what others delivered, nor learn from the names of files that are already there.',
  fix: 'deny everybody s3:GetObject*, s3:ListBucket and s3:ListBucketVersions on the landing bucket and its objects',
  check: (estate) => {
    const data = dataBuckets(estate);
    const landing = data.filter(({ resource }) => zoneOf(estate, resource) === 'landing');
    const zoned = data.find(({ resource }) => zoneOf(estate, resource) !== undefined);
    if (landing.length === 0 && zoned !== undefined) {
      return [fail(zoned.resource, 'Type', 'no bucket of this estate is the landing zone')];
    }
    return landing.map((bucket) =>
      judged(
        bucket.statements.some((statement) => refusesReaders(estate, bucket, statement)),
        bucket.policies[0] ?? bucket.resource,
        'Properties.PolicyDocument',
        'nobody reads or lists what was delivered',
        'what was delivered can be read or listed',
      ),
    );
  },
};
