/** Where and as whom AWS is asked. */
export interface Connection {
  readonly region: string;
  /** @default the environment's */
  readonly profile?: string;
  /** @default AWS's own */
  readonly endpoint?: string;
}

/** What the resources of the least policy are named after. */
export interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  readonly deployment: string;
  readonly qualifier: string;
  /** `*` where the file names none. */
  readonly boundary: string;
}

/** One question to AWS that changes nothing, and its answer as plain data. */
export interface Call<Input, Output> {
  /** The IAM action that permits it. */
  readonly action: string;
  /** ARNs that the action is asked of; most listing actions know none. */
  readonly resources: (place: Place) => readonly string[];
  make(connection: Connection, input: Input, signal: AbortSignal): Promise<Output>;
}

export type AnyCall = Call<never, unknown>;
