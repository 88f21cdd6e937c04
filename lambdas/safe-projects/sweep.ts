import type { Instant } from '../workflow/contract.ts';
import { planSweep, projectIsOpen, type SweepAction, sweepPhases } from './sweep-plan.ts';
import type { Cursor, SweepPorts } from './sweep-ports.ts';

/** What one run may cost: so many actions, none begun after `until`. */
export interface SweepBudget {
  readonly actions: number;
  readonly until: Instant;
}

/** Phases and counts only: no id of a person, no text. */
export interface SweepOutcome {
  readonly done: number;
  /** Per phase, or per listing that failed; the next sweep does them again. */
  readonly failed: Readonly<Record<string, number>>;
  /** Planned and not begun. */
  readonly left: number;
}

/**
 * Makes the world as the register says. Everything is read anew each time and only what differs is changed, so that a run that was cut off, or
 * ran twice, is mended by the next. Nothing that takes access away waits for something that gives it, and a failure keeps nothing else from
 * being done. Expects to be the only one that runs.
 *
 * @throws when the register does not answer: then nobody's access is known, and nothing is changed.
 */
export async function sweep(ports: SweepPorts, budget: SweepBudget): Promise<SweepOutcome> {
  const failed: Record<string, number> = {};
  const count = (what: string): void => {
    failed[what] = (failed[what] ?? 0) + 1;
  };
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch {
      count(what);
      return undefined;
    }
  };

  // queries are read before the register: each is then judged by what the register says after it was started
  const queries = await attempt('list-queries', () => ports.queries.live());
  const workgroups = await attempt('list-workgroups', () => ports.workgroups.list());
  const sessions = await attempt('list-sessions', async () => (await ports.browser?.active()) ?? []);
  const memory = await ports.register.memory();
  const cursor = await ports.register.cursor();
  const register = await ports.register.snapshot();
  const now = ports.clock.now();
  const wanted = planSweep({ register, queries, workgroups, sessions, memory, now });
  // who cannot be signed out from here is not recorded as if they had been
  const possible = wanted.filter(({ phase }) => phase !== 'sign-out' || ports.directory !== undefined);
  const plan = resumed(possible, cursor);

  let done = 0;
  let begun = 0;
  for (const action of plan) {
    if (begun >= budget.actions || ports.clock.now() >= budget.until) break;
    begun += 1;
    const carried = await attempt(action.phase, async () => {
      await carryOut(ports, action);
      return true;
    });
    if (carried === true) done += 1;
  }
  const last = plan[begun - 1];
  const left = plan.length - begun;
  const next = left > 0 && last !== undefined ? { phase: last.phase, after: last.key } : undefined;
  if (next?.phase !== cursor?.phase || next?.after !== cursor?.after) {
    await attempt('cursor', () => ports.register.setCursor(next));
  }
  if (left === 0) await attempt('settle', () => ports.queries.settle());
  return { done, failed, left };
}

/** Within its phase, a run begins where the one before ended: what fails for ever does not keep the rest from its turn. */
export function resumed(plan: readonly SweepAction[], cursor: Cursor | undefined): readonly SweepAction[] {
  return sweepPhases.flatMap((phase) => {
    const all = plan.filter((action) => action.phase === phase).sort((a, b) => (a.key < b.key ? -1 : 1));
    if (phase !== cursor?.phase) return all;
    return [...all.filter(({ key }) => key > cursor.after), ...all.filter(({ key }) => key <= cursor.after)];
  });
}

async function carryOut(ports: SweepPorts, action: SweepAction): Promise<void> {
  switch (action.phase) {
    case 'stop':
      return ports.queries.stop(action.query, action.because);
    case 'disable':
      return disable(ports, action.key);
    case 'expire':
      return ports.browser?.expire(action.key);
    case 'sign-out':
      if (action.call) await ports.directory?.signOut(action.key);
      return ports.register.record({
        kind: action.call ? 'person-signed-out' : 'person-freed',
        id: action.key,
        swept: action.swept,
      });
    case 'enable':
      return enable(ports, action.key, action.project);
    case 'report':
      return ports.register.record({
        kind: action.stands ? 'finding-appeared' : 'finding-ended',
        finding: action.finding,
      });
  }
}

/**
 * What runs unrecorded in a workgroup is stopped once nothing new can begin there. That this is still to do stands in the register before the
 * workgroup is shut, for a shut one would no longer show it; where the register does not take it, everything is stopped first.
 */
async function disable({ register, workgroups }: SweepPorts, workgroup: string): Promise<void> {
  let refused: unknown;
  try {
    await register.record({ kind: 'workgroup-closing', workgroup });
  } catch (error) {
    refused = error ?? new Error('the register took no record');
    await workgroups.stopAll(workgroup);
  }
  await workgroups.setEnabled(workgroup, false);
  if (refused !== undefined) throw refused;
  await workgroups.stopAll(workgroup);
  await register.record({ kind: 'workgroup-closed', workgroup });
}

/** The only step that gives access: the register is asked again just before it, and just after, when it is taken back if the answer changed. */
async function enable(ports: SweepPorts, workgroup: string, id: string): Promise<void> {
  const open = async (): Promise<boolean> => {
    const { project, standing } = await ports.register.project(id);
    return project !== undefined && projectIsOpen(project, standing, ports.clock.now());
  };
  if (!(await open())) return;
  await ports.workgroups.setEnabled(workgroup, true);
  let still = false;
  try {
    still = await open();
  } finally {
    if (!still) await ports.workgroups.setEnabled(workgroup, false);
  }
  if (still) await ports.register.record({ kind: 'workgroup-opened', workgroup });
}
