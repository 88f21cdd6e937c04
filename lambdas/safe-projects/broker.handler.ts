import * as z from 'zod/mini';
import { dispatcher } from '../safe-people/entrance.ts';
import { BrokerEnv } from './queries/broker-environment.ts';
import { brokerPorts } from './queries/broker-ports.ts';
import { queryHandlers } from './queries/query-handlers.ts';
import { queryRoutes } from './queries/query-routes.ts';
import { startWaiting } from './queries/starting.ts';

const ports = brokerPorts(z.parse(BrokerEnv, process.env));
const door = dispatcher(queryRoutes, queryHandlers(ports), { door: 'private', clock: ports.clock });

/** The schedule's event asks for nothing and gets nothing: what waits is started, in its turn, whoever sends it. */
const isTick = (event: unknown): boolean =>
  typeof event === 'object' && event !== null && 'detail-type' in event && !('requestContext' in event);

export const handler = async (event: unknown): Promise<unknown> =>
  isTick(event) ? { started: await startWaiting(ports, ports.clock.now(), { starts: 20, looks: 20 }) } : door(event);
