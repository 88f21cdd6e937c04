import { randomUUID } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import type * as z from 'zod/mini';
import { demandsOf, dynamoTableIdentity } from '../safe-people/entrance.ts';
import { s3Client } from '../workflow/archive-s3.ts';
import type { Store } from '../workflow/contract.ts';
import { dynamodbClient } from '../workflow/dynamodb-store.ts';
import { systemPorts } from '../workflow/system-ports.ts';
import { assertNothingStuck, work } from '../workflow/worker.ts';
import { carryOutClose } from './close.ts';
import { kmsKeys } from './close-kms.ts';
import type { ClosePorts } from './close-ports.ts';
import { closeRegister } from './close-register.ts';
import { s3Extracts, s3Records } from './close-s3.ts';
import { type CloseEffect, closeEffectKinds } from './closing.ts';
import type { CloserEnv } from './ending-environment.ts';

/** A step that is not at its end goes on after this long; the effect's lease is 15 minutes, and a run ends before it. */
const pause = 5 * 60_000;
const longestRun = 10 * 60_000;

const requestHandler = { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true };

export interface CloserPorts extends ClosePorts {
  readonly store: Store;
}

export function closerPorts(env: z.infer<typeof CloserEnv>): CloserPorts {
  const dynamodb = dynamodbClient();
  const engine = systemPorts(dynamodb, env.REGISTER_TABLE);
  const table = dynamoTableIdentity(dynamodb, env.REGISTER_TABLE);
  const s3 = s3Client();
  return {
    ...engine,
    deployment: env.DEPLOYMENT,
    records: s3Records(s3, env.RECORDS_BUCKET),
    extract: s3Extracts(s3, env.DEPLOYMENT, `${env.ACCOUNT}-${env.AWS_REGION}-an`),
    keys: kmsKeys(new KMSClient({ region: env.AWS_REGION, requestHandler }), env.DEPLOYMENT),
    register: closeRegister({
      ...engine,
      sources: { store: engine.store, table, demands: demandsOf(env.DEMANDS) },
      queries: systemPorts(dynamodb, env.QUERIES_TABLE).store,
      id: randomUUID,
    }),
  };
}

/**
 * Carries out what closes of projects have ordered, whatever woke it. A step that orders the next is followed by it in the same run, for the kinds
 * are worked on in the order of the chain. @throws at the end, when a step failed or waits for somebody; other steps were carried out.
 */
export const closing = (ports: CloserPorts) => async (): Promise<void> => {
  const problems: string[] = [];
  const later = (milliseconds: number): string => new Date(Date.parse(ports.clock.now()) + milliseconds).toISOString();
  const until = later(longestRun);
  for (const kind of closeEffectKinds) {
    try {
      const worked = await work<CloseEffect>(ports, kind, async (effect) =>
        (await carryOutClose(ports, effect, { until })) === 'done' ? 'done' : { again: later(pause) },
      );
      assertNothingStuck(kind, worked);
      if (worked.failed > 0) problems.push(`${worked.failed} of ${kind} failed and will be tried again`);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
};
