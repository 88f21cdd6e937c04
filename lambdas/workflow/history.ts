import { canonical, sha256 } from './canonical.ts';
import {
  type EventRecord,
  type Head,
  historyPartition,
  type Item,
  type Moment,
  type Named,
  type Store,
} from './contract.ts';

/** Numbers in keys, so that text sorts as they do. */
export const padded = (number: number, digits = 10): string => String(number).padStart(digits, '0');

/** A record, and the SHA-256 of its canonical JSON: the name of its object, the object's checksum, and `previous` of the next. */
export interface Recorded {
  readonly record: EventRecord;
  readonly hash: string;
}

export interface Origin {
  readonly workflow: string;
  readonly id: string;
  readonly version: number;
  readonly command: string;
  readonly moment: Moment;
}

/** Chains events to what was before them. */
export function recorded(
  { workflow, id, version, command, moment }: Origin,
  events: readonly Named[],
  head: Head | undefined,
) {
  let sequence = head?.sequence ?? 0;
  let previous = head?.hash ?? null;
  return events.map(({ kind, ...data }): Recorded => {
    sequence += 1;
    const { now: at, actor } = moment;
    const record = { workflow, id, version, sequence, at, actor, command, kind, data, previous };
    const hash = sha256(canonical(record));
    previous = hash;
    return { record, hash };
  });
}

/** Events that led to one version, in order. */
export async function eventsOf(
  store: Store,
  workflow: string,
  id: string,
  version: number,
): Promise<readonly Recorded[]> {
  const items = await everyItem(store, historyPartition(workflow, id), {
    after: padded(version),
    until: `${padded(version)}~`,
  });
  return items.map(({ body }) => body as unknown as Recorded);
}

/** All pages of a partition. */
export async function everyItem(
  store: Store,
  partition: string,
  range: { readonly after?: string; readonly until?: string } = {},
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (
    let page = await store.list(partition, range);
    ;
    page = await store.list(partition, { ...range, after: page.next })
  ) {
    items.push(...page.items);
    if (page.next === undefined) return items;
  }
}

/** The event as its workflow made it. */
export const eventIn = <Event extends Named>({ record: { kind, data } }: Recorded): Event =>
  ({ kind, ...data }) as unknown as Event;

/** Where the records of one instance, in order of their sequence, are not what was written; empty: an unbroken chain from the first. */
export function breaksIn(records: readonly EventRecord[]): readonly string[] {
  let head: { readonly sequence: number; readonly hash: string | null } = { sequence: 0, hash: null };
  return records.flatMap((record) => {
    const where = `${record.workflow} ${record.id}, event ${record.sequence}`;
    const breaks = [
      ...(record.sequence === head.sequence + 1 ? [] : [`${where}: follows event ${head.sequence}`]),
      ...(record.previous === head.hash ? [] : [`${where}: what it is chained to is not the event before it`]),
    ];
    head = { sequence: record.sequence, hash: sha256(canonical(record)) };
    return breaks;
  });
}
