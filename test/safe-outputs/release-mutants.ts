import type { Mutant } from '../mutant.ts';
import { account, bucketArn, grant, mutantsOf, onRole, type Statement } from '../safe-data/changes.ts';
import { addRelease, addReleaseFunction, admitToRelease, named, releaseObjects } from './release-estate.ts';

const rule = mutantsOf('one-function-writes-what-is-released');
const ours = { StringEquals: { 'aws:ResourceAccount': account } };

const release: readonly Mutant[] = [
  rule('whoever restores writes the release bucket too', (templates) => {
    addRelease(templates);
    grant(templates, 'restore', { Action: 's3:PutObject', Resource: releaseObjects });
  }),
  rule('whoever scans tags what is released', (templates) => {
    addRelease(templates);
    admitToRelease(templates, named('malware-scan'), 's3:PutObjectTagging');
  }),
  rule('whoever restores deletes what was released', (templates) => {
    addRelease(templates);
    admitToRelease(templates, named('restore'), 's3:DeleteObject*');
  }),
  rule('another account writes the release bucket', (templates) => {
    addRelease(templates);
    admitToRelease(templates, { AWS: 'arn:aws:iam::999988887777:root' }, 's3:PutObject');
  }),
  rule('a service writes its logs into the release bucket', (templates) => {
    addRelease(templates);
    admitToRelease(templates, { Service: 'delivery.logs.amazonaws.com' }, 's3:PutObject');
  }),
  rule('a second function runs with the role that releases', (templates) => {
    addRelease(templates);
    addReleaseFunction(templates, 'OtherFunction');
  }),
];

const outside: readonly Mutant[] = [
  rule('whoever scans writes to a bucket of somebody else', (templates) =>
    grant(templates, 'malware-scan', { Action: 's3:PutObject', Resource: 'arn:aws:s3:::evil-bucket/*' }),
  ),
  rule('whoever backs up replicates to wherever', (templates) =>
    grant(templates, 'backup', { Action: 's3:Replicate*', Resource: '*' }),
  ),
  rule('a restore goes to a bucket of a stranger under our prefix', (templates) =>
    onRole(templates, 'restore', ({ Properties }) => {
      for (const { PolicyDocument } of Properties.Policies as { PolicyDocument: { Statement: Statement[] } }[])
        for (const statement of PolicyDocument.Statement)
          if (JSON.stringify(statement).includes('aws:ResourceAccount')) delete statement.Condition;
    }),
  ),
  rule('a restore goes to a second account', (templates) =>
    onRole(templates, 'restore', ({ Properties }) => {
      for (const { PolicyDocument } of Properties.Policies as { PolicyDocument: { Statement: Statement[] } }[])
        for (const statement of PolicyDocument.Statement)
          if (JSON.stringify(statement).includes('PutBucketVersioning'))
            statement.Condition = { StringEquals: { 'aws:ResourceAccount': [account, '999988887777'] } };
    }),
  ),
  rule('a function writes any bucket of ours, one for releases among them', (templates) =>
    grant(templates, 'network-settings', {
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::tre-thames-valley-*/*',
      Condition: ours,
    }),
  ),
  rule('whoever writes the log of the trail writes a release bucket that no template holds', (templates) =>
    grant(templates, 'trail-logs', {
      Action: 's3:PutObject',
      Resource: `${bucketArn('released')}/*`,
      Condition: ours,
    }),
  ),
];

export const releaseMutants: readonly Mutant[] = [...release, ...outside];
