import { join } from 'node:path';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { readOrExplain } from '../../../bin/deployment-file.ts';
import type { Finding } from '../../../rehearsal/preflight/finding.ts';
import { type Plan, planOf } from '../../../rehearsal/preflight/plan.ts';
import { preflight } from '../../../rehearsal/preflight/preflight.ts';
import type { Subject } from '../../../rehearsal/preflight/question.ts';
import { questions } from '../../../rehearsal/preflight/questions.ts';
import { synthesisedStacks } from '../../../rehearsal/preflight/synthesised-stacks.ts';
import { assemblyVariable } from '../../examples.ts';
import type { RecordedAccount } from './recorded-account.ts';

export type Example = 'greater-manchester' | 'thames-valley';

export const asOf = '2026-11-24';
/** Before AWS closed the secure browser to new customers. */
export const before = '2026-10-01';

export const fileOf = (example: Example): string => join(__dirname, '..', '..', '..', 'deployments', `${example}.yaml`);

const subjects = new Map<Example, Subject>();

export function subjectOf(example: Example, today = asOf): Subject {
  const subject = subjects.get(example) ?? read(example);
  subjects.set(example, subject);
  return { ...subject, today };
}

function read(example: Example): Subject {
  const deployment = readOrExplain(fileOf(example), asOf);
  return { deployment, plan: planFor(deployment), today: asOf, region: deployment.aws.region };
}

/** Its own templates, as they were synthesised for this run. */
export function planFor({ id, aws }: Subject['deployment']): Plan {
  const folder = process.env[assemblyVariable];
  if (folder === undefined) throw new Error('nothing was synthesised');
  return planOf(synthesisedStacks(new CloudAssembly(join(folder, id))), aws);
}

export const asked = (account: RecordedAccount, subject: Subject): Promise<readonly Finding[]> =>
  preflight(questions, account, subject);

/** Ids of the questions that came to an outcome. */
export const idsOf = (findings: readonly Finding[], outcome: Finding['outcome']): string[] => [
  ...new Set(findings.filter((finding) => finding.outcome === outcome).map(({ question }) => question)),
];
