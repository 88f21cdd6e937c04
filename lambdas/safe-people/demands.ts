import * as z from 'zod/mini';
import type { Demand } from './contract.ts';

/** What every region demands at least: one live accreditation, one training and one agreement, of any scheme. */
export const leastDemands: readonly Demand[] = [
  { kind: 'accreditation', schemes: [] },
  { kind: 'training', schemes: [] },
  { kind: 'agreement', schemes: [] },
];

const demands = z.array(
  z.strictObject({
    kind: z.enum(['accreditation', 'training', 'agreement']),
    schemes: z.array(z.string().check(z.regex(/^[a-z][a-z0-9-]{1,39}$/))),
  }),
);

/**
 * What a function's environment demands. A region may name schemes and add lines; it cannot drop a kind, for then a training that lapsed would
 * change nothing.
 * @throws where it is not JSON of demands, or leaves a kind out.
 */
export function demandsOf(text: string): readonly Demand[] {
  const read = z.parse(demands, JSON.parse(text));
  const missing = leastDemands.filter(({ kind }) => !read.some((one) => one.kind === kind)).map(({ kind }) => kind);
  if (missing.length > 0)
    throw new Error(`DEMANDS must have a line for every kind, got none for ${missing.join(', ')}`);
  return read;
}
