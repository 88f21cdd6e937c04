import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { SynthesisedStack } from './plan.ts';

/** What a plan needs of an assembly. The execution role is taken from there too, for only CDK knows how it is named. */
export const synthesisedStacks = ({ stacks }: CloudAssembly): readonly SynthesisedStack[] =>
  stacks.map((stack) => ({
    name: stack.stackName,
    template: stack.template,
    bootstrapVersion: stack.requiresBootstrapStackVersion ?? 0,
    bootstrapParameter: stack.bootstrapStackVersionSsmParameter ?? '',
    executionRole: stack.cloudFormationExecutionRoleArn?.split('role/').at(-1) ?? '',
  }));
