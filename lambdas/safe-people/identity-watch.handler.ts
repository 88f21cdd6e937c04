import * as z from 'zod/mini';
import { watchIdentity } from './identity-watch.ts';
import { IdentityWatchEnv } from './people-environment.ts';
import { systemPeople } from './people-system.ts';

export const handler = watchIdentity(systemPeople(z.parse(IdentityWatchEnv, process.env).REGISTER_TABLE));
