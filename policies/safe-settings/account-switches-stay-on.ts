import type { Resource } from '../estate/estate.ts';
import { outlivesItsStack } from '../estate/kept.ts';
import { list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

const features = ['S3_DATA_EVENTS', 'LAMBDA_NETWORK_LOGS', 'EBS_MALWARE_PROTECTION'] as const;

/** Type -> what its switch is set to less than fully; undefined when it is fully on. */
const faults: Readonly<Record<string, (resource: Resource) => string | undefined>> = {
  'AWS::GuardDuty::Detector': ({ properties }) => {
    const on = list(properties.Features)
      .map(record)
      .filter(({ Status }) => Status === 'ENABLED')
      .map(({ Name }) => Name);
    const off = features.filter((feature) => !on.includes(feature));
    return off.length === 0 ? undefined : `does not look at ${off.join(', ')}`;
  },
  'AWS::Macie::Session': ({ properties: { Status } }) => (Status === 'ENABLED' ? undefined : 'is paused'),
  'AWS::EC2::VPCBlockPublicAccessOptions': ({ properties: { InternetGatewayBlockMode: mode } }) =>
    mode === 'block-bidirectional' ? undefined : 'lets traffic through an internet gateway',
  'AWS::EC2::SnapshotBlockPublicAccess': ({ properties: { State } }) =>
    State === 'block-all-sharing' ? undefined : 'lets a snapshot be public',
  'AWS::SecurityHub::Hub': () => undefined,
  'AWS::SecurityHub::Standard': ({ properties: { DisabledStandardsControls: off, StandardsArn: arn } }) => {
    if (!/^arn:[^:]+:securityhub:[a-z0-9-]*::(standards|ruleset)\//.test(String(arn))) return 'is no standard of AWS';
    return list(off).length === 0 ? undefined : 'leaves controls out';
  },
  'AWS::AccessAnalyzer::Analyzer': ({ properties: { ArchiveRules: rules } }) =>
    list(rules).length === 0 ? undefined : 'passes findings over unread',
};

/** Silent where the organisation sets these, which is then attested. */
export const accountSwitchesStayOn: Rule = {
  id: 'account-switches-stay-on',
  safe: 'settings',
  controls: ['2.2.12', '2.2.11', '3.1.12'],
  severity: 'error',
  why: 'Switches of the whole account guard what is not in these templates too: a snapshot, a network of somebody else.',
  fix: 'block public networks and snapshots wholly, enable every detector, and retain the switch when its stack goes',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html',
  check: (estate) =>
    estate.ofType(...Object.keys(faults)).map((resource) => {
      const fault = faults[resource.type]?.(resource);
      const kept = outlivesItsStack(resource);
      return judged(
        fault === undefined && kept,
        resource,
        kept ? 'Properties' : 'DeletionPolicy',
        'is fully on, and stays when its stack goes',
        fault ?? 'goes with its stack',
      );
    }),
};
