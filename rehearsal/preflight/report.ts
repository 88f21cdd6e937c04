import * as z from 'zod';
import { Finding } from './finding.ts';
import type { Subject } from './question.ts';

const number = z.number().int().min(0);

/** What `tre preflight --json` prints. */
export const Report = z.strictObject({
  deployment: z.string().describe('Id of the deployment'),
  account: z.string().describe('Account that the file names'),
  region: z.string().describe('Region in which it was asked'),
  endpoint: z.string().optional().describe('What answered in the place of AWS; absent where AWS did'),
  on: z.iso.date().describe('Day on which it was asked'),
  ok: z.boolean().describe('Nothing would fail and nothing is unknown'),
  counts: z.strictObject({ 'would-fail': number, unknown: number, note: number, fine: number }),
  findings: z.array(Finding).describe('What would fail comes first'),
});
export type Report = z.infer<typeof Report>;

export const reportJsonSchema = () => ({
  ...z.toJSONSchema(Report, { target: 'draft-7' }),
  description: 'Output of tre preflight --json',
});

const order = ['would-fail', 'unknown', 'note', 'fine'] as const;

export function reportOf(subject: Subject, findings: readonly Finding[]): Report {
  const {
    deployment: { id, aws },
    region,
    endpoint,
    today,
  } = subject;
  const of = (outcome: Finding['outcome']) => findings.filter((finding) => finding.outcome === outcome);
  const counts = {
    'would-fail': of('would-fail').length,
    unknown: of('unknown').length,
    note: of('note').length,
    fine: of('fine').length,
  };
  return {
    deployment: id,
    account: aws.account,
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    on: today,
    ok: counts['would-fail'] === 0 && counts.unknown === 0,
    counts,
    findings: order.flatMap(of),
  };
}
