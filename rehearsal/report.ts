import * as z from 'zod';

const Outcome = z.enum(['passed', 'failed', 'skipped']);
export type Outcome = z.infer<typeof Outcome>;

/** One line of a rehearsal. */
const Row = z.strictObject({
  pass: z
    .enum(['before', 'linters', 'plain', 'iam', 'upgrade', 'faults'])
    .describe('Part of the rehearsal; plain, iam and upgrade have an account each'),
  step: z.string().describe('What was done, or the sentence that a scenario shows'),
  outcome: Outcome,
  seconds: z.number().min(0),
  detail: z.string().describe('Figures; of a failure, what was stored or said instead; of a skipped step, why'),
});
export type Row = z.infer<typeof Row>;

/** What `tre rehearse --json` prints of one deployment. */
export const Report = z.strictObject({
  deployment: z.string().describe('Id of the deployment'),
  functionsRanOn: z.string().describe('On which runtime the functions ran; the templates ask for nodejs24.x'),
  leftOut: z
    .record(z.string(), z.number().int().min(1))
    .describe('Kinds of resources that the emulator cannot make, and how many of each were left out'),
  calls: z.array(z.string()).describe('Every API call that came by, named once'),
  seconds: z.number().min(0),
  rows: z.array(Row),
});
export type Report = z.infer<typeof Report>;

export const rehearsalJsonSchema = () => ({
  ...z.toJSONSchema(z.array(Report), { target: 'draft-7' }),
  description: 'Output of tre rehearse --json',
});

/** Findings outweigh what was skipped, and what was skipped is never fine. */
export function exitStatus(rows: readonly Row[]): 0 | 1 | 3 {
  if (rows.length === 0 || rows.some(({ outcome }) => outcome === 'failed')) return 1;
  return rows.some(({ outcome, detail }) => outcome === 'skipped' && !detail.startsWith(notHere)) ? 3 : 0;
}

/** Begins the reason of a scenario that this deployment does not have; it hides nothing. */
export const notHere = 'not here: ';

const marks: Readonly<Record<Outcome, string>> = { passed: '✓', failed: '✗', skipped: '–' };

export const line = ({ outcome, pass, step, seconds, detail }: Row): string =>
  `${marks[outcome]} ${pass.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${step}${
    detail === '' ? '' : `\n${indented(outcome === 'failed' ? detail : shortened(detail))}`
  }`;

const indented = (text: string): string => text.replaceAll(/^/gm, ' '.repeat(20));

const shortened = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)} …` : text);

/** The last line, which says it all. */
export function summary({ deployment, rows, seconds, calls, leftOut, functionsRanOn }: Report): string {
  const count = (outcome: Outcome) => rows.filter((row) => row.outcome === outcome).length;
  const left = Object.values(leftOut).reduce((sum, more) => sum + more, 0);
  return `${deployment}: ${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped; ${left} resources of ${
    Object.keys(leftOut).length
  } kinds left out; ${calls.length} distinct API calls; ${Math.round(seconds)} s; functions ran on ${functionsRanOn}`;
}
