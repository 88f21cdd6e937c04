import * as z from 'zod';

/** Each with a floor: what a region may shorten, it may not make too short to answer for. */
export const Retention = z.strictObject({
  auditYears: z
    .number()
    .int()
    .min(6)
    .max(25)
    .default(8)
    .describe('How long audit records are locked, in years; fixed by the first deployment'),
  backupDays: z.number().int().min(35).max(3650).default(90).describe('How long backups are kept, in days'),
  queryTextDays: z
    .number()
    .int()
    .min(30)
    .max(3650)
    .default(400)
    .describe('How long the text of a query is kept, in days; its hash is kept as long as the audit records'),
  releaseYears: z
    .number()
    .int()
    .min(6)
    .max(25)
    .default(8)
    .describe(
      'How long released outputs are locked, with the record of why they left, in years; fixed by the first deployment',
    ),
  reviewedDays: z
    .number()
    .int()
    .min(100)
    .max(400)
    .default(120)
    .describe(
      'How long a submitted copy of an output is kept, in days, whatever became of it: longer than the 90 that it may wait for a review',
    ),
  inputDays: z
    .number()
    .int()
    .min(30)
    .max(3650)
    .default(400)
    .describe('How long a project reads what came in through the airlock, in days'),
});
