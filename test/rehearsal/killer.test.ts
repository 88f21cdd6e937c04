import { isAlive } from '../../rehearsal/faults/killer.ts';

const status = (state: string, threads: number) =>
  `Name:\tnode\nUmask:\t0022\nState:\t${state}\nTgid:\t7\nThreads:\t${threads}\n`;

test.each([
  ['one that runs', 'R (running)', 11, true],
  ['one that sleeps', 'S (sleeping)', 11, true],
  ['one that was killed and has threads left, which its parent takes for running', 'Z (zombie)', 3, true],
  ['one that was killed and for which its parent has not waited yet', 'Z (zombie)', 1, false],
])('a worker that is ended: %s', (_, state, threads, alive) => {
  expect(isAlive(status(state, threads))).toBe(alive);
});
