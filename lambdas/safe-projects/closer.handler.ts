import * as z from 'zod/mini';
import { closerPorts, closing } from './closer.ts';
import { CloserEnv } from './ending-environment.ts';

export const handler = closing(closerPorts(z.parse(CloserEnv, process.env)));
