import { strict as assert } from 'node:assert';
import { DescribeStackResourcesCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Scenario } from './scenario.ts';

export const everyStackIsComplete: Scenario = {
  sentence: 'every stack is complete, and so is each resource of it that was not left out',
  at: 'deployed',
  passes: ['plain', 'iam'],
  async run({ clients: { cloudformation }, deployed }) {
    let count = 0;
    for (const [stack, { Resources }] of deployed) {
      const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName: stack }));
      assert.equal(Stacks[0]?.StackStatus, 'CREATE_COMPLETE', stack);
      const { StackResources = [] } = await cloudformation.send(
        new DescribeStackResourcesCommand({ StackName: stack }),
      );
      const complete = StackResources.filter(({ ResourceStatus }) => ResourceStatus === 'CREATE_COMPLETE');
      assert.deepEqual(
        complete.map(({ LogicalResourceId = '' }) => LogicalResourceId).sort(),
        Object.keys(Resources).sort(),
        stack,
      );
      assert.ok(
        complete.every(({ PhysicalResourceId }) => PhysicalResourceId),
        `${stack}: a resource without an id`,
      );
      count += complete.length;
    }
    return `${deployed.size} stacks, ${count} resources`;
  },
};
