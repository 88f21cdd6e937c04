import * as z from 'zod';
import { levels } from '../catalogue/catalogue.ts';
import { safes } from '../rule.ts';
import { methods, statuses } from './result.ts';

/** Raised when a field goes away or changes its meaning. New fields come without. */
export const resultsVersion = 1;

const day = z.iso.date();
const standing = z.enum(['live', 'expired', 'not yet made']).describe('On the day `asOf`');
const result = z.enum(['pass', 'fail', 'not-applicable']);
const count = z.number().int().min(0);

const Attestation = z.strictObject({
  statement: z.string(),
  by: z.string(),
  on: day,
  expires: day.describe('Last day it holds'),
  evidence: z.string(),
  score: z.literal([1, 2]).optional().describe('The attestor’s own SATRE score'),
  standing,
});

const Exception = z.strictObject({
  reason: z.string(),
  owner: z.string(),
  expires: day.describe('Last day it holds'),
  standing,
});

const Control = z.strictObject({
  id: z.string(),
  framework: z.enum(['SATRE', 'SDE', 'supplementary']),
  level: z.enum(levels).optional().describe('As published; SATRE only'),
  class: z.enum(['T', 'R', 'O']).optional().describe('T templates, R running code, O document; none for a guideline'),
  fiveSafe: z.enum(safes),
  paraphrase: z.string(),
  status: z.enum(statuses),
  method: z.enum(methods),
  score: z.enum(['0', '1', '2', 'N/A', '']).describe('SATRE evaluation score; empty where only a person may give one'),
  response: z.string(),
  improvements: z.string(),
  rules: z.array(z.string()).describe('Ids of the rules that are evidence for it, under `rules`'),
  resources: z.array(z.string()).describe('Resources on which those rules passed or failed, `<stack>/<logicalId>`'),
  parts: z.array(z.strictObject({ id: z.string(), status: z.enum(statuses) })).describe('Of a guideline'),
  attestation: Attestation.optional(),
  exception: Exception.optional(),
});

const Rule = z.strictObject({
  id: z.string(),
  safe: z.enum(safes),
  severity: z.enum(['error', 'fatal']),
  controls: z.array(z.string()),
  why: z.string(),
  fix: z.string(),
  source: z.string().describe('File of the rule in the blueprint, at `commit`'),
  documentation: z.string().optional(),
  verdict: z.enum(['pass', 'fail', 'silent']).describe('silent: nothing it applies to, which proves nothing'),
  outcomes: z.array(
    z.strictObject({
      result,
      resource: z.string(),
      path: z.string(),
      reason: z.string(),
      at: z.string().describe('<template file>#<JSON pointer>'),
    }),
  ),
});

/** The whole of `results.json`. Every date is an input, so two runs on one subject give the same bytes. */
export const Results = z.strictObject({
  schema: z.literal('tre-evidence-results'),
  schemaVersion: z.literal(resultsVersion),
  deployment: z.string(),
  title: z.string(),
  stage: z.enum(['production', 'trial']).describe('A trial is not for accreditation'),
  asOf: day.describe('The day the evidence speaks of'),
  commit: z.string(),
  version: z.string(),
  account: z.string(),
  region: z.string(),
  catalogue: z.strictObject({ satre: z.string(), attributions: z.array(z.string()) }),
  templates: z.array(
    z.strictObject({
      stack: z.string(),
      file: z.string(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      resources: count,
    }),
  ),
  functions: z
    .array(
      z.strictObject({
        resource: z.string(),
        name: z.string(),
        asset: z.string().describe('Hash by which CDK names the package; `unknown` where it has none'),
        files: z.array(z.strictObject({ path: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
      }),
    )
    .describe('What was bundled for each function, to compare with what runs'),
  testRun: z
    .union([
      z.strictObject({ ended: z.iso.datetime(), tests: count, passed: count }),
      z.strictObject({ notCounted: z.string().describe('Why no test that ran counts') }),
    ])
    .describe('The run of the tests on `commit`, of which statements of class R may be tested'),
  trust: z
    .array(
      z.strictObject({
        who: z.string(),
        outside: z.boolean().describe('Not in these templates'),
        kind: z.string(),
        becomes: z.array(z.string()),
        actions: z.array(z.string()),
        when: z.string().nullable().describe('null: always'),
        statements: z.array(z.string()).describe('Empty where policies outside these templates decide'),
        guardrails: z.array(z.string()).describe('Statements of the organisation’s policies that stop all of it'),
        alarms: z.array(z.string()),
        source: z.string(),
      }),
    )
    .describe(
      'Who can become a role, a function, a policy or a key, by the templates: the trust that no proof takes away',
    ),
  summary: z.strictObject({
    counts: z
      .record(z.enum(levels), z.record(z.enum(statuses), count))
      .describe('SATRE statements by published level and status'),
    mandatoryUnmet: z.array(z.string()),
  }),
  controls: z.array(Control),
  rules: z.array(Rule),
  packs: z.array(
    z.strictObject({
      pack: z.string(),
      rule: z.string(),
      result: z.enum(['pass', 'fail', 'not-applicable', 'acknowledged', 'error']),
      count,
    }),
  ),
  acknowledgements: z.array(z.strictObject({ id: z.string(), reason: z.string(), resource: z.string() })),
  provisions: z.array(
    z.strictObject({
      service: z.string(),
      reason: z.string(),
      evidence: z.string(),
      attestedBy: z.string(),
      on: day,
      expires: day,
      standing,
    }),
  ),
  createdHere: z.array(z.string()).describe('Services that the deployment creates itself'),
  closedProjects: z.array(z.strictObject({ project: z.string(), because: z.array(z.string()) })),
  lapses: z.array(z.string()),
  scope: z
    .strictObject({
      file: z.string(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      organisations: z.array(z.strictObject({ ods: z.string(), name: z.string(), role: z.string() })),
      datasets: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          controller: z.string(),
          agreement: z.string(),
          expires: day,
        }),
      ),
      projects: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          lead: z.string(),
          approval: z.string(),
          approvalExpires: day,
          dpia: z.string(),
          datasets: z.array(z.string()),
          ends: day,
          open: z.boolean(),
        }),
      ),
    })
    .describe('The deployment file that was assessed, and what it names'),
});
export type Results = z.infer<typeof Results>;

export const resultsJsonSchema = () => ({
  ...z.toJSONSchema(Results, { target: 'draft-7' }),
  description: 'results.json of an evidence pack',
});
