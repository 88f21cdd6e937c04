import type { CarryOut } from '../workflow/worker.ts';
import { carryingOut, type EffectOf } from './carry-out.ts';
import type { CheckerPorts } from './checker-ports.ts';
import { airlockStates } from './contract.ts';

/** What is due after a time: the workflow itself says whether it still is. */

type Due = 'scan-overdue' | 'expire' | 'mark-stuck';

const reporting = <Kind extends 'airlock-scan-deadline' | 'airlock-expire' | 'airlock-stuck'>(
  { desk, tell }: Pick<CheckerPorts, 'desk' | 'tell'>,
  command: Due,
): CarryOut<EffectOf<Kind>> =>
  carryingOut<EffectOf<Kind>>(desk, airlockStates, async ({ request: { id, round, state } }, cause) => {
    const answer = await desk.report(id, { kind: command, round }, cause);
    if (answer === 'obeyed' && command !== 'expire') tell({ airlock: command, request: id, state });
  });

/** A scan that said nothing in time is taken for one that found something: a plan whose role broke says nothing for ever. */
export const scanDeadline = (ports: CheckerPorts) => reporting<'airlock-scan-deadline'>(ports, 'scan-overdue');
export const expiring = (ports: CheckerPorts) => reporting<'airlock-expire'>(ports, 'expire');
export const markingStuck = (ports: CheckerPorts) => reporting<'airlock-stuck'>(ports, 'mark-stuck');
