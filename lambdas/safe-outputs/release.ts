import { failing } from './carry-out.ts';
import { notifying } from './notifying.ts';
import { revoking } from './offering.ts';
import { publishing } from './publishing.ts';
import type { ReleasePorts } from './release-ports.ts';
import { releasing } from './releasing.ts';
import { type Job, job } from './work-off.ts';

/** What the release function carries out. */
export const releaseJobs = (ports: ReleasePorts): readonly Job[] => [
  job('airlock-release', releasing(ports), failing(ports.desk)),
  job('airlock-revoke', revoking(ports)),
  job('airlock-publish', publishing(ports)),
  job('airlock-notify', notifying(ports)),
];
