import * as z from 'zod';
import { identifier } from './vocabulary.ts';

export const credentialKinds = ['accreditation', 'training', 'agreement'] as const;

/** What the doors demand of everybody where the file says no more: one credential of each kind, of any scheme. */
export const leastDemands = credentialKinds.map((kind) => ({ kind, schemes: [] as string[] }));

/**
 * Who gets in, beside the projects' own conditions. Lists are short because every function that decides is told all of it in its environment,
 * of which Lambda takes 4 KB: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const Access = z.strictObject({
  demands: z
    .array(
      z.strictObject({
        kind: z.enum(credentialKinds).describe('Kind of credential, as the register of people has it'),
        schemes: z
          .array(identifier(40).describe('Scheme, course or agreement, written as in the register'))
          .max(8)
          .default([])
          .describe('Any one of these schemes meets the line; empty: any scheme does'),
      }),
    )
    .min(credentialKinds.length)
    .max(8)
    .default(leastDemands)
    .describe('What every researcher must hold in date: each line is met by one credential; every kind has a line'),
  queriesAtOnce: z
    .number()
    .int()
    .min(1)
    .max(200)
    .default(20)
    .describe(
      'Queries of all projects that may be with Athena at once; at most the quota of active queries of the account',
    ),
});
export type Access = z.infer<typeof Access>;
