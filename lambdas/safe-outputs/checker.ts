import { failing } from './carry-out.ts';
import type { CheckerPorts } from './checker-ports.ts';
import { checking } from './checking.ts';
import { expiring, markingStuck, scanDeadline } from './deadlines.ts';
import { freezing } from './freezing.ts';
import type { Job } from './work-off.ts';
import { job } from './work-off.ts';

/** What the checker carries out; in the order in which one leads to the next. */
export const checkerJobs = (ports: CheckerPorts): readonly Job[] => [
  job('airlock-freeze', freezing(ports), failing(ports.desk)),
  job('airlock-check', checking(ports), failing(ports.desk)),
  job('airlock-scan-deadline', scanDeadline(ports)),
  job('airlock-expire', expiring(ports)),
  job('airlock-stuck', markingStuck(ports)),
];
