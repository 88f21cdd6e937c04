import type { FileType, InboundKind } from '../contract.ts';

const mebibyte = 1024 * 1024;

export interface InboundLimits {
  readonly bytes: number;
  readonly types: readonly FileType[];
}

/**
 * What each kind of file may be. Each is held whole, so that none is more than a request may have; data that is larger comes with the data of the lake. NHS
 * England's SDE takes code of 2 MB without archives in archives, in its portal's start page of an import of code.
 */
export const inboundLimits: Readonly<Record<InboundKind, InboundLimits>> = {
  data: { bytes: 64 * mebibyte, types: ['csv', 'tsv', 'json', 'text', 'parquet'] },
  code: { bytes: 2 * mebibyte, types: ['code', 'markdown', 'text', 'json', 'notebook', 'zip'] },
  package: { bytes: 64 * mebibyte, types: ['gzip', 'zip'] },
};

export const packageLimits = {
  /** Packages of languages hold far more files than results do. */
  entries: 20_000,
  bytes: 512 * mebibyte,
  /** A file of a package of more bytes is not searched for secrets. */
  searched: mebibyte,
} as const;
