import { strict as assert } from 'node:assert';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetDatabaseCommand } from '@aws-sdk/client-glue';
import { bucketOf } from '../target/names.ts';
import type { Stage } from '../target/stage.ts';
import { keysIn } from '../target/stored.ts';
import type { Scenario } from './scenario.ts';

/** The project that the update adds. */
export const addedProject = 'rehearsed';

/** When each stack last changed, which CloudFormation keeps. */
export async function lastChanges({ clients: { cloudformation } }: Stage): Promise<ReadonlyMap<string, number>> {
  const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({}));
  return new Map(
    Stacks.map(({ StackName = '', LastUpdatedTime, CreationTime }) => [
      StackName,
      (LastUpdatedTime ?? CreationTime)?.getTime() ?? 0,
    ]),
  );
}

export const anAddedProjectChangesNoOther: Scenario = {
  sentence: 'adding a project makes one stack, touches no other, and leaves the data of the others where it was',
  at: 'updated',
  passes: ['plain', 'iam'],
  cannot: ({ openProjects }) => (openProjects.length < 2 ? 'every project is closed today' : undefined),
  async run(stage) {
    const { deployment, clients, memory, openProjects } = stage;
    const before = memory.get('last changes') as ReadonlyMap<string, number>;
    const after = await lastChanges(stage);
    const changed = [...after].filter(([stack, at]) => before.get(stack) !== at).map(([stack]) => stack);
    assert.deepEqual(changed, [`tre-${deployment.id}-project-${addedProject}`]);

    const database = `tre_${deployment.id.replaceAll('-', '_')}_project_${addedProject}`;
    const { Database } = await clients.glue.send(new GetDatabaseCommand({ Name: database }));
    assert.equal(Database?.Name, database);
    assert.deepEqual(await keysIn(clients, bucketOf(deployment, `p-${addedProject}`)), []);
    const kept = await keysIn(clients, bucketOf(deployment, `p-${openProjects[0]}`));
    assert.ok(kept.length > 0, 'the first project still has its extract');
    return `1 of ${after.size} stacks`;
  },
};
