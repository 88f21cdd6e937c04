import type { TrailRecord } from './trail-records.ts';

const dayBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000);

/** As CloudTrail writes it, in the names and nesting of its record contents. */
const recordOf = ({ daysAgo, person, ...what }: TrailRecord, index: number, region: string, now: Date) => ({
  eventVersion: '1.11',
  userIdentity: {
    type: 'AssumedRole',
    arn: `session/${person}`,
    invokedBy: null,
    sessionContext: { sourceIdentity: person },
  },
  eventTime: dayBefore(now, daysAgo).toISOString(),
  eventSource: what.source,
  eventName: what.event,
  awsRegion: region,
  sourceIPAddress: '10.0.0.10',
  errorCode: what.error?.code ?? null,
  errorMessage: what.error?.message ?? null,
  requestParameters: what.request ?? null,
  additionalEventData: what.additional ?? null,
  eventID: String(index),
  resources: what.key === undefined ? null : [{ ARN: what.key, accountId: '0', type: 'AWS::KMS::Key' }],
  vpcEndpointId: what.endpoint ?? null,
});

/** Parts of a record that our table reads as text, whatever is in them. */
const asText = ['requestParameters', 'additionalEventData'];

/** The table's SerDe folds names to lower case at every depth, and gives some parts as their JSON text. */
function folded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(folded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [
      name.toLowerCase(),
      asText.includes(name) && child !== null ? JSON.stringify(child) : folded(child),
    ]),
  );
}

/**
 * One line a record, as the table presents it: CloudTrail's input format and partition projection do this on AWS, and the emulator
 * reads JSON lines only. The partition stands in the line.
 */
export const asTheTableReadsIt = (records: readonly TrailRecord[], region: string, now: Date): string =>
  records
    .map((record, index) =>
      JSON.stringify({
        ...(folded(recordOf(record, index, region, now)) as object),
        region,
        day: dayBefore(now, record.daysAgo).toISOString().slice(0, 10).replaceAll('-', '/'),
      }),
    )
    .join('\n');
