import * as z from 'zod';
import { columnName, day, evidence, identifier, odsCode, sentence } from './vocabulary.ts';

export const columnTypes = ['string', 'int', 'bigint', 'double', 'boolean', 'date', 'timestamp'] as const;

/**
 * `linkage` is replaced by a pseudonym before curation, `direct-identifier` never leaves the vault, the others are curated.
 */
export const columnRoles = ['linkage', 'direct-identifier', 'quasi-identifier', 'sensitive', 'plain'] as const;

export const Column = z.strictObject({
  name: columnName.describe('Name of the column, unique in its table'),
  type: z.enum(columnTypes).describe('Type in Glue and Athena; a `linkage` column becomes text whatever it was'),
  role: z
    .enum(columnRoles)
    .describe(
      '`linkage`: replaced by a pseudonym before curation. `direct-identifier`: never leaves the vault. ' +
        '`quasi-identifier`, `sensitive`, `plain`: curated, and treated so by disclosure checks',
    ),
  description: sentence.describe('What the column holds, for researchers and reviewers'),
});
export type Column = z.infer<typeof Column>;

export const Table = z.strictObject({
  name: columnName.describe('Name of the table, unique in its dataset'),
  description: sentence.describe('What one row is'),
  columns: z.array(Column).min(1).max(500).describe('The contract: a delivery with any other column is refused'),
});
export type Table = z.infer<typeof Table>;

export const Dataset = z.strictObject({
  id: identifier(24).describe('Short name; part of names in Glue and S3, so it can never change'),
  title: sentence.describe('Name people use'),
  synthetic: z.boolean().describe('True only if no row describes a real person; a trial takes nothing else'),
  controller: odsCode.describe('ODS code of the data controller, one of `organisations`'),
  classification: z
    .enum(['confidential-patient-data', 'de-personalised', 'synthetic'])
    .describe('What it is when it arrives'),
  lawfulBasis: sentence.describe('UK GDPR article and common-law basis'),
  optOut: z.enum(['applies', 'exempt']).describe('Whether the national data opt-out applies'),
  owner: sentence.describe('Information asset owner, by role'),
  retentionYears: z.number().int().min(1).max(30).describe('How long the data may be kept, in years'),
  agreement: z
    .strictObject({
      reference: sentence.describe('Number of the data sharing agreement'),
      signed: day.describe('Day it was signed'),
      expires: day.describe('Last day it holds; afterwards every project that uses the dataset is closed'),
      evidence: evidence.describe('Where it can be looked at'),
    })
    .describe('Data sharing agreement under which the data is here'),
  tables: z.array(Table).min(1).max(50).describe('Tables of the dataset'),
});
export type Dataset = z.infer<typeof Dataset>;
