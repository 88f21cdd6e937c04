import * as z from 'zod/mini';
import { type ScanResult, scanResults } from './contract.ts';

/**
 * What GuardDuty says of one version of an object, and nothing else of the event.
 * https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html
 */
const event = z.object({
  id: z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)),
  source: z.literal('aws.guardduty'),
  'detail-type': z.literal('GuardDuty Malware Protection Object Scan Result'),
  account: z.string(),
  detail: z.object({
    resourceType: z.literal('S3_OBJECT'),
    s3ObjectDetails: z.object({ bucketName: z.string(), objectKey: z.string(), versionId: z.string() }),
    scanResultDetails: z.object({ scanResultStatus: z.nullish(z.string()) }),
  }),
});

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const frozen = new RegExp(`^frozen/(${uuid})/([1-9][0-9]{0,8})/(${uuid})$`);

export interface Scanned {
  readonly event: string;
  readonly request: string;
  readonly round: number;
  readonly file: string;
  readonly versionId: string;
  readonly result: ScanResult;
}

/**
 * The scan of a frozen file of ours. A status that we do not know is a scan that failed: only one word is clean. `elsewhere`: of another account, bucket
 * or key. @throws where it is no such event: then whoever sent it is told, and the deadline of the scan still stands.
 */
export function scannedIn(
  given: unknown,
  { account, bucket }: { readonly account: string; readonly bucket: string },
): Scanned | 'elsewhere' {
  const read = z.safeParse(event, given);
  if (!read.success) throw new Error('this is no result of a malware scan');
  const { id, account: by, detail } = read.data;
  const { bucketName, objectKey, versionId } = detail.s3ObjectDetails;
  const [, request, round, file] = frozen.exec(objectKey) ?? [];
  if (by !== account || bucketName !== bucket || request === undefined || round === undefined || file === undefined) {
    return 'elsewhere';
  }
  const said = detail.scanResultDetails.scanResultStatus;
  const result = scanResults.find((one) => one === said) ?? 'FAILED';
  return { event: id, request, round: Number(round), file, versionId, result };
}
