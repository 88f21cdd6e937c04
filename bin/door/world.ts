import type { Directory } from './directory.ts';
import type { SessionFiles } from './session-files.ts';
import type { Terminal } from './terminal.ts';

/** What the commands that speak to a door touch of the world, besides the files that they are given. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  fetch(url: string, request: RequestInit): Promise<Response>;
  now(): Date;
  pause(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** A new id that nobody can guess. */
  id(): string;
  readonly terminal: Terminal;
  readonly stdoutIsTerminal: boolean;
  /** Everything that stands on standard input, or undefined where a person sits there. */
  stdin(): Promise<string | undefined>;
  readonly sessions: SessionFiles;
  directory(region: string): Directory;
  /** Calls at every Ctrl-C, until the returned function is called. */
  onInterrupt(act: () => void): () => void;
}
