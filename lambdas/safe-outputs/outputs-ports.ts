import type { Store } from '../workflow/contract.ts';
import type { Ports } from '../workflow/run.ts';
import type { AirlockSources } from './airlock/airlock-workflow.ts';
import type { WriteBucket } from './airlock-buckets.ts';

/** What the public door asks of the world; the engine of workflows is that of the table `releases`. It has no right to the table `airlock`. */
export interface OutputsPorts extends Ports, Omit<AirlockSources, 'register'> {
  readonly register: Pick<Store, 'get' | 'list'>;
  /** What comes in: written, and never read here. */
  readonly arrivals: Pick<WriteBucket, 'put'>;
  id(): string;
}
