import { strict as assert } from 'node:assert';
import { ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import type { Stage } from '../target/stage.ts';

/** One call of EventBridge as its clients write it; a client of it would be there for this alone. */
async function events({ access, region }: Stage, action: string, body: object): Promise<Record<string, unknown>> {
  assert.ok(access.endpoint, 'an emulator of our own');
  const response = await fetch(access.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSEvents.${action}`,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/events/aws4_request, SignedHeaders=host, Signature=x`,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  assert.ok(response.ok, `${action}: ${text}`);
  return text === '' ? {} : JSON.parse(text);
}

/** No stream and no schedule calls a function any more: under faults each is called by the harness alone, or its calls could not be counted. */
export async function quiet(stage: Stage): Promise<string> {
  const { EventSourceMappings = [] } = await stage.clients.lambda.send(new ListEventSourceMappingsCommand({}));
  for (const { UUID } of EventSourceMappings)
    await stage.clients.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  const { Rules = [] } = (await events(stage, 'ListRules', {})) as {
    Rules?: readonly { Name: string; ScheduleExpression?: string }[];
  };
  const clocks = Rules.filter(({ ScheduleExpression }) => ScheduleExpression !== undefined);
  for (const { Name } of clocks) await events(stage, 'DisableRule', { Name });
  return `${EventSourceMappings.length} streams and ${clocks.length} schedules are still`;
}
