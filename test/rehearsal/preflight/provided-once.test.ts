import { listStackResources, listStacks } from '../../../rehearsal/preflight/ports/cloudformation.ts';
import {
  configurationRecorders,
  deliveryChannels,
  runningRecorders,
} from '../../../rehearsal/preflight/ports/config.ts';
import * as ec2 from '../../../rehearsal/preflight/ports/ec2.ts';
import { detectorIsEnabled } from '../../../rehearsal/preflight/ports/guardduty.ts';
import { effectivePolicy } from '../../../rehearsal/preflight/ports/organizations.ts';
import { accountBlocksPublicAccess } from '../../../rehearsal/preflight/ports/s3.ts';
import {
  accountAnalyzers,
  inspectorScans,
  macieSession,
  securityHubArn,
} from '../../../rehearsal/preflight/ports/security-services.ts';
import { alone, type Case, comesTo, landingZone } from './judged.ts';
import { denies, says, saysOf } from './recorded-account.ts';
import { baseline, detector } from './security-accounts.ts';

const cases: readonly Case[] = [
  [
    'a delivery channel alone is in the way',
    alone,
    [says(deliveryChannels, ['x'])],
    'config-recorder',
    'would-fail',
    'channel x without a recorder',
  ],
  [
    'a stopped recorder serves no conformance pack',
    landingZone,
    [says(runningRecorders, [])],
    'config-recorder',
    'would-fail',
    'stopped',
  ],
  [
    'an attested recorder that is not there is a false claim',
    landingZone,
    [says(configurationRecorders, []), says(deliveryChannels, [])],
    'config-recorder',
    'would-fail',
    'created-here',
  ],
  [
    'a suspended detector does not do what the file attests',
    landingZone,
    [says(detectorIsEnabled, false)],
    'guardduty-detector',
    'would-fail',
    'suspended',
  ],
  [
    'our own detector is no obstacle the second time',
    alone,
    [...detector, ...baseline('AWS::GuardDuty::Detector', 'd1')],
    'guardduty-detector',
    'fine',
    'made by this deployment',
  ],
  [
    'what a stack kept when it went is no longer ours',
    alone,
    [
      ...detector,
      says(listStacks, [{ name: 'tre-gtr-manchester-account-baseline', status: 'DELETE_FAILED' }]),
      says(listStackResources, [{ type: 'AWS::GuardDuty::Detector', id: 'd1', status: 'DELETE_SKIPPED' }]),
    ],
    'guardduty-detector',
    'would-fail',
    'not made by this deployment',
  ],
  [
    'whose the detector is stays unknown where stacks may not be listed',
    alone,
    [...detector, denies(listStacks)],
    'guardduty-detector',
    'unknown',
    'cloudformation:ListStacks',
  ],
  [
    'a hub is in the way',
    alone,
    [says(securityHubArn, 'hub/default')],
    'security-hub',
    'would-fail',
    'already subscribed',
  ],
  [
    'a paused session does not do what the file attests',
    landingZone,
    [says(macieSession, 'PAUSED')],
    'macie-session',
    'would-fail',
    'paused',
  ],
  [
    'a second analyser of the account is refused',
    alone,
    [says(accountAnalyzers, ['theirs'])],
    'account-analyzer',
    'would-fail',
    'analyser theirs',
  ],
  [
    'an analyser of the organisation cannot be seen from here',
    landingZone,
    [],
    'account-analyzer',
    'note',
    'shown only to the account that administers it',
  ],
  [
    'Inspector already on needs nothing',
    alone,
    [says(inspectorScans, ['ec2', 'ecr', 'lambda'])],
    'inspector',
    'fine',
    'scans ec2, ecr, lambda',
  ],
  [
    'Inspector attested but partly off is a false claim',
    landingZone,
    [says(inspectorScans, ['ec2'])],
    'inspector',
    'would-fail',
    'ecr, lambda not',
  ],
  [
    'EBS encryption attested but off is a false claim',
    landingZone,
    [says(ec2.ebsEncryptionByDefault, false)],
    'ebs-encryption',
    'would-fail',
    'provisions.ebsEncryption',
  ],
  [
    'a declarative policy holds the network block',
    alone,
    [says(ec2.vpcBlockPublicAccess, { mode: 'block-ingress', held: true })],
    'vpc-block-public-access',
    'would-fail',
    'denied due to an organizational policy',
  ],
  [
    'a declarative policy holds the snapshot block',
    alone,
    [says(ec2.snapshotBlockPublicAccess, { mode: 'unblocked', held: true })],
    'vpc-block-public-access',
    'would-fail',
    'snapshots: a declarative policy',
  ],
  [
    'an attested block that is off is a false claim',
    landingZone,
    [says(ec2.vpcBlockPublicAccess, { mode: 'off', held: false })],
    'vpc-block-public-access',
    'would-fail',
    'networks: off',
  ],
  [
    'a block that somebody else set is noted, for AWS does not say what happens',
    alone,
    [says(ec2.vpcBlockPublicAccess, { mode: 'block-ingress', held: false })],
    'vpc-block-public-access',
    'note',
    'block-ingress already',
  ],
  [
    'other networks lose the internet',
    alone,
    [says(ec2.internetGateways, ['vpc-other'])],
    'vpc-block-public-access',
    'note',
    'vpc-other',
  ],
  [
    'an S3 policy of the organisation denies the account its own switch',
    alone,
    [saysOf(effectivePolicy, () => '{"s3_attributes":{}}')],
    's3-block-public-access',
    'would-fail',
    '403',
  ],
  [
    'switches that are on need no policy',
    alone,
    [says(accountBlocksPublicAccess, true), denies(effectivePolicy)],
    's3-block-public-access',
    'fine',
    'all four',
  ],
  [
    'S3 block attested but off is a false claim',
    landingZone,
    [says(accountBlocksPublicAccess, false)],
    's3-block-public-access',
    'would-fail',
    'provisions.s3BlockPublicAccess',
  ],
];

test.each(cases)('%s', (...one) => comesTo(one));
