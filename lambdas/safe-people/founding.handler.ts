import * as z from 'zod/mini';
import { found, foundingRequest } from './founding.ts';
import { FoundingEnv } from './people-environment.ts';
import { systemPeople } from './people-system.ts';

const ports = systemPeople(z.parse(FoundingEnv, process.env).REGISTER_TABLE);

export const handler = async (event: unknown) => found(ports, z.parse(foundingRequest, event));
