import * as z from 'zod/mini';
import { workOnPeople } from './notice-worker.ts';
import { WorkerEnv } from './people-environment.ts';
import { systemPeople } from './people-system.ts';

export const handler = workOnPeople(systemPeople(z.parse(WorkerEnv, process.env).REGISTER_TABLE));
