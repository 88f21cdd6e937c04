import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccountDetectors } from '../constructs/safe-settings/account-detectors.ts';
import { AccountSettings } from '../constructs/safe-settings/account-settings.ts';
import { baselineKeyStatements } from '../constructs/safe-settings/baseline-key.ts';
import { ZoneKey } from '../constructs/safe-settings/zone-key.ts';
import { nameOf, type Tenancy } from '../constructs/tenancy.ts';
import type { Providers } from './providers.ts';

export interface AccountBaselineStackProps extends StackProps {
  readonly tenancy: Tenancy;
  readonly provisions: Providers;
}

/**
 * Where a choice shows in a template: written into the template's own metadata, so that a rule sees when something that was to be made
 * is lacking.
 */
const made: readonly { readonly service: keyof Providers; readonly type: string; readonly count: number }[] = [
  { service: 'guardDuty', type: 'AWS::GuardDuty::Detector', count: 1 },
  { service: 'securityHub', type: 'AWS::SecurityHub::Hub', count: 1 },
  { service: 'securityHub', type: 'AWS::SecurityHub::Standard', count: 2 },
  { service: 'macie', type: 'AWS::Macie::Session', count: 1 },
  { service: 'accessAnalyzer', type: 'AWS::AccessAnalyzer::Analyzer', count: 1 },
  { service: 'vpcBlockPublicAccess', type: 'AWS::EC2::VPCBlockPublicAccessOptions', count: 1 },
  { service: 'vpcBlockPublicAccess', type: 'AWS::EC2::SnapshotBlockPublicAccess', count: 1 },
];

/** Whether anything account-wide is made here; a stack without a resource cannot be deployed. Trail and recorder stand with their stores. */
export const needsAccountBaseline = ({ managementTrail: _, configRecorder: __, ...accountWide }: Providers): boolean =>
  Object.values(accountWide).includes('created-here');

/**
 * What an account can hold once, and only what nobody else provides. It stays when the environment goes: switching off an account's
 * detectors is never a side effect of a removal.
 */
export class AccountBaselineStack extends Stack {
  constructor(scope: Construct, id: string, { tenancy, provisions, ...stack }: AccountBaselineStackProps) {
    super(scope, id, stack);
    const here = (service: keyof Providers): boolean => provisions[service] === 'created-here';
    this.templateOptions.metadata = {
      'tre:made-here': Object.fromEntries(
        made.filter(({ service }) => here(service)).map(({ type, count }) => [type, count]),
      ),
    };
    const settings = {
      inspector: here('inspector'),
      s3BlockPublicAccess: here('s3BlockPublicAccess'),
      ebsEncryption: here('ebsEncryption'),
    };
    new AccountDetectors(this, 'Detectors', {
      guardDuty: here('guardDuty'),
      securityHub: here('securityHub'),
      macie: here('macie'),
      accessAnalyzer: here('accessAnalyzer'),
      vpcBlockPublicAccess: here('vpcBlockPublicAccess'),
      tenancy,
    });
    if (Object.values(settings).includes(true)) {
      const key = new ZoneKey(this, 'Baseline', {
        tenancy,
        zone: 'baseline',
        description: `Logs of the account settings of ${nameOf(tenancy)}`,
        statements: baselineKeyStatements(this, tenancy),
      });
      new AccountSettings(this, 'Settings', { tenancy, logKey: key.arn, settings });
    }
  }
}
