import type { Mutant } from '../mutant.ts';
import { grant, onBucket, rename } from '../safe-data/changes.ts';
import { answering, letIn, many, objects, onStore, openKey, spare, withoutRefusal } from './airlock-edits.ts';

const release = { store: 'Release', noun: 'release' };
const lock = 'ObjectLockConfiguration.Rule.DefaultRetention';

const locked = many('releases-are-locked-and-kept', {
  'releases are not locked': (templates) => {
    onStore(templates, 'Release', 'ObjectLockConfiguration', undefined);
    onStore(templates, 'Release', 'ObjectLockEnabled', undefined);
  },
  'releases are locked only by who asks for it': (templates) =>
    onStore(templates, 'Release', 'ObjectLockConfiguration.Rule', undefined),
  'the lock of a release can be lifted': (templates) => onStore(templates, 'Release', `${lock}.Mode`, 'GOVERNANCE'),
  'releases are locked for a year': (templates) => onStore(templates, 'Release', `${lock}.Years`, 1),
  'releases are locked for a time that nobody can read': (templates) =>
    onStore(templates, 'Release', lock, { Mode: 'COMPLIANCE', Years: { Ref: 'Unknown' } }),
  'versions are suspended': (templates) => onStore(templates, 'Release', 'VersioningConfiguration.Status', 'Suspended'),
  'a lifecycle hides releases before their lock ends': (templates) =>
    onBucket(templates, 'ReleaseBucket', (body) => {
      (body.Properties.LifecycleConfiguration as { Rules: unknown[] }).Rules.push({
        Id: 'early',
        Status: 'Enabled',
        ExpirationInDays: 30,
      });
    }),
  'a lifecycle hides a part of releases on a day': (templates) =>
    onBucket(templates, 'ReleaseBucket', (body) => {
      (body.Properties.LifecycleConfiguration as { Rules: unknown[] }).Rules.push({
        Id: 'day',
        Status: 'Enabled',
        Prefix: 'stroke-path/',
        ExpirationDate: '2027-01-01T00:00:00Z',
      });
    }),
  'releases share the key of reviews': (templates) =>
    onStore(
      templates,
      'Release',
      'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
      { 'Fn::GetAtt': ['AirlockReviewKey', 'Arn'] },
    ),
  'what releases may take a release back': (templates) =>
    letIn(templates, 'airlock-release', 's3:DeleteObject', { ...release, sids: ['DenyEnding'] }),
  'what releases may shorten a lock': (templates) =>
    letIn(templates, 'airlock-release', 's3:PutObjectRetention', { ...release, sids: ['DenyChanging'] }),
  'somebody of ours may change the default lock': (templates) => {
    spare(templates, 'Release', 'DenyEnding', 'airlock-release');
    spare(templates, 'Release', 'DenyReconfiguration', 'airlock-release');
    grant(templates, 'airlock-release', {
      Action: 's3:PutBucketObjectLockConfiguration',
      Resource: objects('release').slice(0, -2),
    });
  },
  'the airlock has no bucket of releases': (templates) => {
    rename(templates, 'ReleaseBucket', 'published');
    templates.templates
      .filter(({ name }) => name.includes('thames-valley-safe-outputs'))
      .forEach(({ template }) => {
        const text = JSON.stringify(template.Resources).replaceAll('ReleaseBucket', 'PublishedBucket');
        (template as Record<string, unknown>).Resources = JSON.parse(text);
      });
  },
});

const read = many('released-bytes-are-read-by-three-functions', {
  'people outside read releases by a second function': (templates) =>
    letIn(templates, 'airlock-public', 's3:GetObject', { ...release, sids: ['DenyReadingToOthers'] }),
  'the private door reads releases': (templates) =>
    letIn(templates, 'airlock-bytes-private', 's3:GetObject', { ...release, sids: ['DenyReadingToOthers'] }),
  'the recorder reads releases': (templates) =>
    letIn(templates, 'recorder', 's3:GetObjectVersion', { ...release, sids: ['DenyReadingToOthers'] }),
  'the checker reads all of earlier releases': (templates) => {
    withoutRefusal(templates, 'Release', 'DenyCheckerTheRest');
    grant(templates, 'airlock-checker', { Action: 's3:GetObject', Resource: objects('release') });
  },
  'the private door opens the key of releases': (templates) => openKey(templates, 'ReleaseKey', 'airlock-private'),
  'somebody may lend the key of releases': (templates) =>
    openKey(templates, 'ReleaseKey', 'recorder', 'kms:CreateGrant'),
  'the scan reads the tables of releases': (templates) =>
    letIn(templates, 'airlock-scan', 's3:GetObject', { ...release, sids: ['DenyReadingToOthers'] }),
});

const written = many('one-function-writes-what-is-released', {
  'what releases answers requests inside': (templates) => answering(templates, 'Private', 'AirlockReleaseFunction'),
  'what releases answers requests outside': (templates) => answering(templates, 'Public', 'AirlockReleaseFunction'),
  'the private door writes a release': (templates) => {
    grant(templates, 'airlock-private', {
      Action: 's3:PutObject',
      Resource: objects('release'),
    });
    spare(templates, 'Release', 'DenyWritingToOthers', 'airlock-private');
  },
  'the public door writes a release': (templates) =>
    letIn(templates, 'airlock-bytes-public', 's3:PutObject', { ...release, sids: ['DenyWritingToOthers'] }),
  'what checks releases as well': (templates) =>
    letIn(templates, 'airlock-checker', 's3:PutObject', { ...release, sids: ['DenyWritingToOthers'] }),
  'what releases freezes as well, alone': (templates) => {
    letIn(templates, 'airlock-release', 's3:PutObject', {
      store: 'AirlockReview',
      noun: 'airlock-review',
      sids: ['DenyWritingFrozenToOthers', 'DenyWritingReportsToOthers'],
    });
    withoutRefusal(templates, 'AirlockReview', 'DenyWritingFrozenToOthers');
    templates.remove(
      'AWS::IAM::Role',
      (_, id, stack) => id === 'AirlockCheckerRole' && stack.includes('thames-valley'),
    );
  },
  'the policy of the store lets whoever has a right write releases': (templates) =>
    withoutRefusal(templates, 'Release', 'DenyWritingToOthers'),
});

export const airlockReleaseMutants: readonly Mutant[] = [...locked, ...read, ...written];
