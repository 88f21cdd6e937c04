import { isOver } from '../../lambdas/safe-projects/queries/query-record.ts';
import { startWaiting } from '../../lambdas/safe-projects/queries/starting.ts';
import { sweptQueries } from '../../lambdas/safe-projects/queries/swept-queries.ts';
import type { QueryWorld } from './query-world.ts';

/** What must hold between any two transactions; each line is a sentence about what is wrong. */
export function faultsIn(
  world: QueryWorld,
  { bytesPerMonth, atOnce }: { bytesPerMonth: number; atOnce: number },
): readonly string[] {
  const queries = world.queries();
  const { waiting = [], active = [] } = world.floor() ?? {};
  const of = (states: readonly string[]) =>
    queries
      .filter(({ state }) => states.includes(state))
      .map(({ id }) => id)
      .sort();
  const faults: string[] = [];
  const same = (says: string, a: readonly string[], b: readonly string[]): void => {
    if (JSON.stringify([...a].sort()) !== JSON.stringify([...b].sort())) faults.push(`${says}: ${a} against ${b}`);
  };
  same(
    'what waits stands in the queue',
    of(['waiting']),
    waiting.map(({ query }) => query),
  );
  same(
    'what is at Athena has a place',
    of(['starting', 'running']),
    active.map(({ query }) => query),
  );
  if (active.length > atOnce) faults.push(`${active.length} places of ${atOnce}`);
  for (const project of ['falls', 'sepsis']) {
    const { read, reserved } = world.allowance(project) ?? { read: 0, reserved: {} };
    const held = Object.values(reserved).reduce((sum, one) => sum + one, 0);
    if (read + held > bytesPerMonth) faults.push(`${project}: ${read} read and ${held} reserved of ${bytesPerMonth}`);
    const own = queries.filter((one) => one.project === project);
    same(
      `${project}: what is reserved is at Athena`,
      Object.keys(reserved),
      own.filter(({ reserved: r }) => r !== undefined).map(({ id }) => id),
    );
    const counted = own.reduce((sum, { bytesRead = 0 }) => sum + bytesRead, 0);
    if (counted !== read) faults.push(`${project}: ${read} counted, ${counted} written beside the queries`);
    const really = world.athena.runs
      .filter((run) => run.project === project)
      .reduce((sum, { bytes }) => sum + bytes, 0);
    if (really > read + held) faults.push(`${project}: ${really} bytes read, ${read + held} accounted for`);
  }
  const tokens = world.athena.runs.map(({ token }) => token);
  if (new Set(tokens).size !== tokens.length) faults.push('a query ran twice');
  return faults;
}

/** What happens by itself after a failure: time passes, the ticks of broker and sweeper go on, Athena ends what it runs. */
export async function recovered(world: QueryWorld): Promise<void> {
  world.fail(undefined);
  for (let tick = 0; tick < 8; tick += 1) {
    world.pass(6 * 60_000);
    await startWaiting(world.ports, world.clock.now(), { starts: 20, looks: 20 });
    for (const run of world.athena.runs) if (run.state === 'running') world.athena.finish({ bytes: 10 }, run.id);
    await sweptQueries(world.ports, { ...world.athena.sweepers(), find: world.athena.find }).settle();
    if (world.queries().every(isOver)) return;
  }
}
