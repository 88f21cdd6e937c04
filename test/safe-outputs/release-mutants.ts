import type { Mutant } from '../mutant.ts';
import { account, bucketArn, grant, mutantsOf, onRole, type Statement } from '../safe-data/changes.ts';
import { admit, letIn, withoutRefusal } from './airlock-edits.ts';

const rule = mutantsOf('one-function-writes-what-is-released');
const ours = { StringEquals: { 'aws:ResourceAccount': account } };

const theRelease = { store: 'Release', noun: 'release' };

const release: readonly Mutant[] = [
  rule('whoever restores writes the release bucket too', (templates) =>
    letIn(templates, 'restore', 's3:PutObject', { ...theRelease, sids: ['DenyWritingToOthers'] }),
  ),
  rule('whoever scans tags what is released', (templates) =>
    letIn(templates, 'malware-scan', 's3:PutObjectTagging', {
      ...theRelease,
      sids: ['DenyWritingToOthers', 'DenyRelabelling'],
    }),
  ),
  rule('whoever restores deletes what was released', (templates) =>
    letIn(templates, 'restore', 's3:DeleteObject*', { ...theRelease, sids: ['DenyEnding'] }),
  ),
  rule('another account writes the release bucket', (templates) => {
    withoutRefusal(templates, 'Release', 'DenyWritingToOthers');
    admit(templates, 'Release', { AWS: 'arn:aws:iam::999988887777:root' }, 's3:PutObject', 'release');
  }),
  rule('a service writes its logs into the release bucket', (templates) => {
    withoutRefusal(templates, 'Release', 'DenyWritingToOthers');
    admit(templates, 'Release', { Service: 'delivery.logs.amazonaws.com' }, 's3:PutObject', 'release');
  }),
  rule('a second function runs with the role that releases', (templates) =>
    templates.add('thames-valley-gate', 'OtherFunction', {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Role: { 'Fn::GetAtt': ['AirlockReleaseRole', 'Arn'] },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
      },
    }),
  ),
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
