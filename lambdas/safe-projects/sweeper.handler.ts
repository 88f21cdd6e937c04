import * as z from 'zod/mini';
import { SweeperEnv } from './ending-environment.ts';
import { sweeperPorts, sweeping } from './sweeper.ts';

export const handler = sweeping(sweeperPorts(z.parse(SweeperEnv, process.env)), console.info);
