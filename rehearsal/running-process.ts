import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

export interface Ended {
  /** Exit status; `time-limit` when it was killed for taking too long. */
  readonly status: number | 'time-limit';
  readonly output: string;
  readonly seconds: number;
}

export interface Run {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly seconds: number;
}

/** Runs a program of ours to its end, or ends it with its children when the time is over. */
export function runToEnd(file: string, args: readonly string[], { env, cwd, seconds }: Run): Promise<Ended> {
  const began = Date.now();
  const child = spawn(file, args, { env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  endWithUs(child);
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  child.stderr?.on('data', (chunk) => chunks.push(chunk));
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    endGroup(child, 'SIGKILL');
  }, seconds * 1000);
  return new Promise((resolve) => {
    const end = (status: number, more = '') => {
      clearTimeout(timer);
      running.delete(child);
      resolve({
        status: late ? 'time-limit' : status,
        output: Buffer.concat(chunks).toString('utf8') + more,
        seconds: (Date.now() - began) / 1000,
      });
    };
    child.once('error', (error) => end(127, String(error)));
    child.once('close', (status) => end(status ?? 1));
  });
}

export interface Server {
  readonly pid: number;
  readonly ended: () => boolean;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
let prepared = false;

/** Whoever ends us ends what we started: a server is a group of its own and would outlive us. */
function endWithUs(child: ChildProcess): void {
  if (!prepared) {
    prepared = true;
    process.once('exit', () => {
      for (const one of running) endGroup(one, 'SIGKILL');
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupted);
  }
  running.add(child);
}

const interrupted = (): never => process.exit(130);

/** Lets the next Ctrl-C pass to whoever waits for it. */
export const expectInterrupt = (): Promise<void> => {
  process.off('SIGINT', interrupted);
  return new Promise((resolve) => {
    process.once('SIGINT', () => {
      process.on('SIGINT', interrupted);
      resolve();
    });
  });
};

/** Starts a server that writes into `logFile`. It is ended by its process id, and with it the workers it started. */
export function startServer(file: string, env: NodeJS.ProcessEnv, logFile: string): Server {
  const log = createWriteStream(logFile);
  const child = spawn(file, [], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  endWithUs(child);
  let over = false;
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      over = true;
      running.delete(child);
      resolve();
    };
    child.once('close', end);
    child.once('error', end);
  });
  return {
    pid: child.pid ?? 0,
    ended: () => over,
    async stop() {
      endGroup(child, 'SIGTERM');
      const killer = setTimeout(() => endGroup(child, 'SIGKILL'), 5000);
      await gone;
      clearTimeout(killer);
    },
  };
}

/** The group of a child that was started detached: itself and what it started, nothing else. */
function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}
