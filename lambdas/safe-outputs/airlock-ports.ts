import type { Store } from '../workflow/contract.ts';
import type { Ports } from '../workflow/run.ts';
import type { AirlockSources } from './airlock/airlock-workflow.ts';
import type { Bucket, ReadBucket } from './airlock-buckets.ts';

/** What the private door asks of the world; the engine of workflows is that of the table `airlock`. */
export interface AirlockPorts extends Ports, Omit<AirlockSources, 'register'> {
  readonly register: Pick<Store, 'get' | 'list'>;
  /** The table `releases`: deposits that came in through the public door. */
  readonly releases: Pick<Store, 'get'>;
  readonly drafts: Bucket;
  /** What came in through the public door. */
  readonly arrivals: ReadBucket;
  readonly reviews: ReadBucket;
  /** A new id that nobody can guess: a UUID. */
  id(): string;
}
