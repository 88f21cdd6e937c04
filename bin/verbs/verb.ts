/** The world a command may touch besides the files it names. */
export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  /** The day, `YYYY-MM-DD`, where the user gave none. */
  today(): string;
}

/** One command of `tre`. `run` returns the exit status: 0 fine, 1 findings or refusal, 2 usage. */
export interface Verb {
  readonly usage: string;
  run(args: readonly string[], io: Io): Promise<number>;
}
