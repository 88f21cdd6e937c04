import * as z from 'zod/mini';
import type { Clock, Door } from '../workflow/contract.ts';
import { type Answer, type Call, type Fields, type Handler, type Handlers, publicOrigins, type Route } from './door.ts';
import { admitted, placeOf } from './door-admission.ts';
import { projected, refusalsOf } from './door-answer.ts';
import { type DoorEvent, doorEvent } from './door-event.ts';
import { type DoorResponse, respond } from './door-response.ts';

export interface Doorway {
  /** From the function's environment. */
  readonly door: Door;
  readonly clock: Clock;
  /** Tells operators that a request failed here. Never given anything that a person sent. */
  readonly report?: (failure: { readonly request: string; readonly operation: string; readonly error: string }) => void;
}

/** A handler of one route, with the body of the route's type. */
export const handling =
  <Body>({ asks }: Pick<Route<Body>, 'asks'>, handler: (call: Call<Body>) => Promise<Answer>): Handler =>
  async (call) => {
    if (asks === undefined) throw new Error('the route asks for no body: give a plain handler');
    return handler({ ...call, body: z.parse(asks, call.body) });
  };

/**
 * The function behind a door. A route that is not deployed at this door is not found, even if it is called past API Gateway; who asks is
 * what the authoriser said; what a handler returns leaves only as far as its route declares it.
 * @throws when it is made, where a route has no handler, or shows at the public door what may not leave by it.
 */
export function dispatcher(
  routes: readonly Route[],
  handlers: Handlers,
  { door, clock, report = log }: Doorway,
): (event: unknown) => Promise<DoorResponse> {
  const table = new Map(
    routes
      .filter(({ doors }) => doors.includes(door))
      .map((route) => {
        const handler = Object.hasOwn(handlers, route.operation) ? handlers[route.operation] : undefined;
        if (handler === undefined) throw new Error(`${route.operation} has no handler`);
        if (route.streams !== undefined)
          throw new Error(`${route.operation} answers bytes, which this function does not`);
        if (door === 'public') refuseInside(route.answers, route.operation);
        return [placeOf(route), { route, handler }] as const;
      }),
  );

  const serve = async (event: DoorEvent, operation: (name: string) => void): Promise<DoorResponse> => {
    const id = event.requestContext.requestId;
    const admission = admitted(event, table, { door, clock }, operation);
    if (!admission.ok) return respond(admission.status, id, refusalsOf(admission.refusals));
    const { route, handler } = admission.served;
    const answer = await handler(admission.call);
    return 'body' in answer
      ? respond(answer.status, id, projected(answer.body, route.answers, door))
      : respond(answer.status, id, refusalsOf(answer.refusals));
  };

  return async (event) => {
    const read = z.safeParse(doorEvent, event);
    if (!read.success) return respond(400, 'none', refusalsOf([failed]));
    let operation = 'none';
    try {
      return await serve(read.data, (name) => {
        operation = name;
      });
    } catch (error) {
      const request = read.data.requestContext.requestId;
      report({ request, operation, error: error instanceof Error ? error.name : 'unknown' });
      return respond(500, request, refusalsOf([failed]));
    }
  };
}

export const failed = { rule: 'internal', says: 'the request was not served; ask an operator and name the request id' };

function refuseInside(fields: Fields, operation: string): void {
  for (const [name, { origin, fields: inner }] of Object.entries(fields)) {
    if (!publicOrigins.includes(origin)) throw new Error(`${operation} shows ${name} (${origin}) at the public door`);
    refuseInside(inner ?? {}, operation);
  }
}

/** The name of an error only: its message may quote what was sent. */
export const log: NonNullable<Doorway['report']> = (failure) => console.error(JSON.stringify(failure));
