import type { Mutant } from '../mutant.ts';
import { bucketName, grant, onBucket, rename } from '../safe-data/changes.ts';
import { admit, answering, letIn, many, objects, onStore, openKey, rewrite, withoutRefusal } from './airlock-edits.ts';

const review = { store: 'AirlockReview', noun: 'airlock-review' };
const draft = { store: 'AirlockDraft', noun: 'airlock-draft' };
const inbound = { store: 'AirlockInbound', noun: 'airlock-inbound' };
const inputs = { store: 'AirlockInputs', noun: 'airlock-inputs' };
const frozen = { ...review, keys: 'frozen/*' };
const root = { AWS: 'arn:aws:iam::999988887777:root' };

const frozenMutants = many('frozen-bytes-are-written-by-the-checker-alone', {
  'what releases may freeze too': (templates) =>
    letIn(templates, 'airlock-release', 's3:PutObject', { ...frozen, sids: ['DenyWritingFrozenToOthers'] }),
  'the private door exchanges a frozen file': (templates) =>
    letIn(templates, 'airlock-private', 's3:PutObject', { ...frozen, sids: ['DenyWritingFrozenToOthers'] }),
  'the private door writes the report of a check': (templates) =>
    letIn(templates, 'airlock-private', 's3:PutObject', {
      ...review,
      keys: 'reports/*',
      sids: ['DenyWritingReportsToOthers'],
    }),
  'the scanner writes where it scans': (templates) =>
    grant(templates, 'airlock-malware-scan', {
      Action: 's3:PutObject',
      Resource: objects('airlock-review', 'frozen/*'),
    }),
  'another account freezes': (templates) => {
    withoutRefusal(templates, 'AirlockReview', 'DenyWritingFrozenToOthers');
    admit(templates, 'AirlockReview', root, 's3:PutObject', 'airlock-review');
  },
  'the policy of the store refuses nobody else': (templates) =>
    withoutRefusal(templates, 'AirlockReview', 'DenyWritingFrozenToOthers'),
  'the checker answers requests': (templates) => answering(templates, 'Private', 'AirlockCheckerFunction'),
  'the private door calls the checker with what it likes': (templates) =>
    grant(templates, 'airlock-private', {
      Action: 'lambda:InvokeFunction',
      Resource: 'arn:aws:lambda:eu-west-2:111122223333:function:tre-thames-valley-airlock-checker',
    }),
  'whoever has a right reads what is under review': (templates) =>
    withoutRefusal(templates, 'AirlockReview', 'DenyReadingFrozenToOthers'),
  'a second function acts as the checker': (templates) =>
    templates.add('thames-valley-gate', 'SecondFunction', {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Role: { 'Fn::GetAtt': ['AirlockCheckerRole', 'Arn'] },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
      },
    }),
  'the checker may delete what it froze': (templates) =>
    letIn(templates, 'airlock-checker', ['s3:DeleteObject', 's3:DeleteObjectVersion'], {
      ...frozen,
      sids: ['DenyEnding'],
    }),
  'what takes results down labels files itself': (templates) =>
    letIn(templates, 'airlock-scan', 's3:PutObjectVersionTagging', {
      ...frozen,
      sids: ['DenyRelabelling', 'DenyWritingFrozenToOthers'],
    }),
  'the checker takes a label away': (templates) =>
    letIn(templates, 'airlock-checker', 's3:DeleteObjectVersionTagging', { ...frozen, sids: ['DenyEnding'] }),
  'the public door looks at what is under review': (templates) =>
    letIn(templates, 'airlock-bytes-public', 's3:GetObject', { ...frozen, sids: ['DenyReadingFrozenToOthers'] }),
  'the recorder reads what is under review': (templates) =>
    letIn(templates, 'recorder', 's3:GetObject', { ...frozen, sids: ['DenyReadingFrozenToOthers'] }),
  'a lifecycle ends frozen files after a week': (templates) =>
    onBucket(templates, 'AirlockReviewBucket', (body) => {
      (body.Properties.LifecycleConfiguration as { Rules: unknown[] }).Rules.push({
        Id: 'early',
        Status: 'Enabled',
        Prefix: 'frozen/',
        ExpirationInDays: 7,
      });
    }),
  'what was turned down stays for ever': (templates) =>
    onStore(templates, 'AirlockReview', 'LifecycleConfiguration', undefined),
  'there is a second store of reviews': (templates) =>
    templates.add('thames-valley-safe-outputs', 'OtherBucket', {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: bucketName('airlock-review-2') },
    }),
  'the store of reviews has another name': (templates) => rename(templates, 'AirlockReviewBucket', 'looked-at'),
});

const depositMutants = many('deposits-are-written-by-the-broker-alone', {
  'the private door writes rows of queries': (templates) =>
    letIn(templates, 'airlock-private', 's3:PutObject', {
      ...draft,
      keys: 'deposits/*',
      sids: ['DenyWritingDepositsToOthers'],
    }),
  'the recorder writes rows of queries': (templates) =>
    letIn(templates, 'recorder', 's3:PutObject', {
      ...draft,
      keys: 'deposits/*',
      sids: ['DenyWritingDepositsToOthers'],
    }),
  'the broker writes what people send': (templates) =>
    letIn(templates, 'broker', 's3:PutObject', { ...draft, sids: ['DenyWritingToOthers'] }),
  'the broker reads back what it sent': (templates) =>
    letIn(templates, 'broker', 's3:GetObject', {
      ...draft,
      keys: 'deposits/*',
      sids: ['DenyReadingDepositsToOthers'],
    }),
  'the checker writes a draft': (templates) =>
    letIn(templates, 'airlock-checker', 's3:PutObject', { ...draft, keys: 'uploads/*', sids: ['DenyWritingToOthers'] }),
  'two functions of the private door write drafts': (templates) =>
    letIn(templates, 'airlock-bytes-private', 's3:PutObject', { ...draft, sids: ['DenyWritingToOthers'] }),
  'the public door reads drafts': (templates) =>
    letIn(templates, 'airlock-public', 's3:GetObject', { ...draft, sids: ['DenyReadingToOthers'] }),
  'the function that releases reads drafts': (templates) =>
    letIn(templates, 'airlock-release', 's3:GetObject', {
      ...draft,
      sids: ['DenyReadingToOthers', 'DenyReadingDepositsToOthers'],
    }),
  'the private door empties drafts': (templates) =>
    letIn(templates, 'airlock-private', 's3:DeleteObject', { ...draft, sids: ['DenyEnding'] }),
  'the broker sends nothing': (templates) =>
    rewrite(templates, 'BrokerRole', (text) => text.replace('deposits/*', 'x/*')),
  'the policy of the store lets whoever has a right write rows': (templates) =>
    withoutRefusal(templates, 'AirlockDraft', 'DenyWritingDepositsToOthers'),
  'drafts have no store': (templates) => rename(templates, 'AirlockDraftBucket', 'notes'),
});

const arrivalMutants = many('what-arrives-is-read-inside-alone', {
  'the public door reads what arrived': (templates) => {
    letIn(templates, 'airlock-public', 's3:GetObject', { ...inbound, sids: ['DenyReadingToOthers'] });
  },
  'the public door opens the key of what arrived': (templates) =>
    openKey(templates, 'AirlockInboundKey', 'airlock-public'),
  'a second function of the public door puts there': (templates) =>
    letIn(templates, 'people-public', 's3:PutObject', { ...inbound, sids: ['DenyWritingToOthers'] }),
  'the private door puts where the outside puts': (templates) =>
    letIn(templates, 'airlock-private', 's3:PutObject', { ...inbound, sids: ['DenyWritingToOthers'] }),
  'the inside answers by a label on what arrived': (templates) =>
    letIn(templates, 'airlock-private', 's3:PutObjectTagging', {
      ...inbound,
      sids: ['DenyRelabelling', 'DenyWritingToOthers'],
    }),
  'the checker reads past the private door': (templates) =>
    letIn(templates, 'airlock-checker', 's3:GetObject', { ...inbound, sids: ['DenyReadingToOthers'] }),
  'the private door deletes what arrived': (templates) =>
    letIn(templates, 'airlock-private', 's3:DeleteObject', { ...inbound, sids: ['DenyEnding'] }),
  'the checker puts where projects read': (templates) =>
    letIn(templates, 'airlock-checker', 's3:PutObject', { ...inputs, sids: ['DenyWritingToOthers'] }),
  'the private door puts where projects read': (templates) =>
    letIn(templates, 'airlock-bytes-private', 's3:PutObject', { ...inputs, sids: ['DenyWritingToOthers'] }),
  'the public door reads what came in': (templates) =>
    letIn(templates, 'airlock-bytes-public', 's3:GetObject', { ...inputs, sids: ['DenyReadingToOthers'] }),
  'what came in has no store': (templates) => rename(templates, 'AirlockInputsBucket', 'came-in'),
});

export const airlockStoreMutants: readonly Mutant[] = [...frozenMutants, ...depositMutants, ...arrivalMutants];
