import { type Desk, Refused } from './airlock-desk.ts';
import { scannedIn } from './scan-event.ts';

export interface ScanPorts {
  readonly desk: Desk;
  readonly account: string;
  /** Of reviews. */
  readonly bucket: string;
}

/** Scans of other versions, or of files that a request no longer has, say nothing of it. */
const others: readonly string[] = ['version', 'file', 'state', 'round', 'something-new', 'nothing-new', 'unclean'];

/** @throws where the event is none, or when it is not known whether it was written: it is delivered again. */
export const hearing =
  ({ desk, account, bucket }: ScanPorts) =>
  async (event: unknown): Promise<'heard' | 'moot' | 'elsewhere'> => {
    const scanned = scannedIn(event, { account, bucket });
    if (scanned === 'elsewhere') return 'elsewhere';
    const { request, round, file, versionId, result } = scanned;
    try {
      const command = { kind: 'scan-result', round, file, versionId, result } as const;
      const cause = `${scanned.event} ${file} ${versionId} ${result}`;
      return (await desk.report(request, command, cause)) === 'obeyed' ? 'heard' : 'moot';
    } catch (error) {
      if (error instanceof Refused && error.message.split(' ').every((rule) => others.includes(rule))) return 'moot';
      throw error;
    }
  };
