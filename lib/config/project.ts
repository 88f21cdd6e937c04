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

const scalar = z.union([z.string().max(200), z.number(), z.boolean()], {
  error: 'must be text of at most 200 characters, a number, true or false',
});

const conditionColumn = columnName.describe('Column the condition is about; it need not be approved itself');

/** Rows the approval covers: every condition must hold. A structure, not SQL, so that nothing can be smuggled in. */
export const RowCondition = z.union([
  z.strictObject({
    column: conditionColumn,
    in: z.array(scalar).min(1).max(1000).describe('Rows whose value is one of these'),
  }),
  z.strictObject({
    column: conditionColumn,
    from: scalar.describe('Rows from this value, inclusive'),
    to: scalar.describe('Rows up to this value, inclusive'),
  }),
]);
export type RowCondition = z.infer<typeof RowCondition>;

export const ApprovedTable = z.strictObject({
  table: columnName.describe('Name of a table of the dataset'),
  columns: z
    .array(columnName.describe('Name of a column of the table'))
    .min(1)
    .describe('Approved columns; direct identifiers can never be approved'),
  rows: z.array(RowCondition).default([]).describe('Conditions that every extracted row meets; none: all rows'),
});

export const ApprovedData = z.strictObject({
  dataset: identifier(24).describe('Id of one of `datasets`'),
  tables: z.array(ApprovedTable).min(1).describe('Approved tables of the dataset'),
});
export type ApprovedData = z.infer<typeof ApprovedData>;

export const Project = z.strictObject({
  id: identifier(24).describe('Short name; part of every AWS name of the project, so it can never change'),
  title: sentence.describe('Title as approved'),
  lead: odsCode.describe('ODS code of the lead organisation, one of `organisations`'),
  manager: z
    .strictObject({ role: sentence.describe('Post the manager holds'), email: email.describe('Where cost alarms go') })
    .describe('Accountable project manager, who needs no data access'),
  purpose: z.enum(purposes).describe('Health and care purposes only; marketing and insurance have no word here'),
  publicBenefit: sentence.describe('Benefit to the public, as published in the data use register'),
  approval: z
    .strictObject({
      reference: sentence.describe('Reference of the data access committee'),
      approved: day.describe('Day of the decision'),
      expires: day.describe('Last day it holds; afterwards the project is closed'),
      evidence: evidence.describe('Where the decision can be looked at'),
    })
    .describe('Decision of the data access committee'),
  dpia: z
    .strictObject({
      reference: sentence.describe('Number of the assessment'),
      approved: day.describe('Day it was approved'),
      evidence: evidence.describe('Where it can be looked at'),
    })
    .describe('Data protection impact assessment'),
  expectedOutputs: z
    .array(sentence.describe('One kind of output, such as a table of rates by month'))
    .min(1)
    .describe('What the project means to publish'),
  data: z.array(ApprovedData).min(1).describe('Approved data specification: datasets, columns and rows'),
  workspace: z.enum(['athena']).default('athena').describe('Workspace profile'),
  allowance: z
    .strictObject({
      monthlyGBP: z.number().positive().max(1_000_000).describe('Monthly budget, in pounds'),
      gigabytesPerQuery: z
        .number()
        .int()
        .min(1)
        .max(10_000)
        .describe('A query that scans more is stopped, in gigabytes'),
    })
    .describe('What the project may spend'),
  disclosureProfile: z
    .enum(disclosureProfiles)
    .default('uk-health-10')
    .describe('Thresholds and rounding that outputs are checked against'),
  starts: day.describe('First day the project is open'),
  ends: day.describe('Last day the project is open'),
});
export type Project = z.infer<typeof Project>;
