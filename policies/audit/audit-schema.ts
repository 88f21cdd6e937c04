import * as z from 'zod';
import { safes } from '../rule.ts';
import { verdicts } from './verdict.ts';

/** Raised when a field goes away or changes its meaning. New fields come without. */
export const auditVersion = 1;

const count = z.number().int().min(0);
const ruleVerdict = z.enum(['fail', 'unknown', 'pass', 'nothing to judge']);
const file = z.strictObject({ file: z.string(), why: z.string() });

const Finding = z.strictObject({
  verdict: z.enum(verdicts),
  resource: z.string().describe('<stack>/<logical id>'),
  stack: z.string(),
  logicalId: z.string(),
  type: z.string(),
  path: z.string().describe('Where in the resource'),
  reason: z.string().describe('What the rule saw there'),
  because: z.string().optional().describe('Of an unknown: what the templates do not say'),
});

const Rule = z.strictObject({
  id: z.string(),
  kind: z.enum(['safe', 'works-on-aws']),
  safe: z.enum(safes).optional().describe('Of a rule about safety'),
  severity: z.enum(['error', 'fatal']),
  controls: z.array(z.string()).describe('SATRE and supplementary controls for which it is evidence'),
  verdict: ruleVerdict.describe('unknown outweighs every pass; nothing to judge is no pass'),
  unjudged: z.string().optional().describe('Why the rule as a whole could not be judged'),
  why: z.string(),
  fix: z.string(),
  source: z.string().optional(),
  findings: z.array(Finding).describe('Passes too'),
});

const Section = z.strictObject({
  id: z.string(),
  title: z.string(),
  verdict: ruleVerdict,
  lines: z.array(z.string()),
  data: z.json().optional(),
});

/** The whole of `tre audit --json`. Holds no date and no path of the machine: same templates, same bytes. */
export const AuditReport = z.strictObject({
  schema: z.literal('tre-audit'),
  schemaVersion: z.literal(auditVersion),
  version: z.string().describe('Of the blueprint whose rules these are'),
  ok: z.boolean().describe('Nothing failed, nothing is unknown, every template was read'),
  counts: z.strictObject({
    templates: count,
    resources: count,
    rules: z.strictObject({ fail: count, unknown: count, pass: count, nothingToJudge: count }),
    findings: z.strictObject({ fail: count, unknown: count, pass: count, notApplicable: count }),
  }),
  templates: z.array(
    z.strictObject({
      stack: z.string(),
      file: z.string(),
      account: z.string().optional(),
      region: z.string().optional(),
      resources: count,
    }),
  ),
  unreadable: z.array(file).describe('Meant as templates and not read'),
  skipped: z.array(file).describe('Looked at and no template'),
  notRead: z
    .array(z.strictObject({ stack: z.string(), place: z.string(), what: z.string() }))
    .describe('Stands for resources that no rule has seen'),
  kinds: z.array(
    z.strictObject({
      type: z.string(),
      resources: count,
      known: z.boolean().describe('Somebody has asked whether the kind brings data out'),
      judged: z.boolean().describe('A rule had something to say of it, beyond what is said of every resource'),
    }),
  ),
  rules: z.array(Rule),
  sections: z.array(Section).describe('Proofs over the whole estate'),
});
export type AuditReport = z.infer<typeof AuditReport>;

export const auditJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(AuditReport),
  title: 'Audit of CloudFormation templates',
});
