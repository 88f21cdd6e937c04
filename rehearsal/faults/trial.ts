import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { Stage } from '../target/stage.ts';
import type { CalledByCloudFormation, Subject, Trial } from './subject.ts';

/** Seconds that CloudFormation waits for a function which may have been ended. */
const patience = 8;

let number = 0;

/** One run of a function, started as it is in a deployment. */
export async function tryOnce(stage: Stage, subject: Subject, arm: () => void): Promise<Trial> {
  if ('works' in subject) return byCloudFormation(stage, subject, arm);
  arm();
  return subject.run(stage);
}

async function byCloudFormation(stage: Stage, subject: CalledByCloudFormation, arm: () => void): Promise<Trial> {
  const { cloudformation } = stage.clients;
  number += 1;
  const StackName = `tre-rehearsal-fault-${number}`;
  const properties = await subject.properties(stage);
  const TemplateBody = JSON.stringify({
    Resources: {
      Work: {
        Type: 'AWS::CloudFormation::CustomResource',
        Properties: { ServiceToken: stage.memory.get(subject.noun), ServiceTimeout: patience, ...properties },
      },
    },
  });
  if (subject.works === 'Create') arm();
  const { StackId } = await cloudformation.send(
    new CreateStackCommand({ StackName, TemplateBody, OnFailure: 'DO_NOTHING' }),
  );
  const created = await settled(stage, StackName);
  if (subject.works === 'Delete') arm();
  await cloudformation.send(new DeleteStackCommand({ StackName }));
  const deleted = await settled(stage, StackName);
  const decisive = subject.works === 'Create' ? created : deleted;
  if (decisive === 'CREATE_COMPLETE' || decisive === 'DELETE_COMPLETE') return { done: true };
  const { StackEvents = [] } = await cloudformation.send(new DescribeStackEventsCommand({ StackName: StackId }));
  const failure = StackEvents.find(({ ResourceStatus = '' }) => ResourceStatus.endsWith('_FAILED'));
  return { done: false, because: failure?.ResourceStatusReason ?? decisive };
}

async function settled({ clients: { cloudformation } }: Stage, StackName: string): Promise<string> {
  for (const end = Date.now() + (patience + 20) * 1000; Date.now() < end; await pause(50)) {
    const found = await cloudformation.send(new DescribeStacksCommand({ StackName })).catch(() => undefined);
    const status = found?.Stacks?.[0]?.StackStatus ?? 'DELETE_COMPLETE';
    if (!status.endsWith('_IN_PROGRESS')) return status;
  }
  throw new Error(`${StackName} is neither done nor failed: a custom resource was never answered`);
}
