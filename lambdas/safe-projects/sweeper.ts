import { randomUUID } from 'node:crypto';
import { AthenaClient } from '@aws-sdk/client-athena';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { WorkSpacesWebClient } from '@aws-sdk/client-workspaces-web';
import type * as z from 'zod/mini';
import { registerStanding } from '../safe-people/contract.ts';
import { demandsOf, dynamoTableIdentity } from '../safe-people/entrance.ts';
import { dynamodbClient } from '../workflow/dynamodb-store.ts';
import { systemPorts } from '../workflow/system-ports.ts';
import type { SweeperEnv } from './ending-environment.ts';
import { queriesAtOnce } from './queries/broker-environment.ts';
import { sweepersAthena } from './queries/swept-athena.ts';
import { sweptQueries } from './queries/swept-queries.ts';
import { type SweepOutcome, sweep } from './sweep.ts';
import { athenaWorkgroups } from './sweep-athena.ts';
import { portalBrowser } from './sweep-browser.ts';
import { cognitoDirectory } from './sweep-directory.ts';
import type { SweepPorts } from './sweep-ports.ts';
import { sweepRegister } from './sweep-register.ts';

/** The function may run for fifteen minutes; no action is begun that might not end in them. */
const milliseconds = 10 * 60_000;
const actions = 5_000;

const requestHandler = { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true };

export function sweeperPorts(env: z.infer<typeof SweeperEnv>): SweepPorts {
  const at = { deployment: env.DEPLOYMENT, account: env.ACCOUNT, region: env.AWS_REGION };
  const client = { region: env.AWS_REGION, requestHandler };
  const dynamodb = dynamodbClient();
  const athena = new AthenaClient(client);
  const register = systemPorts(dynamodb, env.REGISTER_TABLE);
  const table = dynamoTableIdentity(dynamodb, env.REGISTER_TABLE);
  const queries = { ...systemPorts(dynamodb, env.QUERIES_TABLE), newId: randomUUID, atOnce: queriesAtOnce(undefined) };
  return {
    clock: register.clock,
    register: sweepRegister({
      ...register,
      demands: demandsOf(env.DEMANDS),
      standing: () => registerStanding(register.store, table),
      id: randomUUID,
    }),
    queries: sweptQueries(queries, sweepersAthena(athena, at)),
    workgroups: athenaWorkgroups(athena, `tre-${env.DEPLOYMENT}-project-`),
    ...(env.USER_POOL_ID && {
      directory: cognitoDirectory(new CognitoIdentityProviderClient(client), env.USER_POOL_ID),
    }),
    ...(env.PORTAL_NAME && { browser: portalBrowser(new WorkSpacesWebClient(client), env.PORTAL_NAME) }),
  };
}

/**
 * One sweep, whatever woke it: what the event says is not looked at.
 * @throws when something could not be done, so that the alarm on failed runs speaks; the rest was done.
 */
export const sweeping = (ports: SweepPorts, log: (line: string) => void) => async (): Promise<void> => {
  const until = new Date(Date.parse(ports.clock.now()) + milliseconds).toISOString();
  const outcome = await sweep(ports, { actions, until });
  log(JSON.stringify(outcome));
  assertDone(outcome);
};

function assertDone({ failed, left }: SweepOutcome): void {
  const failures = Object.entries(failed).map(([what, count]) => `${what} ${count}`);
  if (failures.length > 0)
    throw new Error(`the next sweep tries again: ${failures.join(', ')}; ${left} were not begun`);
}
