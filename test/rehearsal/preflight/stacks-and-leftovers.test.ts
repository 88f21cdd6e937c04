import { listStackResources, listStacks } from '../../../rehearsal/preflight/ports/cloudformation.ts';
import { keyAliases } from '../../../rehearsal/preflight/ports/kms.ts';
import { logGroups } from '../../../rehearsal/preflight/ports/names-in-use.ts';
import { buckets } from '../../../rehearsal/preflight/ports/s3.ts';
import { subjectOf } from './examples.ts';
import { alone, type Case, comesTo } from './judged.ts';
import { says } from './recorded-account.ts';

const { plan } = subjectOf(alone);
const [bucket = ''] = plan.names.get('AWS::S3::Bucket') ?? [];
const [alias = ''] = plan.names.get('AWS::KMS::Alias') ?? [];
const state = (name: string, status: string) => [says(listStacks, [{ name, status }])];

const cases: readonly Case[] = [
  [
    'a stack that failed to go back stops the deployment',
    alone,
    state('tre-gtr-manchester-network', 'UPDATE_ROLLBACK_FAILED'),
    'stacks',
    'would-fail',
    'npx cdk rollback',
  ],
  [
    'a stack under way must end first',
    alone,
    state('tre-gtr-manchester-network', 'UPDATE_IN_PROGRESS'),
    'stacks',
    'would-fail',
    'wait until it has ended',
  ],
  [
    'a stack that never came up is replaced',
    alone,
    state('tre-gtr-manchester-network', 'ROLLBACK_COMPLETE'),
    'stacks',
    'note',
    'replaces it',
  ],
  [
    'stacks of others do not matter',
    alone,
    state('somebody-else', 'UPDATE_ROLLBACK_FAILED'),
    'stacks',
    'fine',
    'none yet',
  ],
  [
    'a bucket that was kept stands in the way',
    alone,
    [says(buckets, [bucket])],
    'leftover-buckets',
    'would-fail',
    bucket,
  ],
  [
    'an alias that was kept stands in the way',
    alone,
    [says(keyAliases, [alias])],
    'leftover-aliases-of-keys',
    'would-fail',
    alias,
  ],
  [
    'a log group of another name does not',
    alone,
    [says(logGroups, ['/tre/gtr-manchester/other'])],
    'leftover-log-groups',
    'fine',
    'none of',
  ],
  [
    'our own bucket is no leftover',
    alone,
    [
      says(buckets, [bucket]),
      ...state('tre-gtr-manchester-safe-settings', 'CREATE_COMPLETE'),
      says(listStackResources, [{ type: 'AWS::S3::Bucket', id: bucket, status: 'CREATE_COMPLETE' }]),
    ],
    'leftover-buckets',
    'fine',
    'made by this deployment',
  ],
];

test.each(cases)('%s', (...one) => comesTo(one));
