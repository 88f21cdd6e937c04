import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { ENABLE_PARTITION_LITERALS } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import { accountGuardrail } from '../constructs/safe-settings/guardrail-account.ts';
import { type DeclaredBlocks, ec2Attributes } from '../constructs/safe-settings/guardrail-attributes.ts';
import { detectionGuardrail } from '../constructs/safe-settings/guardrail-detection.ts';
import { exitsGuardrail } from '../constructs/safe-settings/guardrail-exits.ts';
import { identityGuardrail } from '../constructs/safe-settings/guardrail-identity.ts';
import { networkGuardrail } from '../constructs/safe-settings/guardrail-network.ts';
import { recordsGuardrail } from '../constructs/safe-settings/guardrail-records.ts';
import { resourcesGuardrail } from '../constructs/safe-settings/guardrail-resources.ts';
import type { GuardrailScope, GuardrailStatement } from '../constructs/safe-settings/guardrail-scope.ts';
import { nameOf, type Tenancy } from '../constructs/tenancy.ts';
import { unbootstrapped } from './unbootstrapped.ts';

export interface GuardrailsStackProps extends StackProps {
  readonly tenancy: Tenancy;
  /** The account that they hold over, and its region; the stack itself stands in the organisation's. */
  readonly account: string;
  readonly region: string;
  readonly pipelineRole: string;
  readonly organisation: string;
  readonly declared: DeclaredBlocks;
}

/**
 * What the organisation sets above the account, deployed by its management account or its delegated administrator. Four service control
 * policies, for a target holds five and one of them is `FullAWSAccess`.
 */
export class GuardrailsStack extends Stack {
  constructor(scope: Construct, id: string, props: GuardrailsStackProps) {
    const { tenancy, account, region, pipelineRole, organisation, declared, ...stack } = props;
    super(scope, id, { ...stack, synthesizer: unbootstrapped() });
    // ARNs are those of the account below, not of the one that deploys this; and organisation policies know no intrinsic.
    const literal = new App({ autoSynth: false, context: { [ENABLE_PARTITION_LITERALS]: true } });
    const place = new Stack(literal, 'Place', { env: { account, region } });
    const over: GuardrailScope = { stack: place, tenancy, pipelineRole, organisation };
    const policy = (logicalId: string, noun: string, type: string, description: string, content: object) => {
      const made = new CfnPolicy(this, logicalId, {
        name: nameOf(tenancy, noun),
        type,
        description,
        content,
        targetIds: [account],
      });
      made.overrideLogicalId(logicalId);
    };
    const statements = (all: readonly GuardrailStatement[]) => ({ Version: '2012-10-17', Statement: all });
    const control = (logicalId: string, noun: string, description: string, all: readonly GuardrailStatement[]) =>
      policy(logicalId, noun, 'SERVICE_CONTROL_POLICY', description, statements(all));

    control('Records', 'records', 'Trail, archives, backups, keys and detection stay', recordsGuardrail(over));
    control('Identity', 'identity', 'Nobody becomes a role or a function but by the pipeline', identityGuardrail(over));
    control('Network', 'network', 'The network has no way out, and what watches stays on', [
      ...networkGuardrail(over),
      ...detectionGuardrail(over),
    ]);
    control('Exits', 'exits', 'Bytes and account stay where they are', [
      ...exitsGuardrail(over),
      ...accountGuardrail(over),
    ]);
    policy(
      'Resources',
      'resources',
      'RESOURCE_CONTROL_POLICY',
      'A stranger gets nothing, whatever a resource policy says',
      statements(resourcesGuardrail(over)),
    );
    policy(
      'Attributes',
      'ec2-attributes',
      'DECLARATIVE_POLICY_EC2',
      'What EC2 is, whatever is asked of it',
      ec2Attributes(declared),
    );
  }
}
