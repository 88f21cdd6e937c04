import type { Clock, Store } from '../workflow/contract.ts';
import type { Bucket, ReadBucket } from './airlock-buckets.ts';
import type { Desk } from './airlock-desk.ts';
import type { airlockAlarms } from './contract.ts';
import type { Context, InboundKind, Profile, Report, Source } from './disclosure/contract.ts';

/** The disclosure engine, as the checker calls it. */
export interface Engine {
  /** @throws where a source fails. */
  check(sources: readonly Source[], profile: Profile, context: Context): Promise<Report>;
  checkInbound(sources: readonly Source[], kind: InboundKind): Promise<Report>;
}

export interface CheckerPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly drafts: ReadBucket;
  readonly reviews: Bucket;
  /** Read alone: tables of earlier releases. */
  readonly releases: ReadBucket;
  readonly engine: Engine;
  /** As the project's own stack says; undefined: it says none that we know, and then nothing is checked. @throws when that is not known. */
  profileOf(project: string): Promise<Profile | undefined>;
  /** One line for operators, of ids and words alone: a metric counts them. */
  tell(line: { readonly airlock: keyof typeof airlockAlarms; readonly request: string; readonly state?: string }): void;
}
