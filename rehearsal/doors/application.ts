import { strict as assert } from 'node:assert';
import type { Stage } from '../target/stage.ts';
import { castOf, enrol, inDays } from './cast.ts';
import { rulesOf } from './door.ts';

const members = ['member-1', 'member-2', 'member-3', 'member-4', 'lay-member'] as const;
const dayOf = (instant: string): string => instant.slice(0, 10);

/** Datasets that a project has in its file, each with its controller. */
function datasetsOf({ deployment }: Stage, project: string) {
  const data = deployment.projects.find(({ id }) => id === project)?.data ?? [];
  return data.map(({ dataset }) => {
    const controller = deployment.datasets.find(({ id }) => id === dataset)?.controller;
    assert.ok(controller, `${dataset} has a controller`);
    return { dataset, title: `Dataset ${dataset}`, controller };
  });
}

const managerOf = (controller: string): string => `manager-${controller.toLowerCase()}`;

/** Committee, controllers and applicants, each enrolled by two officers. */
export async function gather(stage: Stage, project: string, lead: string): Promise<number> {
  for (const part of members) {
    await enrol(stage, part, { roles: [part === 'lay-member' ? 'lay-member' : 'committee-member'] });
  }
  const controllers = new Set(datasetsOf(stage, project).map(({ controller }) => controller));
  for (const organisation of controllers)
    await enrol(stage, managerOf(organisation), { roles: ['data-manager'], organisation });
  const working = { organisation: lead, credentials: true };
  await enrol(stage, 'lead', { ...working, roles: ['project-lead'] });
  await enrol(stage, 'researcher', { ...working, roles: ['researcher'] });
  await enrol(stage, 'leaver', { ...working, roles: ['researcher'] });
  return members.length + controllers.size + 3;
}

/** What the project's workgroup stops a query at; less would be granted in vain. */
function allowanceOf({ deployment }: Stage, project: string) {
  const gigabytes = deployment.projects.find(({ id }) => id === project)?.allowance.gigabytesPerQuery ?? 0;
  const bytesPerQuery = gigabytes * 1024 ** 3;
  return { bytesPerQuery, bytesPerMonth: 20 * bytesPerQuery, queriesAtOnce: 2 };
}

/** What an application says; every text is made up. */
const applicationOf = (stage: Stage, project: string, lead: string) => {
  const { identity } = castOf(stage);
  return {
    organisationName: 'Rehearsing organisation',
    organisationSector: 'nhs',
    applicantNames: 'Rehearsing lead',
    deaAccredited: 'accredited',
    subLicence: 'none',
    title: 'A question that is rehearsed',
    laySummary: 'We count synthetic people to see that counting works.',
    publicBenefit: 'Nobody is harmed by a rehearsal.',
    technicalSummary: 'Counts over an extract of synthetic people.',
    sensitivity: 'de-personalised',
    article6: '6-1-e',
    article9: '9-2-h',
    confidentialityDuty: 'not-applicable',
    optOut: 'applied',
    frequency: 'one-off',
    privacyMeasures: 'Small numbers are withheld.',
    lead,
    purpose: 'health-service-evaluation',
    starts: dayOf(new Date().toISOString()),
    ends: dayOf(inDays(200)),
    datasets: datasetsOf(stage, project),
    people: [
      { person: identity('lead').id, as: 'lead' },
      { person: identity('researcher').id, as: 'researcher' },
      { person: identity('leaver').id, as: 'researcher' },
    ],
    allowance: allowanceOf(stage, project),
    resultsShared: false,
  };
};

/** From a draft to a project that is live: each step by whoever must do it, and the decisive ones first by who must not. */
export async function apply(stage: Stage, project: string, lead: string): Promise<string> {
  const cast = castOf(stage);
  const began = Date.now();
  const states: string[] = [];
  const step = async (part: string, command: string, body: object = {}): Promise<void> => {
    const { state } = await cast.command(part, `/projects/${project}/${command}`, body);
    if (states.at(-1) !== state) states.push(String(state));
  };
  const refused = async (part: string, command: string, rule: string, body: object = {}): Promise<void> => {
    const answer = await cast.ask(part, { door: 'public', path: `/projects/${project}/${command}`, body });
    const says = `${part} must not ${command}: ${JSON.stringify(answer.body)}`;
    assert.ok(answer.status >= 400 && answer.status < 500 && rulesOf(answer).includes(rule), says);
  };
  const reason = 'as the papers say';
  await step('lead', 'draft', { application: applicationOf(stage, project, lead) });
  await step('lead', 'submit');
  await refused('lead', 'accept', 'who');
  await step('officer', 'accept');
  await step('officer', 'pass-triage', { reason });
  const dated = { reference: 'R-1', evidence: 'https://example.nhs.uk/r-1', from: inDays(-1), expires: inDays(250) };
  const seats = { members: members.map((part) => cast.identity(part).id), chair: cast.identity('member-1').id };
  await refused('officer', 'open-committee', 'dpia', seats);
  await step('officer', 'record-reference', { of: 'dpia', ...dated });
  for (const of of ['ethics', 'funding']) await step('officer', 'record-not-applicable', { of, reason });
  await step('officer', 'open-committee', seats);
  const vote = { vote: 'approve', reason };
  for (const part of members.slice(0, 4)) await step(part, 'vote', vote);
  const conditions = [{ id: 'small-numbers', says: 'Say how small numbers are withheld.' }];
  await refused('member-1', 'close-vote', 'lay-member', { reason, conditions });
  await step('lay-member', 'vote', vote);
  await step('member-1', 'close-vote', { reason, conditions });
  await refused('officer', 'approve', 'conditions', { reason });
  await step('officer', 'meet-condition', { condition: 'small-numbers', evidence: 'a letter of the applicant' });
  await refused('officer', 'approve', 'controllers', { reason });
  for (const { dataset, controller } of datasetsOf(stage, project)) {
    await step(managerOf(controller), 'controller-agrees', { dataset, ...dated });
  }
  await step('officer', 'approve', { reason });
  await step('officer', 'go-live');
  assert.deepEqual(states, [
    ...['draft', 'submitted', 'triage', 'ig-review', 'committee', 'conditions', 'approved', 'live'],
  ]);
  return `${states.join(' -> ')} in ${Math.round((Date.now() - began) / 1000)} s`;
}
