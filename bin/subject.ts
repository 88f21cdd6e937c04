import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import type { Deployment } from '../lib/config/deployment.ts';
import type { Provision } from '../lib/config/provision.ts';
import { type Lapse, type ProjectStanding, standing } from '../lib/config/standing.ts';
import { accessMatrix } from '../policies/estate/access-matrix/access-matrix.ts';
import { dataFlow } from '../policies/estate/data-flow/data-flow.ts';
import { networkPaths } from '../policies/estate/network/paths.ts';
import type { ProvisionRecord, Scope, Subject } from '../policies/evidence/result.ts';
import { acknowledgementsOf } from '../policies/nag.ts';
import { trustInOthers } from '../policies/safe-settings/trust-in-others.ts';
import type { JudgedAssembly } from './assembly.ts';
import { commit, version } from './commit.ts';
import { functionCode } from './function-code.ts';
import { testRun } from './test-run.ts';

/** Brings together what the deployment file says and what the rules saw: all that an evidence pack is made from. */
export function subjectOf(deployment: Deployment, file: string, judged: JudgedAssembly, asOf: string): Subject {
  const { projects, lapses } = standing(deployment, asOf);
  const acknowledgements = acknowledgementsOf(judged.assembly.directory);
  const { estate } = judged.policies;
  if (estate === undefined) throw new Error('nothing was judged, so there is nothing to give evidence of');
  return {
    deployment: deployment.id,
    title: deployment.name,
    stage: deployment.stage.kind,
    asOf,
    commit: commit(),
    version,
    account: deployment.aws.account,
    region: deployment.aws.region,
    templates: judged.assembly.stacksRecursively.map((stack) => {
      const template = readFileSync(stack.templateFullPath);
      return {
        stack: stack.stackName,
        file: relative(judged.assembly.directory, stack.templateFullPath),
        sha256: createHash('sha256').update(template).digest('hex'),
        resources: Object.keys(JSON.parse(template.toString()).Resources).length,
      };
    }),
    code: judged.assembly.stacksRecursively.flatMap((stack) =>
      functionCode(stack.stackName, stack.template, judged.assembly.directory),
    ),
    rules: judged.policies.results,
    testRun: testRun(commit()),
    trust: trustInOthers(estate),
    access: accessMatrix(estate),
    flow: dataFlow(estate),
    networkPaths: networkPaths(estate),
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
    lapses: lapses.map(({ sentence, kind }) => ({ sentence, controls: restingOn[kind] ?? [] })),
    scope: scopeOf(deployment, file, projects),
  };
}

/** What a lapse leaves nobody to vouch for: cover of running projects, acting on what runs out, the controller's agreement, the way in. */
const restingOn: Readonly<Partial<Record<Lapse['kind'], readonly string[]>>> = {
  trial: ['1.4.01', '1.4.02'],
  approval: ['1.4.01', '1.4.02'],
  agreement: ['1.4.01', '1.4.02', '1.5.04'],
  entry: ['2.1.01', '2.1.04'],
};

const scopeOf = (deployment: Deployment, file: string, projects: readonly ProjectStanding[]): Scope => ({
  file: basename(file),
  sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
  organisations: deployment.organisations.map(({ ods, name, role }) => ({ ods, name, role })),
  datasets: deployment.datasets.map(({ id, title, controller, agreement }) => ({
    id,
    title,
    controller,
    agreement: agreement.reference,
    expires: agreement.expires,
  })),
  projects: deployment.projects.map(({ id, title, lead, approval, dpia, data, ends }) => ({
    id,
    title,
    lead,
    approval: approval.reference,
    approvalExpires: approval.expires,
    dpia: dpia.reference,
    datasets: data.map(({ dataset }) => dataset),
    ends,
    open: projects.some((project) => project.id === id && project.open),
  })),
});

function provisionRecord([service, provision]: [string, Provision]): ProvisionRecord[] {
  if (provision.by === 'created-here') return [];
  const { by: _, ...attested } = provision;
  return [{ service, ...attested }];
}
