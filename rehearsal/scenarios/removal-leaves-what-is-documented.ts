import { strict as assert } from 'node:assert';
import { paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { DescribeKeyCommand, paginateListKeys } from '@aws-sdk/client-kms';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { bucketOf } from '../target/names.ts';
import type { Stage } from '../target/stage.ts';
import { keysIn } from '../target/stored.ts';
import type { Scenario } from './scenario.ts';

const stacksLeft = async ({ clients, deployment }: Stage): Promise<readonly string[]> => {
  const left: string[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client: clients.cloudformation }, {})) {
    left.push(...Stacks.map(({ StackName = '' }) => StackName));
  }
  return left.filter((name) => name.startsWith(`tre-${deployment.id}-`)).sort();
};

const keyStates = async ({ clients: { kms } }: Stage): Promise<readonly string[]> => {
  const states: string[] = [];
  for await (const { Keys = [] } of paginateListKeys({ client: kms }, {})) {
    for (const { KeyId } of Keys) {
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
      if (/ of (tre-|[a-z0-9-]+$)|tre-/.test(KeyMetadata?.Description ?? '')) states.push(KeyMetadata?.KeyState ?? '');
    }
  }
  return states;
};

export const removalLeavesWhatIsDocumented: Scenario = {
  sentence: 'removal in the documented order leaves exactly what the documentation says stays',
  at: 'removed',
  passes: ['plain', 'iam'],
  async run(stage) {
    const { deployment, clients, calls, memory, openProjects } = stage;
    const trial = deployment.stage.kind === 'trial';
    const baseline = `tre-${deployment.id}-account-baseline`;
    assert.deepEqual(await stacksLeft(stage), stage.deployed.has(baseline) ? [baseline] : [], 'stacks');

    const { Buckets = [] } = await clients.s3.send(new ListBucketsCommand({}));
    const ours = Buckets.map(({ Name = '' }) => Name).filter((name) => name.startsWith(`tre-${deployment.id}-`));
    const states = await keyStates(stage);
    assert.ok(states.length > 0, 'the keys of the estate are still known');
    if (!trial) {
      const before = memory.get('buckets before removal');
      assert.deepEqual(ours.sort(), before, 'every bucket is kept');
      const ended = memory.get('ended project');
      const full = ended === undefined ? `p-${openProjects[0]}` : 'records';
      assert.ok((await keysIn(clients, bucketOf(deployment, full))).length > 0, 'with what is in it');
      // A project that was closed took its own extract and key with it, and nothing else.
      const ending = states.filter((state) => state === 'PendingDeletion');
      assert.equal(ending.length > 0, ended !== undefined, 'keys that end');
      const kept = new Set(states.filter((state) => state !== 'PendingDeletion'));
      assert.deepEqual([...kept], ['Enabled'], 'every other key is kept, or what is kept could not be read');
      return `${ours.length} buckets and ${states.length} keys kept`;
    }
    assert.deepEqual(ours, [], 'no bucket is left');
    const pending = states.filter((state) => state === 'PendingDeletion');
    assert.ok(states.length - pending.length <= 1, `keys wait for deletion, that of the baseline apart: ${states}`);
    // The emulator deletes a bucket with all that is in it; AWS does not. That ours emptied them first shows in its calls.
    const emptied = calls?.get('s3:POST bucket?delete');
    assert.ok(calls === undefined || (emptied ?? 0) >= 2, 'our function emptied the buckets that held something');
    return `${pending.length} keys pending deletion, ${emptied} buckets emptied by our function`;
  },
};
