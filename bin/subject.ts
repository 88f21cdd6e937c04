import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Deployment } from '../lib/config/deployment.ts';
import type { Provision } from '../lib/config/provision.ts';
import { standing } from '../lib/config/standing.ts';
import type { ProvisionRecord, Subject } from '../policies/evidence/result.ts';
import { acknowledgementsOf } from '../policies/nag.ts';
import type { JudgedAssembly } from './assembly.ts';
import { commit, version } from './commit.ts';

/** Brings together what the deployment file says and what the rules saw: all that an evidence pack is made from. */
export function subjectOf(deployment: Deployment, judged: JudgedAssembly, asOf: string): Subject {
  const { projects, lapses } = standing(deployment, asOf);
  const acknowledgements = acknowledgementsOf(judged.assembly.directory);
  return {
    deployment: deployment.id,
    title: deployment.name,
    stage: deployment.stage.kind,
    asOf,
    commit: commit(),
    version,
    account: deployment.aws.account,
    region: deployment.aws.region,
    templates: judged.assembly.stacks.map((stack) => {
      const template = readFileSync(stack.templateFullPath);
      return {
        stack: stack.stackName,
        file: basename(stack.templateFile),
        sha256: createHash('sha256').update(template).digest('hex'),
        resources: Object.keys(JSON.parse(template.toString()).Resources).length,
      };
    }),
    rules: judged.policies.results,
    packs: judged.nag.outcomes(acknowledgements),
    acknowledgements,
    attestations: deployment.attestations.map(({ score, ...rest }) =>
      score === undefined ? rest : { ...rest, score },
    ),
    exceptions: deployment.exceptions,
    provisions: Object.entries<Provision>(deployment.provisions).flatMap(provisionRecord),
    createdHere: Object.entries<Provision>(deployment.provisions).flatMap(([service, { by }]) =>
      by === 'created-here' ? [service] : [],
    ),
    closedProjects: projects.flatMap((project) =>
      project.open ? [] : [{ project: project.id, because: project.because }],
    ),
    lapses: lapses.map((lapse) => lapse.sentence),
  };
}

function provisionRecord([service, provision]: [string, Provision]): ProvisionRecord[] {
  if (provision.by === 'created-here') return [];
  const { by: _, ...attested } = provision;
  return [{ service, ...attested }];
}
