import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './kinds.ts';

/** Processes below ours, by what their command line holds: the only ones that may be ended. */
function workersOf(emulatorPid: number, functionNames: readonly string[]): readonly number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.flatMap((pid) => {
    try {
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const ours =
        Number(parent) === emulatorPid && functionNames.some((name) => command.includes(`ministack-lambda-${name}-`));
      return ours ? [Number(pid)] : [];
    } catch {
      return []; // It ended while we looked.
    }
  });
}

/**
 * Whether a process has not come to its end, by its status: what was killed goes on until the kernel gets to it, and one that has ended is a zombie until
 * its parent asks. A parent that asks before the last of its threads has ended is told that it still runs.
 * https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
export const isAlive = (status: string): boolean =>
  !(/^State:\s+[ZX]/m.test(status) && Number(/^Threads:\s+(\d+)/m.exec(status)?.[1]) <= 1);

function isRunning(pid: number): boolean {
  try {
    return isAlive(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Ends the workers of functions at the moment of its call, by process id. The call itself gets no answer; `after`: it was carried out. */
export const killWorker =
  (emulatorPid: number, functionNames: readonly string[], when: 'before' | 'after'): Fault =>
  async ({ response, ask }) => {
    if (when === 'after') await ask();
    const workers = workersOf(emulatorPid, functionNames);
    if (workers.length === 0)
      throw new Error(`no worker of ${functionNames.join(' or ')} runs below process ${emulatorPid}`);
    for (const pid of workers) process.kill(pid, 'SIGKILL');
    // The emulator would hand the next request to a worker that is still dying, and the next try fail by this one's fault.
    while (workers.some(isRunning)) await pause(5);
    response.socket?.destroy();
  };
