import { ListBucketsCommand } from '@aws-sdk/client-s3';
import type { Deployment } from '../lib/config/deployment.ts';
import type { Evaluator } from './agreement/evaluator.ts';
import { type Deployer, deployerOf } from './deploy.ts';
import { differences } from './differences/differences.ts';
import { runScenarios } from './run-scenarios.ts';
import { lastChanges } from './scenarios/an-added-project-changes-no-other.ts';
import { openProjects } from './target/names.ts';
import type { Plan } from './target/plan.ts';
import { prepare } from './target/prepare.ts';
import {
  giveProjectsAPlaceForResults,
  giveTheDeployerItsRights,
  lendTheBrokerItsRight,
  putBoundaries,
} from './target/put-back.ts';
import { saveQuestions } from './target/save-questions.ts';
import type { Pass, Stage } from './target/stage.ts';
import type { Steps } from './target/steps.ts';
import type { Target } from './target/target.ts';

export interface Course {
  readonly pass: Pass;
  readonly asOf: string;
  readonly plan: Plan;
  /** The same with a project added. */
  readonly larger: Plan;
  readonly evaluator: Evaluator;
  readonly removalOrder: readonly string[];
  /** Ends after the first scenarios and leaves everything standing. */
  readonly keep: boolean;
}

export const stageOf = (
  target: Target,
  { clients }: Deployer,
  { plan, pass, asOf, evaluator }: Pick<Course, 'plan' | 'pass' | 'asOf' | 'evaluator'>,
  memory: Stage['memory'],
): Stage => ({
  deployment: plan.deployment,
  pass,
  account: plan.deployment.aws.account,
  region: plan.deployment.aws.region,
  templates: plan.templates,
  deployed: plan.deployed,
  openProjects: openProjects(plan.deployment, asOf),
  access: target.access,
  clients,
  emulated: target.emulated,
  calls: target.calls,
  evaluator,
  memory,
});

/** Bootstraps an account and deploys into it what a plan holds. False when a step failed, for then nothing later means anything. */
export async function standUp(
  target: Target,
  deployer: Deployer,
  { pass, plan }: Pick<Course, 'pass' | 'plan'>,
  steps: Steps,
): Promise<boolean> {
  const { deployment } = plan;
  return (
    (!target.emulated ||
      (await steps.run(pass, 'what a real account has already', async () => prepared(deployer, deployment)))) &&
    (await steps.run(pass, 'cdk bootstrap', () => deployer.bootstrap(plan))) &&
    (await steps.run(pass, 'cdk deploy --all', () => deployer.deploy(plan)))
  );
}

async function prepared({ clients }: Deployer, deployment: Deployment): Promise<string> {
  await prepare(clients, deployment);
  return deployment.aws.permissionsBoundary ?? '';
}

/** What the emulator left out or dropped and a scenario needs; saved questions once, for an update would save them twice. */
async function putBack(stage: Stage): Promise<string> {
  const questions = stage.memory.has('questions') ? 0 : await saveQuestions(stage);
  stage.memory.set('questions', true);
  const boundaries = await putBoundaries(stage);
  await giveProjectsAPlaceForResults(stage);
  await lendTheBrokerItsRight(stage);
  await giveTheDeployerItsRights(stage);
  return `${questions} saved questions, ${boundaries} boundaries`;
}

/** One account from nothing to nothing: deploy, scenarios, update, scenarios, removal, scenarios. */
export async function runPass(target: Target, course: Course, steps: Steps): Promise<void> {
  const { pass, plan, larger, removalOrder, keep } = course;
  const deployer = deployerOf(target, plan.deployment);
  const memory: Stage['memory'] = new Map();
  const stage = stageOf(target, deployer, course, memory);
  if (!(await standUp(target, deployer, course, steps))) return;
  if (target.emulated && !(await steps.run(pass, 'what the emulator dropped is put back', () => putBack(stage))))
    return;
  await runScenarios('deployed', stage, steps);
  if (keep) return;

  memory.set('last changes', await lastChanges(stage));
  if (!(await steps.run(pass, 'update: a project is added', () => deployer.deploy(larger)))) return;
  const updated = stageOf(target, deployer, { ...course, plan: larger }, memory);
  if (target.emulated) await steps.run(pass, 'what the emulator dropped is put back', () => putBack(updated));
  await runScenarios('updated', updated, steps);
  if (target.emulated) await askDifferences(target, updated, steps);

  const { Buckets = [] } = await deployer.clients.s3.send(new ListBucketsCommand({}));
  const ours = Buckets.map(({ Name = '' }) => Name).filter((name) => name.startsWith(`tre-${plan.deployment.id}-`));
  memory.set('buckets before removal', ours.sort());
  const removed = await steps.run(pass, 'removal as docs/how-to/remove.md tells it', () =>
    deployer.remove(larger, removalOrder),
  );
  if (removed) await runScenarios('removed', updated, steps);
}

/** Each difference that the rehearsal bridges must still be one. */
async function askDifferences(target: Target, stage: Stage, steps: Steps): Promise<void> {
  const here = differences.filter(({ passes }) => passes.includes(stage.pass));
  await steps.run(stage.pass, 'every difference from AWS that is bridged is still one', async () => {
    const gone: string[] = [];
    for (const { name, stillThere } of here) {
      if (!(await stillThere(stage, target.emulator ?? ''))) gone.push(name);
    }
    if (gone.length > 0) throw new Error(`the emulator has learnt ${gone.join(', ')}: take the bridge away`);
    return here.map(({ name }) => name).join(', ');
  });
}
