import { setTimeout as pause } from 'node:timers/promises';
import { CreateStackCommand, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Stage } from '../target/stage.ts';

/** Makes a stack of the given resources and waits until it is made, or is not. */
export async function probeStack(
  { clients: { cloudformation } }: Stage,
  name: string,
  resources: Readonly<Record<string, object>>,
): Promise<'made' | 'refused'> {
  const TemplateBody = JSON.stringify({ Resources: resources });
  try {
    await cloudformation.send(
      new CreateStackCommand({ StackName: name, TemplateBody, Capabilities: ['CAPABILITY_IAM'] }),
    );
  } catch {
    return 'refused';
  }
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(100)) {
    const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName: name }));
    if (Stacks[0]?.StackStatus === 'CREATE_COMPLETE') return 'made';
    if (/ROLLBACK_COMPLETE|FAILED/.test(Stacks[0]?.StackStatus ?? '')) return 'refused';
  }
  throw new Error(`${name} was neither made nor refused within 20 s`);
}

export async function removeProbe({ clients: { cloudformation } }: Stage, name: string): Promise<void> {
  await cloudformation.send(new DeleteStackCommand({ StackName: name }));
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(100)) {
    const left = await cloudformation.send(new DescribeStacksCommand({ StackName: name })).catch(() => undefined);
    if (left === undefined || left.Stacks?.[0]?.StackStatus === 'DELETE_COMPLETE') return;
    if (left.Stacks?.[0]?.StackStatus === 'DELETE_FAILED') throw new Error(`${name} could not be removed`);
  }
}
