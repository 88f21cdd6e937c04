import { assertNothingStuck, type CarryOut, type GiveUp, type WorkerPorts, work } from '../workflow/worker.ts';
import type { AirlockEffect } from './airlock/airlock-effects.ts';

/** One kind of effect, and how it is carried out. */
export interface Job {
  readonly kind: AirlockEffect['kind'];
  run(ports: WorkerPorts): Promise<void>;
}

/** @param giveUp for what somebody waits for; the other kinds are left and reported when they fail too often. */
export const job = <Effect extends AirlockEffect>(
  kind: Effect['kind'],
  carryOut: CarryOut<Effect>,
  giveUp?: GiveUp<Effect>,
): Job => ({
  kind,
  async run(ports) {
    const worked = await work<Effect>(ports, kind, carryOut, undefined, giveUp);
    assertNothingStuck(kind, worked);
    if (worked.failed > 0) throw new Error(`${worked.failed} of ${kind} failed and will be tried again`);
  },
});

/** Whatever woke it; what fails of one kind does not keep the next from being done. @throws after all, naming what failed. */
export const workOff = (ports: WorkerPorts, jobs: readonly Job[]) => async (): Promise<void> => {
  const problems: string[] = [];
  for (const { kind, run } of jobs) {
    await run(ports).catch((error: unknown) => {
      problems.push(error instanceof Error ? error.message : `${kind} failed`);
    });
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
};
