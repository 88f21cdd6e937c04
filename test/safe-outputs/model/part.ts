import { tallies } from '../../model/tallies.ts';
import { holds } from './sequences.ts';

/** Sequences of one part; the parts are files so that they run side by side. `MODEL_SEED` gives other sequences than the usual ones. */
const parts = 4;
const sequences = 20_000;
const longest = 6;
const seed = Number(process.env.MODEL_SEED ?? 20_261_127);

/** Said yes and said no at least once in every part; a command that nobody ever obeys shows nothing. */
const both = [
  ...['draft', 'add-file', 'describe-file', 'remove-file', 'submit', 'withdraw', 'take-review', 'drop-review', 'vote'],
  ...['finish-review', 'comment', 'reopen', 'revoke', 'retry', 'request', 'history', 'file', 'input'],
].map((operation) => `airlock-${operation}`);
const doors = ['arrival', 'arrival-part', 'arrival-complete', 'released-file'];
/** Every state in which a request may rest was come to in some sequence. */
const states = ['draft', 'blocked', 'in-review', 'changes-requested', 'rejected', 'released', 'revoked', 'withdrawn'];
const ends = [...states, 'failed', 'expired'].map((state) => `ended ${state}`);

export function sequencesHold(part: number): void {
  test(`nothing leaves that was not checked and reviewed by two, and nothing is lost: part ${part} of ${parts}`, async () => {
    await holds({ seed: seed + part, runs: sequences / parts, longest });
  }, 600_000);

  test('every command was obeyed in some sequence and refused in another, and requests came to every end', () => {
    const wanted = [
      ...both.flatMap((one) => [`${one} served`, `${one} refused`]),
      ...doors.map((one) => `${one} served`),
    ];
    expect([...wanted, ...ends].filter((what) => (tallies.get(what) ?? 0) === 0)).toEqual([]);
  });
}
