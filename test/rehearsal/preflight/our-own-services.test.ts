import { detectorIsEnabled } from '../../../rehearsal/preflight/ports/guardduty.ts';
import {
  accountAnalyzers,
  macieSession,
  securityHubArn,
} from '../../../rehearsal/preflight/ports/security-services.ts';
import { alone, type Case, comesTo } from './judged.ts';
import { says } from './recorded-account.ts';
import { baseline, detector } from './security-accounts.ts';

const cases: readonly Case[] = [
  [
    'our own detector that somebody suspended protects nothing',
    alone,
    [...detector, says(detectorIsEnabled, false), ...baseline('AWS::GuardDuty::Detector', 'd1')],
    'guardduty-detector',
    'would-fail',
    /suspended, made by this deployment.*switch it on again/,
  ],
  [
    'a detector of another id than ours is not ours',
    alone,
    [...detector, ...baseline('AWS::GuardDuty::Detector', 'd0')],
    'guardduty-detector',
    'would-fail',
    'not made by this deployment',
  ],
  [
    'our own hub is known by its ARN',
    alone,
    [
      says(securityHubArn, 'arn:aws:securityhub:eu-west-2:444455556666:hub/default'),
      ...baseline('AWS::SecurityHub::Hub', 'arn:aws:securityhub:eu-west-2:444455556666:hub/default'),
    ],
    'security-hub',
    'fine',
    'made by this deployment',
  ],
  [
    'our own analyser is known by its name',
    alone,
    [
      says(accountAnalyzers, ['ours']),
      ...baseline('AWS::AccessAnalyzer::Analyzer', 'arn:aws:access-analyzer:eu-west-2:444455556666:analyzer/ours'),
    ],
    'account-analyzer',
    'fine',
    'made by this deployment',
  ],
  [
    'a session has no id: an account and region hold one, so ours is the one',
    alone,
    [says(macieSession, 'ENABLED'), ...baseline('AWS::Macie::Session', '444455556666')],
    'macie-session',
    'fine',
    'made by this deployment',
  ],
];

test.each(cases)('%s', (...one) => comesTo(one));
