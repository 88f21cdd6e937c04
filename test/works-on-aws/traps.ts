import { bucketTraps } from './bucket-traps.ts';
import { domainTraps } from './domain-traps.ts';
import { gateTraps } from './gate-traps.ts';
import { keyShapeTraps } from './key-shape-traps.ts';
import { keyTraps } from './key-traps.ts';
import { logBucketTraps } from './log-bucket-traps.ts';
import { networkTraps } from './network-traps.ts';
import { queryTraps } from './query-traps.ts';
import { roleTraps } from './role-traps.ts';
import { serviceTraps } from './service-traps.ts';
import { trailTraps } from './trail-traps.ts';
import type { Trap } from './trap.ts';
import { watchTraps } from './watch-traps.ts';

export const traps: readonly Trap[] = [
  ...keyTraps,
  ...keyShapeTraps,
  ...logBucketTraps,
  ...bucketTraps,
  ...trailTraps,
  ...watchTraps,
  ...networkTraps,
  ...domainTraps,
  ...queryTraps,
  ...roleTraps,
  ...serviceTraps,
  ...gateTraps,
];
