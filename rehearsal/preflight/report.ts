import * as z from 'zod';
import type { Deployment } from '../../lib/config/deployment.ts';
import { Finding } from './finding.ts';

const number = z.number().int().min(0);

/** What `tre preflight --json` prints. */
export const Report = z.strictObject({
  deployment: z.string().describe('Id of the deployment'),
  account: z.string().describe('Account that the file names'),
  region: z.string().describe('Region in which it was asked'),
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

export function reportOf({ id, aws }: Deployment, region: string, findings: readonly Finding[]): Report {
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
    ok: counts['would-fail'] === 0 && counts.unknown === 0,
    counts,
    findings: order.flatMap(of),
  };
}
