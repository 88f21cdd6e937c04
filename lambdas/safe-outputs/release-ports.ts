import type { Ports } from '../workflow/run.ts';
import type { Bucket, ReadBucket } from './airlock-buckets.ts';
import type { Desk } from './airlock-desk.ts';

export interface ReleasePorts {
  readonly deployment: string;
  readonly desk: Desk;
  /** The table `airlock`: votes and history, read alone. */
  readonly airlock: Ports['store'];
  /** The engine of workflows on the table `releases`. */
  readonly releases: Ports;
  readonly reviews: ReadBucket;
  /** What leaves, and every record. */
  readonly released: Bucket;
  /** What comes in. */
  readonly inputs: Bucket;
}
