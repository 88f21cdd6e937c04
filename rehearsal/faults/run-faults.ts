import { strict as assert } from 'node:assert';
import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { Stage } from '../target/stage.ts';
import type { Steps } from '../target/steps.ts';
import { physicalIds } from '../target/stored.ts';
import type { Striker } from './at-call.ts';
import { killWorker } from './killer.ts';
import { type Fault, faults } from './kinds.ts';
import { isAsked, kindsFor, type Narrowing } from './narrowed.ts';
import type { Subject } from './subject.ts';
import { subjects } from './subjects.ts';
import { tryOnce } from './trial.ts';

/** Every function under every fault at every one of its calls in turn. */
export async function runFaults(
  stage: Stage,
  striker: Striker,
  emulatorPid: number,
  narrowing: Narrowing,
  steps: Steps,
): Promise<void> {
  const asked = subjects.filter((subject) => isAsked(narrowing, subject));
  if (asked.length < subjects.length || narrowing.kinds.length > 0) {
    const left = `${subjects.length - asked.length} of ${subjects.length} subjects${narrowing.kinds.length > 0 ? ', and kinds of faults' : ''}`;
    steps.note('faults', 'what --subject and --kind leave out', 'skipped', left);
  }
  for (const subject of asked) {
    const token = await tokenOf(stage, subject);
    if (token === undefined) {
      steps.note('faults', subject.name, 'skipped', `not here: this deployment has no function ${subject.noun}`);
      continue;
    }
    stage.memory.set(subject.noun, token);
    const counted = await steps.run('faults', `${subject.name}: undisturbed`, async () => {
      await subject.setUp(stage);
      assert.deepEqual(await tryOnce(stage, subject, () => striker.arm()), { done: true });
      const seen = [...striker.seen()];
      striker.arm();
      await subject.holds(stage);
      assert.ok(seen.length > 0, 'it makes calls');
      return seen.join(', ');
    });
    if (!counted) continue;
    const beside = 'run' in subject ? (subject.beside ?? []) : [];
    const functionNames = [subject.noun, ...beside].map((noun) => `tre-${stage.deployment.id}-${noun}`);
    const kinds: readonly (readonly [string, Fault, boolean])[] = [
      ...Object.entries(faults).map(([name, fault]) => [name, fault, false] as const),
      ['throttling that lasts', faults.throttling, true],
      ['server error that lasts', faults['server error'], true],
      ['worker ended before the call', killWorker(emulatorPid, functionNames, 'before'), false],
      ['worker ended after the call', killWorker(emulatorPid, functionNames, 'after'), false],
    ];
    const chosen = kindsFor(narrowing, subject);
    for (const [name, fault, lasting] of kinds) {
      if (!chosen.includes(name)) continue;
      await steps.run('faults', `${subject.name}: ${name}`, () => atEveryCall(stage, subject, striker, fault, lasting));
    }
  }
}

/** More than any function makes. */
const mostCalls = 300;

/**
 * It may fail, but it says so; and the next try ends with what must be stored. A function that remembers makes fewer calls than the first time, so
 * the turn is over when a run comes to its end without being struck.
 */
async function atEveryCall(
  stage: Stage,
  subject: Subject,
  striker: Striker,
  fault: Fault,
  lasting: boolean,
): Promise<string> {
  let first = 0;
  const reasons = new Set<string>();
  for (let at = 1; at <= mostCalls; at += 1) {
    await subject.setUp(stage);
    const outcome = await tryOnce(stage, subject, () => striker.arm({ at, fault, lasting }));
    const struck = striker.struck();
    striker.arm();
    if (!struck) {
      assert.ok(at > 1, 'the fault struck');
      assert.deepEqual(outcome, { done: true }, `undisturbed, with ${at - 1} calls`);
      await subject.holds(stage);
      const calls = at - 1;
      return `at each of ${calls} calls: ${first} times done at once, ${calls - first} times at the next try${reasons.size === 0 ? '' : `, after: ${[...reasons].join('; ')}`}`;
    }
    if (outcome.done) {
      first += 1;
      await subject.holds(stage);
      continue;
    }
    reasons.add(outcome.because.slice(0, 100));
    if ('run' in subject) await subject.between?.(stage);
    const next = await tryOnce(stage, subject, () => striker.arm());
    assert.deepEqual(next, { done: true }, `the try after a fault at call ${at}`);
    await subject.holds(stage);
  }
  throw new Error(`it made more than ${mostCalls} calls`);
}

async function tokenOf(stage: Stage, { noun }: Subject): Promise<string | undefined> {
  const { cloudformation } = stage.clients;
  const functionName = `tre-${stage.deployment.id}-${noun}`;
  for (const stack of stage.deployed.keys()) {
    if (![...(await physicalIds(stage.clients, stack)).values()].includes(functionName)) continue;
    const { StackResources = [] } = await cloudformation.send(new DescribeStackResourcesCommand({ StackName: stack }));
    const partition = StackResources[0]?.StackId?.split(':')[1];
    return `arn:${partition}:lambda:${stage.region}:${stage.account}:function:${functionName}`;
  }
  return undefined;
}
