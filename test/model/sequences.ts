import * as fc from 'fast-check';
import { beginningNames, beginnings } from './beginnings.ts';
import { checkAnswer, checkKept, checkOpened, checkSwept } from './checks.ts';
import { events, requests } from './errands.ts';
import { type Errand, failing, type Life, type Mishap, type Step } from './mishaps.ts';
import { isOpen } from './naive.ts';
import { isActive } from './neighbours.ts';
import { letPass } from './passing.ts';
import { stepsOf } from './plots.ts';
import { everybody, projects } from './region.ts';
import { byWord, type Signing, type Stage, stageOf } from './stage.ts';
import { tally } from './tallies.ts';

/** Sequences of everything that people, functions and bad luck can do, and their invariants. */

export interface Sequence {
  readonly begins: (typeof beginningNames)[number];
  readonly steps: readonly Step[];
}

const often = ['live', 'live', 'live', 'live', ...beginningNames] as const;
export const sequence = (longest: number): fc.Arbitrary<Sequence> =>
  fc.record({ begins: fc.constantFrom(...often), steps: stepsOf(longest) });

interface Sent {
  readonly who: string;
  readonly asked: Parameters<Stage['send']>[0];
}

/** @throws with the first complaint, and the step after which it came. */
export async function lived({ begins, steps }: Sequence, signing: Signing = byWord): Promise<void> {
  const beginning = (await beginnings())[begins];
  let commands = 0;
  let last: Sent | undefined;
  const serve = (errand: Errand): Promise<void> => perform({ errand, mishaps: [] });
  const stage = stageOf(beginning, serve, signing);
  const { world, oracle } = stage;
  for (const project of projects) world.workgroups.set(project, isOpen(oracle.now(), project));
  for (const [project, enabled] of world.workgroups) if (!enabled) world.athena.disabled.add(project);

  async function perform({ errand, mishaps }: Step): Promise<void> {
    const { kind, a, c } = errand;
    const own = <Answer>(work: (functions: ReturnType<Stage['live']>['functions'], life: Life) => Promise<Answer>) => {
      const { life, functions } = stage.live(mishaps);
      // A function of ours that fails is woken again; what counts is what it left behind.
      return work(functions, life).catch(() => undefined);
    };
    if (kind === 'passing') return letPass(errand, stage);
    const event = events[kind];
    if (event !== undefined) return event(errand, stage);
    if (kind === 'sweep') return sweeping(mishaps, c % 6 === 5 ? 1 + (a % 3) : 1000);
    if (kind === 'tick') return void (await own((functions) => functions.tick()));
    if (kind === 'work') return void (await own((functions) => functions.work()));
    if (kind === 'archive') {
      return void (await own((functions) => functions.record(c % 2 === 0 ? 'register' : 'queries')));
    }
    if (kind === 'watch') return watching(errand, mishaps);
    const again = kind === 'again';
    const made = again ? undefined : requests[kind]?.(errand, stage);
    commands += 1;
    const command = made &&
      needsId(made.asked.resource) && { body: { ...made.asked.body, commandId: `command-${commands}` } };
    const sent: Sent | undefined = again ? last : made && { who: made.who, asked: { ...made.asked, ...command } };
    if (sent === undefined) return;
    if (needsId(sent.asked.resource)) last = sent;
    const token = stage.show(sent.who, sent.asked.door, made?.showing ?? 'own');
    const got = await stage.send(sent.asked, token, mishaps);
    tally(
      `${kind} ${got === undefined ? 'unanswered' : got.status < 300 ? 'served' : got.status < 500 ? 'refused' : 'failed'}`,
    );
    if (got !== undefined) checkAnswer(stage, got, again || mishaps.length > 0);
  }

  async function sweeping(mishaps: readonly Mishap[], actions: number): Promise<void> {
    const { life, functions } = stage.live(mishaps);
    const enabled = [...world.workgroups].flatMap(([project, on]) => (on ? [project] : []));
    const open = projects.filter((project) => isOpen(oracle.now(), project));
    const running = world.athena.runs.filter(isActive).map(({ id }) => id);
    const browsing = [...world.browsing.keys()];
    const outcome = await functions.sweep(actions).catch(() => undefined);
    checkOpened(stage, life.began, enabled);
    tally(
      'sweep stopped',
      running.length - world.athena.runs.filter((run) => isActive(run) && running.includes(run.id)).length,
    );
    tally('sweep closed', enabled.filter((project) => world.workgroups.get(project) === false).length);
    tally('sweep opened', projects.filter((p) => !enabled.includes(p) && world.workgroups.get(p) === true).length);
    tally('sweep ended sessions', browsing.filter((id) => !world.browsing.has(id)).length);
    const undisturbed = !failing(mishaps) && !mishaps.some(({ kind }) => kind === 'conflict');
    if (!undisturbed || actions < 1000) return;
    if (outcome === undefined || outcome.left > 0) return oracle.complain('a sweep that nothing befell did not end');
    checkSwept(stage, life.began, running, open, browsing);
  }

  /** Delivered twice: it suspends once. */
  async function watching({ a, c }: Errand, mishaps: readonly Mishap[]): Promise<void> {
    const sub = everybody[a % everybody.length];
    const detail = {
      ...{
        eventSource: 'cognito-idp.amazonaws.com',
        eventName: 'AdminSetUserPassword',
        eventID: `trail-event-${c % 4}`,
      },
      additionalEventData: { sub },
    };
    const { life, functions } = stage.live(mishaps);
    const watched = await functions.watch({ source: 'aws.cognito-idp', detail }).catch(() => undefined);
    const soul = oracle.now().people[sub ?? ''];
    if (watched === undefined || life.dead || watched.outcome !== 'suspended' || mishaps.length > 0) return;
    if (soul !== undefined && !soul.suspended.some((one) => !one.lifted)) oracle.complain(`${sub} was not suspended`);
  }

  const settle = (after: string): void => {
    checkKept(stage);
    const [first] = oracle.complaints;
    if (first !== undefined) throw new Error(`${first}, after ${after}`);
  };
  for (const [index, one] of steps.entries()) {
    await perform(one);
    settle(`step ${index} (${one.errand.kind})`);
    stage.pass(1);
  }
  await stage.quiet();
  await perform({ errand: { kind: 'sweep', a: 0, b: 0, c: 0 }, mishaps: [] });
  settle('the last sweep');
  for (const folder of ['register', 'queries'] as const) {
    const { failures } = await stage.live([]).functions.record(folder);
    if (world.tables[folder].items('outbox').length > 0) {
      throw new Error(`the outbox of ${folder} is not empty: ${failures.join('; ')}`);
    }
  }
  const kept = [...world.archived.values()].sort();
  const written = [...oracle.written.register, ...oracle.written.queries].sort();
  if (kept.join('\n') !== written.join('\n')) throw new Error('the archive does not hold every event once');
}

/** Commands carry an id, so that asking once more asks the same. */
const needsId = (resource: string): boolean => /^POST \/(people|projects|sign-out|register)/.test(resource);

export interface Run {
  readonly seed: number;
  readonly runs: number;
  readonly longest: number;
  readonly signing?: Signing;
  /** Does not make what it found smaller. */
  readonly asFound?: boolean;
}

/** @throws with the smallest sequence that was found, where an invariant does not hold. */
export const holds = ({ seed, runs, longest, signing, asFound = false }: Run): Promise<void> =>
  Promise.resolve(
    fc.assert(
      fc.asyncProperty(sequence(longest), (one) => lived(one, signing)),
      { seed, numRuns: runs, endOnFailure: asFound },
    ),
  );
