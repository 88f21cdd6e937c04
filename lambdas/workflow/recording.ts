import type { Clock, Store } from './contract.ts';
import { type Archive, assertCarried, record } from './recorder.ts';

export interface RecordingPorts {
  /** Tables by the folder of the archive that holds their events. */
  readonly tables: Readonly<Record<string, Store>>;
  readonly archive: Archive;
  readonly clock: Clock;
  /** One line for the function's log; counts and instants, never what an event says. */
  readonly log: (line: string) => void;
}

/**
 * One run over all tables, whatever woke it. One that fails does not keep the others from being carried.
 * @throws at the end, for all of them, when events are not where they belong.
 */
export const recording =
  ({ tables, archive, clock, log }: RecordingPorts) =>
  async (): Promise<void> => {
    const problems: string[] = [];
    for (const [folder, store] of Object.entries(tables)) {
      try {
        const carried = await record({ store, archive, clock }, folder);
        log(JSON.stringify({ folder, ...carried, failures: carried.failures.length }));
        assertCarried(folder, carried, clock.now());
      } catch (error) {
        problems.push(error instanceof Error ? error.message : String(error));
      }
    }
    if (problems.length > 0) throw new Error(problems.join('\n'));
  };
