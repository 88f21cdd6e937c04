import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isAlive } from '../../rehearsal/faults/killer.ts';

test('a process that was killed counts as ended only when it is', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
  const { pid } = child;
  if (pid === undefined) throw new Error('it did not start');
  expect(isAlive(pid)).toBe(true);
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
  expect(isAlive(pid)).toBe(false);
});
