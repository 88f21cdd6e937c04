import { failing } from './carry-out.ts';
import { notifying } from './notifying.ts';
import { revoking } from './offering.ts';
import { publishing } from './publishing.ts';
import type { ReleasePorts } from './release-ports.ts';
import { releasing } from './releasing.ts';
import { type Job, job } from './work-off.ts';

/** What the release function carries out; first what ends downloads, which waits for no bytes of another request. */
export const releaseJobs = (ports: ReleasePorts): readonly Job[] => [
  job('airlock-revoke', revoking(ports)),
  job('airlock-release', releasing(ports), failing(ports.desk)),
  job('airlock-publish', publishing(ports)),
  job('airlock-notify', notifying(ports)),
];
