import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { demandsOf, dispatcher, dynamoTableIdentity, rememberedForAMinute } from '../safe-people/entrance.ts';
import { dynamodbClient } from '../workflow/dynamodb-store.ts';
import { systemClock, systemPorts } from '../workflow/system-ports.ts';
import { projectRoutes } from './project-routes.ts';
import { projectHandlers } from './projects.ts';
import { ProjectsEnv } from './projects-environment.ts';

const { REGISTER_TABLE, DEMANDS } = z.parse(ProjectsEnv, process.env);
const dynamodb = dynamodbClient();
const handlers = projectHandlers({
  ...systemPorts(dynamodb, REGISTER_TABLE),
  table: rememberedForAMinute(dynamoTableIdentity(dynamodb, REGISTER_TABLE), Date.now),
  demands: demandsOf(DEMANDS),
  id: randomUUID,
});

export const handler = dispatcher(projectRoutes, handlers, { door: 'public', clock: systemClock });
