import { set } from '../mutant.ts';
import { added, addedTimes, changed, mentions, statementsWith, type Trap, times } from './trap.ts';

const trail = 'AWS::CloudTrail::Trail';

const selector = (...fields: readonly unknown[]) =>
  changed(trail, (body) => {
    (body.Properties.AdvancedEventSelectors as unknown[]).push({ FieldSelectors: fields });
  });

const network = { Field: 'eventCategory', Equals: ['NetworkActivity'] };
const data = { Field: 'eventCategory', Equals: ['Data'] };

export const trailTraps: readonly Trap[] = [
  {
    rule: 'network-activity-selectors-name-one-source',
    mutants: {
      'a selector names two sources': selector(network, {
        Field: 'eventSource',
        Equals: ['s3.amazonaws.com', 'kms.amazonaws.com'],
      }),
      'a selector names a service without such events': selector(network, {
        Field: 'eventSource',
        Equals: ['sts.amazonaws.com'],
      }),
      'a selector names no source': selector(network),
      'a selector looks for another error': selector(
        network,
        { Field: 'eventSource', Equals: ['s3.amazonaws.com'] },
        { Field: 'errorCode', Equals: ['AccessDenied'] },
      ),
    },
  },
  {
    rule: 'data-event-types-exist',
    mutants: {
      'data events of Athena are asked for': selector(data, {
        Field: 'resources.type',
        Equals: ['AWS::Athena::WorkGroup'],
      }),
      'data events of keys are asked for': selector(data, { Field: 'resources.type', Equals: ['AWS::KMS::Key'] }),
      'two types stand in one selector': selector(data, {
        Field: 'resources.type',
        Equals: ['AWS::S3::Object', 'AWS::Lambda::Function'],
      }),
    },
  },
  {
    rule: 'trails-fit-the-region',
    mutants: { 'five trails more': addedTimes(5, 'safe-settings', trail, () => ({ IsMultiRegionTrail: true })) },
  },
  {
    rule: 'trail-selectors-fit',
    mutants: {
      'a selector names 500 buckets': selector(
        data,
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        { Field: 'resources.ARN', StartsWith: times(500, (index) => `arn:aws:s3:::tre-${index}/`) },
      ),
    },
  },
  {
    rule: 'trails-of-every-region-include-global-events',
    mutants: { 'global events are left out': changed(trail, (body) => set(body, 'IncludeGlobalServiceEvents', false)) },
  },
  {
    rule: 'trails-reach-their-log-group',
    mutants: {
      'the ARN lacks its :*': changed(trail, (body) =>
        set(
          body,
          'CloudWatchLogsLogGroupArn',
          'arn:aws:logs:eu-west-2:111122223333:log-group:/tre/thames-valley/trail',
        ),
      ),
      'the role may not write': changed(
        'AWS::IAM::Role',
        (body) => statementsWith(body, 'Policies.0.PolicyDocument', 'logs:PutLogEvents', () => undefined),
        mentions('cloudtrail.amazonaws.com'),
      ),
      'there is no role': changed(trail, (body) => set(body, 'CloudWatchLogsRoleArn', undefined)),
    },
  },
  {
    rule: 'recorder-and-channel-start-together',
    mutants: {
      'the channel waits for the recorder': changed('AWS::Config::DeliveryChannel', (body) => {
        body.DependsOn = ['ConfigurationRecorder'];
      }),
      'the recorder waits for the channel': changed('AWS::Config::ConfigurationRecorder', (body) => {
        body.DependsOn = ['ConfigurationDelivery'];
      }),
      'there is no channel': (templates) => templates.remove('AWS::Config::DeliveryChannel'),
    },
  },
  {
    rule: 'conformance-pack-follows-the-recorder',
    mutants: {
      'the pack waits for nothing': changed(
        'AWS::Config::ConformancePack',
        (body) => {
          body.DependsOn = [];
        },
        (_, __, stack) => stack.includes('gtr-manchester'),
      ),
      'a rule waits for nothing': (templates) => {
        templates.change('AWS::Config::ConfigurationRecorder', (body) => set(body, 'Name', 'another'));
        templates.add('gtr-manchester-safe-settings', 'Early', { Type: 'AWS::Config::ConfigRule' });
      },
    },
  },
  {
    rule: 'conformance-pack-fits',
    mutants: {
      'a pack is too long': changed('AWS::Config::ConformancePack', (body) =>
        set(body, 'TemplateBody', JSON.stringify({ Resources: {}, Description: 'x'.repeat(51_200) })),
      ),
      'a pack has too many rules': changed('AWS::Config::ConformancePack', (body) =>
        set(body, 'TemplateBody', times(131, () => 'Type: AWS::Config::ConfigRule').join('\n')),
      ),
    },
  },
  ...(
    [
      ['one-configuration-recorder-a-region', 'AWS::Config::ConfigurationRecorder'],
      ['one-detector-a-region', 'AWS::GuardDuty::Detector'],
      ['one-security-hub-a-region', 'AWS::SecurityHub::Hub'],
      ['one-macie-session-a-region', 'AWS::Macie::Session'],
      ['one-owner-of-settings-of-a-region', 'AWS::EC2::VPCBlockPublicAccessOptions'],
    ] as const
  ).map(([rule, type]) => ({
    rule,
    mutants: { 'another stack has a second one': added('gtr-manchester-safe-data', 'Second', type) },
  })),
  {
    rule: 'one-analyser-of-a-type-a-region',
    mutants: {
      'another stack has a second one of the type': added(
        'gtr-manchester-safe-data',
        'Second',
        'AWS::AccessAnalyzer::Analyzer',
        {
          Type: 'ACCOUNT',
        },
      ),
    },
  },
];
