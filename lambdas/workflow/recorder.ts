import { sha256 } from './canonical.ts';
import { type Clock, type Instant, type Item, outboxPartition, type Store } from './contract.ts';

/** Where records are kept for good. */
export interface Archive {
  /** Writes an object once. `already`: one of that name is there, which for a name that holds the hash is the same one. */
  keep(key: string, text: string, sha256: string): Promise<'kept' | 'already'>;
}

export interface RecorderPorts {
  readonly store: Store;
  readonly archive: Archive;
  readonly clock: Clock;
}

export interface Bounds {
  /** Items carried in one run; the rest waits for the next. */
  readonly perRun: number;
  /** Carried side by side. */
  readonly atOnce: number;
  /** An event that waits longer is a fault of ours, which somebody must hear of. */
  readonly lateSeconds: number;
}

export const bounds: Bounds = { perRun: 5000, atOnce: 10, lateSeconds: 60 * 60 };

export interface Carried {
  readonly kept: number;
  /** Were in the archive from a run that came to its end before it could clear them away. */
  readonly already: number;
  /** Why some could not be carried, each reason once. */
  readonly failures: readonly string[];
  /** How many of this run had waited too long. */
  readonly late: number;
  /** Since when the oldest of what still waits has been waiting. */
  readonly waitingSince: Instant | undefined;
}

/** So many refusals are the archive's or the table's, not the records': the run ends. */
const hopeless = 20;

class Unsound extends Error {}

/**
 * Carries the outbox of one table to the archive, oldest first, and clears away what is there. What starts it carries no information: it can come
 * twice, late, in any order or not at all. One record that cannot be carried holds up no other.
 * @param folder of the archive, such as `register`.
 * @throws when the table does not answer; what was carried is found again by the next run.
 */
export async function record(
  { store, archive, clock }: RecorderPorts,
  folder: string,
  { perRun, atOnce, lateSeconds }: Bounds = bounds,
): Promise<Carried> {
  const lateBefore = new Date(Date.parse(clock.now()) - lateSeconds * 1000).toISOString();
  let [kept, already, late, begun, failed] = [0, 0, 0, 0, 0];
  const failures = new Set<string>();

  const carry = async (item: Item) => {
    const answer = await archive.keep(...objectOf(folder, item));
    await store.commit([
      { kind: 'remove', key: { partition: item.partition, sort: item.sort }, version: item.version },
    ]);
    if (answer === 'kept') kept += 1;
    else already += 1;
    if (item.sort < lateBefore) late += 1;
  };

  let after = '';
  while (begun < perRun && failed < hopeless) {
    const { items, next } = await store.list(outboxPartition, { after, limit: Math.min(atOnce, perRun - begun) });
    begun += items.length;
    for (const settled of await Promise.allSettled(items.map(carry))) {
      if (settled.status === 'fulfilled') continue;
      if (!(settled.reason instanceof Unsound)) failed += 1;
      failures.add(String(settled.reason).slice(0, 200));
    }
    if (next === undefined) break;
    after = next;
  }

  const oldest = (await store.list(outboxPartition, { limit: 1 })).items[0];
  return { kept, already, late, failures: [...failures], waitingSince: oldest && instantOf(oldest) };
}

/**
 * @throws when something could not be carried or waits too long, so that the alarm on failed runs speaks.
 */
export function assertCarried(
  folder: string,
  { failures, waitingSince }: Carried,
  now: Instant,
  { lateSeconds }: Bounds = bounds,
): void {
  const waits = waitingSince !== undefined && Date.parse(now) - Date.parse(waitingSince) > lateSeconds * 1000;
  if (failures.length === 0 && !waits) return;
  throw new Error(
    [
      `events of ${folder} are not in the archive`,
      ...(waits ? [`the oldest waits since ${waitingSince}`] : []),
      ...failures.slice(0, 3),
      ...(failures.length > 3 ? [`and ${failures.length - 3} more reasons`] : []),
    ].join('; '),
  );
}

const instantOf = ({ sort }: Item): Instant => sort.slice(0, sort.indexOf('#'));

/**
 * One object per event, in folders by day: `register/2026/11/27/2026-11-27T135000.000Z_project_diabetes_0000000017_<hash>.json`.
 * @throws when the text is not what the name says: then nobody may take the name.
 */
export function objectOf(folder: string, item: Item): [key: string, text: string, hash: string] {
  const { text, hash } = item.body;
  if (
    typeof text !== 'string' ||
    typeof hash !== 'string' ||
    sha256(text) !== hash ||
    !item.sort.endsWith(`#${hash}`)
  ) {
    throw new Unsound(`outbox ${item.sort}: its text does not have the SHA-256 that it was written with`);
  }
  const day = item.sort.slice(0, 10).replaceAll('-', '/');
  return [`${folder}/${day}/${item.sort.replaceAll(':', '').replaceAll('#', '_')}.json`, text, hash];
}
