import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { systemClock } from '../workflow/system-ports.ts';
import { demandsOf } from './demands.ts';
import { dispatcher } from './dispatch.ts';
import { PeopleEnv } from './people-environment.ts';
import { peopleHandlers } from './people-handlers.ts';
import { peopleRoutes } from './people-routes.ts';
import { systemPeople } from './people-system.ts';

const { DOOR, REGISTER_TABLE, DEMANDS } = z.parse(PeopleEnv, process.env);
const handlers = peopleHandlers({ ...systemPeople(REGISTER_TABLE), demands: demandsOf(DEMANDS), id: randomUUID });

export const handler = dispatcher(peopleRoutes, handlers, { door: DOOR, clock: systemClock });
