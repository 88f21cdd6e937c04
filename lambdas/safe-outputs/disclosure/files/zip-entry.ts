/** One file of an archive, as its central directory tells it. Offsets count from the beginning of the archive. */
export interface ZipEntry {
  /** Position in the central directory, from 1. */
  readonly entry: number;
  readonly path: string;
  readonly isFolder: boolean;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly deflated: number;
  readonly inflated: number;
  readonly header: number;
}
