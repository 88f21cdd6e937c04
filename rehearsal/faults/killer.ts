import { readdirSync, readFileSync } from 'node:fs';
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

/** Ends the workers of functions at the moment of its call, by process id. The call itself gets no answer. */
export const killWorker =
  (emulatorPid: number, functionNames: readonly string[]): Fault =>
  async ({ response }) => {
    const workers = workersOf(emulatorPid, functionNames);
    if (workers.length === 0)
      throw new Error(`no worker of ${functionNames.join(' or ')} runs below process ${emulatorPid}`);
    for (const pid of workers) process.kill(pid, 'SIGKILL');
    response.socket?.destroy();
  };
