import type { FileType, InboundKind } from '../contract.ts';

const mebibyte = 1024 * 1024;

export interface InboundLimits {
  readonly bytes: number;
  readonly types: readonly FileType[];
}

/**
 * What each kind of file may be. Bytes: a request as a whole may have less. NHS England's SDE takes reference data of 2 GB and code of 2 MB without archives in
 * archives (https://github.com/NHSDigital, prototype of its portal: import-referencedata and import-code start pages); trevor takes uploads of 500 MB.
 */
export const inboundLimits: Readonly<Record<InboundKind, InboundLimits>> = {
  data: { bytes: 2048 * mebibyte, types: ['csv', 'tsv', 'json', 'text', 'parquet'] },
  code: { bytes: 2 * mebibyte, types: ['code', 'markdown', 'text', 'json', 'notebook', 'zip'] },
  package: { bytes: 500 * mebibyte, types: ['gzip', 'zip'] },
};

export const packageLimits = {
  /** Packages of languages hold far more files than results do. */
  entries: 20_000,
  bytes: 512 * mebibyte,
  /** A file of a package of more bytes is not searched for secrets. */
  searched: mebibyte,
} as const;
