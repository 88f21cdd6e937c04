/** A value that no reader of a template can know, at the place where a rule came upon it. One object a place. */
export interface Sighting {
  readonly address: string;
  /** Such as `Properties.BucketName`, or `Condition` where it is open whether the resource exists. */
  readonly path: string;
  /** What nobody knows of it, where that is not its value. */
  readonly what?: string;
}

interface Listener {
  readonly sightings: Set<Sighting>;
  readonly replayed: Set<ReadonlySet<Sighting>>;
}

/** Who listens now, the innermost last. Everything here is synchronous, so that a read belongs to the work that is under way. */
const listeners: Listener[] = [];

export const sight = (sighting: Sighting): void => {
  listeners.at(-1)?.sightings.add(sighting);
};

/** What was sighted during earlier work counts for whoever uses its result. */
export function replay(sightings: ReadonlySet<Sighting>): void {
  const listener = listeners.at(-1);
  if (listener === undefined || sightings.size === 0 || listener.replayed.has(sightings)) return;
  listener.replayed.add(sightings);
  for (const sighting of sightings) listener.sightings.add(sighting);
}

/** The result of some work with everything unknown that it read. */
export function watching<Result>(work: () => Result): {
  readonly result: Result;
  readonly sightings: ReadonlySet<Sighting>;
} {
  const listener: Listener = { sightings: new Set(), replayed: new Set() };
  listeners.push(listener);
  try {
    return { result: work(), sightings: listener.sightings };
  } finally {
    listeners.pop();
  }
}

/** Work that is done when it is first asked for, and counted for each who asks. */
export function whenAsked<Result>(work: () => Result): () => Result {
  let done: { readonly result: Result; readonly sightings: ReadonlySet<Sighting> } | undefined;
  return () => {
    done ??= watching(work);
    replay(done.sightings);
    return done.result;
  };
}
