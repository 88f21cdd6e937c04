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

/**
 * Scans of a hundred files come within seconds, each by a run of its own, and all of them change one request: whoever is beaten to it so often tries again,
 * for Lambda tries but twice more, and a result that is lost blocks the request.
 */
const patience = 8;
async function patiently<Answer>(report: () => Promise<Answer>): Promise<Answer> {
  for (let again = 1; again < patience; again++) {
    try {
      return await report();
    } catch (error) {
      if (!(error instanceof Refused && error.message === 'contended')) throw error;
    }
  }
  return report();
}

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
      return (await patiently(() => desk.report(request, command, cause))) === 'obeyed' ? 'heard' : 'moot';
    } catch (error) {
      if (error instanceof Refused && error.message.split(' ').every((rule) => others.includes(rule))) return 'moot';
      throw error;
    }
  };
