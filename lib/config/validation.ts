import * as z from 'zod';
import { type Read, type ReadOptions, readDeployment } from './read.ts';
import { standing } from './standing.ts';

const Problem = z.strictObject({
  file: z.string(),
  line: z.number().int().min(1).describe('Where something is missing, the line it is missing from'),
  path: z.string().describe('Such as projects[0].purpose; empty when the whole file is meant'),
  rule: z.string(),
  value: z.string().describe('What the file says there, shortened'),
  remedy: z.string(),
});

const Lapse = z.strictObject({
  path: z.string(),
  what: z.string().describe('What holds up to the day, in words'),
  expires: z.iso.date().describe('Last day it holds'),
  kind: z.enum(['trial', 'entry', 'provision', 'agreement', 'approval', 'end', 'exception', 'attestation']),
  sentence: z.string(),
});

/** What `tre validate --json` prints: one entry for each file, in the order given. */
export const Validation = z.array(
  z.strictObject({
    file: z.string(),
    asOf: z.iso.date().describe('The day all of this speaks of'),
    ok: z.boolean().describe('Whether the file is accepted; a lapse does not refuse it'),
    deployment: z.string().optional().describe('Its id, when accepted'),
    problems: z.array(Problem).describe('Empty when accepted'),
    lapses: z.array(Lapse).describe('What has expired'),
    warnings: z.array(Lapse).describe('What expires within 30 days'),
    closedProjects: z.array(z.strictObject({ id: z.string(), because: z.array(z.string()) })),
  }),
);
export type Validation = z.infer<typeof Validation>;

export const validationJsonSchema = () => ({
  ...z.toJSONSchema(Validation, { target: 'draft-7' }),
  description: 'Output of tre validate --json',
});

/** Reads each file and says what is wrong with it, what has lapsed and what soon will. */
export const validation = (files: readonly string[], options: ReadOptions): Validation =>
  files.map((file) => entry(file, options.asOf, readDeployment(file, options)));

function entry(file: string, asOf: string, read: Read): Validation[number] {
  if (!read.ok) {
    return { file, asOf, ok: false, problems: [...read.problems], lapses: [], warnings: [], closedProjects: [] };
  }
  const { projects, lapses, warnings } = standing(read.deployment, asOf);
  return {
    file,
    asOf,
    ok: true,
    deployment: read.deployment.id,
    problems: [],
    lapses: [...lapses],
    warnings: [...warnings],
    closedProjects: projects.flatMap((project) =>
      project.open ? [] : [{ id: project.id, because: [...project.because] }],
    ),
  };
}
