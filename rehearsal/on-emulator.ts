import { join } from 'node:path';
import { deployerOf } from './deploy.ts';
import { removalOrder } from './documented-removal.ts';
import { earlierRelease } from './earlier-release.ts';
import { type EmulatorOptions, supportedTypes } from './emulator/ministack.ts';
import { striker } from './faults/at-call.ts';
import type { Narrowing } from './faults/narrowed.ts';
import { runFaults } from './faults/run-faults.ts';
import { allowed } from './left-out/allowed.ts';
import { compare } from './left-out/compare.ts';
import type { Lacks } from './left-out/filter.ts';
import { lacksOf } from './left-out/half-known.ts';
import { runLinters } from './linters/run-linters.ts';
import type { Options } from './options.ts';
import { assemblyIn, planAsItIs, planWithAProjectAdded } from './plans.ts';
import { type Course, runPass, stageOf, standUp } from './run-pass.ts';
import { runUpgrade } from './run-upgrade.ts';
import { type Plan, planOf } from './target/plan.ts';
import type { Pass } from './target/stage.ts';
import type { Steps } from './target/steps.ts';
import { emulatedAccount, type Target } from './target/target.ts';
import { virtualEnvironment } from './virtual-environment.ts';

const root = join(__dirname, '..');

/** What a rehearsal on the emulator has to say besides its rows. */
export interface Seen {
  /** Kind of resource -> how many were left out. */
  readonly leftOut: Record<string, number>;
  readonly calls: Set<string>;
}

export async function onEmulator(options: Options, steps: Steps, folder: string, seen: Seen): Promise<void> {
  const { asOf, keep, faults, evaluator } = options;
  const requirements = join(root, 'rehearsal', 'python', 'emulator.txt');
  const environment = await virtualEnvironment(join(root, '.venv-rehearsal'), requirements);
  if (!environment.ready) {
    steps.note('before', 'the emulator is installed', environment.outcome, environment.because);
    return;
  }
  const { python, program } = environment;
  const types = await supportedTypes(python);
  const lacks = lacksOf(types);
  const plan = await planAsItIs(options, steps, folder, lacks);
  if (plan === undefined) return;
  if (!keep && !faults) await runLinters(assemblyIn(folder), steps);
  await steps.run('before', 'what the emulator cannot make is on the list', async () => {
    const { unexplained, stale, cuts, counts } = compare(plan.filtered, allowed, types);
    Object.assign(seen.leftOut, Object.fromEntries(counts));
    const wrong = [
      ...unexplained.map((kind) => `${kind} is left out, and left-out/allowed.ts does not say why`),
      ...stale.map((kind) => `${kind} is in left-out/allowed.ts, and the emulator makes it now`),
      ...cuts.map((cut) => `${cut} was cut, for it refers to what was left out`),
    ];
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    return [...counts].map(([kind, count]) => `${count} ${kind.replace('AWS::', '')}`).join(', ');
  });
  if (faults) return underFaults(options, faults, plan, program('ministack'), steps, seen);
  const larger = await planWithAProjectAdded(options, steps, folder, lacks);
  if (larger === undefined) return;
  const course = { plan, larger, asOf, keep, evaluator, removalOrder: removalOrder() };
  const inPass = (pass: Pass, work: (target: Target, course: Course) => Promise<void>) =>
    inAccount(options, pass, program('ministack'), steps, seen, (target) => work(target, { ...course, pass }));

  if (keep) await inPass('plain', (target, its) => runPass(target, its, steps));
  else {
    // Each has an emulator of its own, and most of a deployment is CloudFormation being asked whether it is done.
    await Promise.all([
      inPass('plain', (target, its) => runPass(target, its, steps)),
      inPass('iam', (target, its) => runPass(target, its, steps)),
      upgrade(options, folder, lacks, steps, (earlier) =>
        inPass('upgrade', (target, its) => runUpgrade(target, its, earlier, steps)),
      ),
    ]);
  }
}

async function inAccount(
  { deployment: { aws }, keep, kept }: Options,
  pass: Pass,
  program: string,
  steps: Steps,
  seen: Seen,
  work: (target: Target) => Promise<void>,
  disturbed: Pick<EmulatorOptions, 'interceptors' | 'preload'> = { interceptors: [] },
): Promise<void> {
  let target: Target | undefined;
  await steps.run(pass, 'the emulator starts', async () => {
    target = await emulatedAccount({ ...disturbed, program, ...aws, auth: pass === 'iam' });
    return target.emulator ?? '';
  });
  if (target === undefined) return;
  const failures = () => steps.rows.filter((row) => row.pass === pass && row.outcome === 'failed').length;
  try {
    await work(target);
    for (const name of target.calls?.keys() ?? []) seen.calls.add(name);
    if (failures() > 0) steps.note(pass, 'last words of the emulator', 'failed', target.log());
    if (keep) await kept(target);
  } finally {
    await target.close();
  }
}

function underFaults(options: Options, narrowing: Narrowing, plan: Plan, program: string, steps: Steps, seen: Seen) {
  const strikes = striker();
  const course = { ...options, plan, pass: 'plain' } as const;
  const work = async (target: Target) => {
    const deployer = deployerOf(target, plan.deployment);
    if (!(await standUp(target, deployer, course, steps))) return;
    await runFaults(stageOf(target, deployer, course, new Map()), strikes, target.pid, narrowing, steps);
  };
  const disturbed = { interceptors: [strikes.interceptor], preload: ['hurried-clock.cjs'] };
  return inAccount(options, 'plain', program, steps, seen, work, disturbed);
}

async function upgrade(
  { deployment, file, asOf }: Options,
  folder: string,
  lacks: Lacks,
  steps: Steps,
  work: (earlier: { plan: Plan; ref: string }) => Promise<void>,
): Promise<void> {
  const earlier = await earlierRelease(file, asOf, join(folder, 'earlier'));
  if ('cannot' in earlier) steps.note('upgrade', 'templates of an earlier release', 'skipped', earlier.cannot);
  else await work({ plan: planOf(deployment, earlier.app, lacks, join(folder, 'before')), ref: earlier.ref });
}
