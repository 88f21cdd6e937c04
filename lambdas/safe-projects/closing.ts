import type { Instant } from '../workflow/contract.ts';

/**
 * What the workflow of a project asks of the closer, and what the closer reports back. The steps are a chain: each effect is written only in the
 * transaction that accepts the report of the step before, so that nothing can be skipped, repeated or done out of order.
 *
 * `close` -> close-archive -> `archived` -> close-extract -> `extract-deleted` -> close-keys -> `keys-scheduled` -> close-certificate
 * -> `certified` -> close-confirm (not before the last key is due) -> `keys-destroyed`
 *
 * The project is `archived` once `extract-deleted` is accepted, and `destroyed` once `keys-destroyed` is.
 */

/** Lower-case hexadecimal. */
export type Sha256 = string;

export interface ArchiveProof {
  readonly at: Instant;
  /** Where the archive lies: a bucket and a prefix in it, or `nothing-to-keep` where the project kept nothing. */
  readonly place: string;
  readonly objects: number;
  readonly bytes: number;
  /** Of the list of objects, each line `sha256 size key`, sorted by key. */
  readonly manifestHash: Sha256;
}

export interface ExtractProof {
  readonly at: Instant;
  readonly bucket: string;
  readonly objectsDeleted: number;
  /** All versions and delete markers, which is more than the objects. */
  readonly versionsDeleted: number;
  readonly bytesDeleted: number;
  /**
   * Chain over what was deleted, in the order of S3's listing: each link is the SHA-256 of the link before, a space and the line `version key`,
   * the first link being that of nothing. A list that takes many runs to delete has no other hash that survives a run which is cut off.
   */
  readonly manifestHash: Sha256;
  /** What a last listing found: the proof counts only when it is 0. */
  readonly versionsLeft: number;
  readonly tablesDeleted: number;
}

export interface ScheduledKey {
  readonly key: string;
  /** The instant from which KMS deletes it, as KMS answered. */
  readonly deletionDate: Instant;
}

export interface KeysProof {
  readonly at: Instant;
  readonly keys: readonly ScheduledKey[];
}

export interface CertificateProof {
  readonly at: Instant;
  /** Object in the store of records. */
  readonly object: string;
  readonly hash: Sha256;
  /** The first instant at which everything it says is final: that of the last key. */
  readonly finalFrom: Instant;
  /** What it does not speak for, such as backups that lapse by themselves. */
  readonly excludes: readonly string[];
}

export interface ConfirmationProof {
  readonly at: Instant;
  /** Keys that KMS no longer knows. The proof counts only when all that were scheduled are among them. */
  readonly keysGone: readonly string[];
}

/** Accumulates while a project is being closed; the certificate is made of it. */
export interface Closing {
  readonly closedAt: Instant;
  readonly archive?: ArchiveProof;
  readonly extract?: ExtractProof;
  readonly keys?: KeysProof;
  readonly certificate?: CertificateProof;
  readonly confirmation?: ConfirmationProof;
}

export const closeEffectKinds = [
  'close-archive',
  'close-extract',
  'close-keys',
  'close-certificate',
  'close-confirm',
] as const;

/** `done`: the proofs so far. An executor that finds its step among them has nothing left to do. */
export type CloseEffect =
  | {
      readonly kind: 'close-archive' | 'close-extract' | 'close-keys' | 'close-certificate';
      readonly project: string;
      readonly done: Closing;
    }
  | {
      readonly kind: 'close-confirm';
      readonly project: string;
      readonly done: Closing;
      /** When KMS will have deleted the last key: the effect is left alone before. */
      readonly due: Instant;
    };

/** The closer sends these as the service `closer`; from anybody else they are refused. Sent twice, the second is refused and changes nothing. */
export const closer = 'closer';
export type CloseReport =
  | { readonly kind: 'archived'; readonly proof: ArchiveProof }
  | { readonly kind: 'extract-deleted'; readonly proof: ExtractProof }
  | { readonly kind: 'keys-scheduled'; readonly proof: KeysProof }
  | { readonly kind: 'certified'; readonly proof: CertificateProof }
  | { readonly kind: 'keys-destroyed'; readonly proof: ConfirmationProof };
