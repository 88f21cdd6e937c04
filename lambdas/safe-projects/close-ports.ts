import type { Clock, Instant } from '../workflow/contract.ts';
import type { ArchiveSources } from './close-archive.ts';
import type { CloseReport, Sha256 } from './closing.ts';

/** One version, or one delete marker, of an object of an extract. */
export interface ExtractVersion {
  readonly key: string;
  readonly versionId: string;
  readonly bytes: number;
  readonly marker: boolean;
}

/** How far a deletion came. Kept in the register, for it may take many runs. */
export interface DeletionProgress {
  readonly objects: number;
  readonly versions: number;
  readonly bytes: number;
  /** Chain over the lines deleted so far: each is the SHA-256 of the one before and the line. */
  readonly chain: Sha256;
  /** Hash of the key that was counted last: its older versions are no further object. */
  readonly last: Sha256;
  /** Listed and not known to be deleted. Written before anything of it is deleted, so that nothing is deleted uncounted. */
  readonly pending: readonly ExtractVersion[];
}

/** Every port throws when it cannot say that it was done. */
export interface ClosePorts {
  readonly clock: Clock;
  readonly deployment: string;
  readonly records: Records;
  readonly extract: Extracts;
  readonly keys: Keys;
  readonly register: ClosedRegister;
}

export interface ClosedRegister {
  /** `undefined`: there is no such project. */
  state(project: string): Promise<string | undefined>;
  sources(project: string): Promise<ArchiveSources>;
  progress(project: string): Promise<DeletionProgress | undefined>;
  setProgress(project: string, progress: DeletionProgress): Promise<void>;
  /** Sends the report to the workflow of the project. A report that is there already changes nothing. */
  report(project: string, report: CloseReport): Promise<void>;
}

/** The locked store. Nothing in it is ever read here. */
export interface Records {
  readonly bucket: string;
  /** Writes once: an object of this key is left as it is. */
  put(key: string, text: string): Promise<void>;
}

/** Nothing here can read an object. */
export interface Extracts {
  bucketOf(project: string): string;
  /** The first at most `limit` versions and delete markers, ascending by key. */
  versions(bucket: string, limit: number): Promise<readonly ExtractVersion[] | 'no-bucket'>;
  /** Deletes these; what was not deleted is returned. What is not there any more counts as deleted. */
  deleteVersions(bucket: string, versions: readonly ExtractVersion[]): Promise<readonly ExtractVersion[]>;
  /** Ends uploads that never completed, whose parts no listing of versions shows; true when none is left. */
  abortUploads(bucket: string): Promise<boolean>;
}

export type KeyState =
  | { readonly kind: 'usable'; readonly arn: string }
  | { readonly kind: 'pending'; readonly arn: string; readonly deletionDate: Instant }
  | { readonly kind: 'gone' };

export interface Keys {
  /** Aliases of the project's keys, exactly; no pattern, for one could take in those of another project. */
  aliasesOf(project: string): { readonly needed: readonly string[]; readonly optional: readonly string[] };
  /** @param key alias or ARN. */
  describe(key: string): Promise<KeyState>;
  /** Returns the date of deletion, as KMS answered. */
  schedule(key: string, days: number): Promise<Instant>;
}
