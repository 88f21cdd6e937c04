import * as z from 'zod';
import {
  columnName,
  day,
  disclosureProfiles,
  email,
  evidence,
  identifier,
  odsCode,
  purposes,
  sentence,
} from './vocabulary.ts';

const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);

/** Rows the approval covers: every condition must hold. A structure, not SQL, so that nothing can be smuggled in. */
export const RowCondition = z.union([
  z.strictObject({ column: columnName, in: z.array(scalar).min(1).max(1000) }),
  z.strictObject({ column: columnName, from: scalar, to: scalar }),
]);
export type RowCondition = z.infer<typeof RowCondition>;

export const ApprovedTable = z.strictObject({
  table: columnName,
  columns: z.array(columnName).min(1).describe('Approved columns; direct identifiers can never be approved'),
  rows: z.array(RowCondition).default([]).describe('Conditions that every extracted row meets'),
});

export const ApprovedData = z.strictObject({
  dataset: identifier(24),
  tables: z.array(ApprovedTable).min(1),
});
export type ApprovedData = z.infer<typeof ApprovedData>;

export const Project = z.strictObject({
  id: identifier(24),
  title: sentence,
  lead: odsCode.describe('ODS code of the lead organisation, one of `organisations`'),
  manager: z.strictObject({ role: sentence, email }).describe('Accountable project manager, who needs no data access'),
  purpose: z.enum(purposes),
  publicBenefit: sentence,
  approval: z.strictObject({ reference: sentence, approved: day, expires: day, evidence }),
  dpia: z.strictObject({ reference: sentence, approved: day, evidence }),
  expectedOutputs: z.array(sentence).min(1).describe('What the project means to publish'),
  data: z.array(ApprovedData).min(1).describe('Approved data specification: datasets, columns and rows'),
  workspace: z.enum(['athena']).default('athena').describe('Workspace profile'),
  allowance: z.strictObject({
    monthlyGBP: z.number().positive().max(1_000_000),
    gigabytesPerQuery: z.number().int().min(1).max(10_000),
  }),
  disclosureProfile: z.enum(disclosureProfiles).default('uk-health-10'),
  starts: day,
  ends: day,
});
export type Project = z.infer<typeof Project>;
