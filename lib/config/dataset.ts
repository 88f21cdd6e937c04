import * as z from 'zod';
import { columnName, day, evidence, identifier, odsCode, sentence } from './vocabulary.ts';

export const columnTypes = ['string', 'int', 'bigint', 'double', 'boolean', 'date', 'timestamp'] as const;

/**
 * `linkage` is replaced by a pseudonym before curation, `direct-identifier` never leaves the vault, the others are curated.
 */
export const columnRoles = ['linkage', 'direct-identifier', 'quasi-identifier', 'sensitive', 'plain'] as const;

export const Column = z.strictObject({
  name: columnName,
  type: z.enum(columnTypes),
  role: z.enum(columnRoles),
  description: sentence,
});
export type Column = z.infer<typeof Column>;

export const Table = z.strictObject({
  name: columnName,
  description: sentence,
  columns: z.array(Column).min(1).max(500),
});
export type Table = z.infer<typeof Table>;

export const Dataset = z.strictObject({
  id: identifier(24),
  title: sentence,
  synthetic: z.boolean().describe('True only if no row describes a real person; a trial takes nothing else'),
  controller: odsCode.describe('ODS code of the data controller, one of `organisations`'),
  classification: z.enum(['confidential-patient-data', 'de-personalised', 'synthetic']),
  lawfulBasis: sentence.describe('UK GDPR article and common-law basis'),
  optOut: z.enum(['applies', 'exempt']).describe('Whether the national data opt-out applies'),
  owner: sentence.describe('Information asset owner, by role'),
  retentionYears: z.number().int().min(1).max(30),
  agreement: z.strictObject({
    reference: sentence,
    signed: day,
    expires: day,
    evidence,
  }),
  tables: z.array(Table).min(1).max(50),
});
export type Dataset = z.infer<typeof Dataset>;
