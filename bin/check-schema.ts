import { z } from 'zod';
import { fileTypes, mostCells, verdicts } from '../lambdas/safe-outputs/disclosure/contract.ts';

const position = z.int().positive();

/** Shape of `tre check --json`. */
export const checkSchema = z.strictObject({
  engine: z.string().describe('version of the rules'),
  profile: z.strictObject({
    id: z.string(),
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('SHA-256 of every number of the profile'),
  }),
  files: z.array(
    z.strictObject({
      path: z.string().describe('as the user would type it'),
      type: z.enum(fileTypes).describe('what the file is by its content and its name'),
      verdict: z.enum(verdicts).describe('the worst of its findings; clear where it has none'),
      findings: z.array(
        z.strictObject({
          rule: z.string().describe('stable name; docs/reference/disclosure-rules.md lists them'),
          at: z
            .strictObject({
              line: position.optional(),
              column: position.optional().describe('of a table; or, with a line and of a text, the character'),
              cells: z
                .array(z.strictObject({ row: position.describe('below the header'), column: position }))
                .max(mostCells)
                .optional(),
              ofCells: position.optional().describe('how many cells there are, where they are more than are listed'),
              byte: z.int().nonnegative().optional().describe('offset in the file'),
              entry: position.optional().describe('entry of an archive or sheet of a workbook'),
            })
            .describe('where; positions count from 1; empty: the file, or the files together'),
          reason: z.string().describe('what was found and what is demanded; no value of the file'),
          remedy: z.string().describe('what can be done'),
        }),
      ),
    }),
  ),
});

export type CheckJson = z.infer<typeof checkSchema>;

/** What `tre check --json` prints. */
export const checkJsonSchema = () => ({
  ...z.toJSONSchema(checkSchema, { target: 'draft-7' }),
  description:
    'What tre check prints with --json. A finding about the files together, such as too many of them, stands in each of them',
});
