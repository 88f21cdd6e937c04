import * as z from 'zod/mini';
import type { Clock, Door, Refusal } from '../workflow/contract.ts';
import type { Call, Route } from './door.ts';
import { type Authorised, authorised, type DoorEvent, headerOf } from './door-event.ts';
import { bodyOf, parametersOf } from './door-request.ts';

/** What a request came to before a handler saw it. */
export type Admission<Served> =
  | { readonly ok: true; readonly served: Served; readonly call: Call }
  | { readonly ok: false; readonly status: number; readonly refusals: readonly Refusal[] };

const no = (status: number, rule: string, says: string) => ({ ok: false, status, refusals: [{ rule, says }] }) as const;

/** Operations of one door, as an event names them. */
export const placeOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method.toUpperCase()} ${path}`;

/**
 * Who asks is what the authoriser said, and is asked before anything else; a route that is not deployed at this door is not found, even if it is called
 * past API Gateway.
 * @param named told the operation as soon as it is known.
 */
export function admitted<Served extends { readonly route: Route }>(
  event: DoorEvent,
  table: ReadonlyMap<string, Served>,
  { door, clock }: { readonly door: Door; readonly clock: Clock },
  named: (operation: string) => void,
): Admission<Served> {
  const who = z.safeParse(authorised, event.requestContext.authorizer);
  if (!who.success || headerOf(event, 'authorization').length > 1) return no(401, 'token', 'sign in');
  if (who.data.door !== door) return no(403, 'door', 'this sign-in is for the other door');
  const served = table.get(`${event.httpMethod} ${event.resource}`);
  if (served === undefined) return no(404, 'operation', 'there is no such operation at this door');
  named(served.route.operation);
  const parameters = parametersOf(served.route, event);
  if (!parameters.ok) return parameters;
  const body = bodyOf(served.route, event);
  if (!body.ok) return body;
  const call = {
    actor: actorOf(who.data),
    mfa: who.data.mfa === 'true',
    now: clock.now(),
    parameters: parameters.value,
    body: body.value,
  };
  return { ok: true, served, call };
}

const actorOf = ({ person, door, signedInAt, session }: Authorised): Call['actor'] => ({
  kind: 'person',
  id: person,
  door,
  signedInAt,
  session,
});
