import { holds } from './sequences.ts';
import { tallies } from './tallies.ts';

/** Sequences of one part; the parts are files so that they run side by side. `MODEL_SEED` gives other sequences than the usual ones. */
const parts = 4;
const sequences = 20_000;
const longest = 9;
const seed = Number(process.env.MODEL_SEED ?? 20_261_127);

/** Said yes and said no at least once in every part; a command that nobody ever obeys shows nothing. */
const both = [
  ...['ask', 'rows', 'show', 'list', 'cancel', 'tables', 'me', 'read-person', 'read-project'],
  ...[
    'suspend',
    'lift',
    'withdraw',
    'record',
    'revoke',
    'propose',
    'confirm',
    'sign-out',
    'signed-out',
    'leave',
    'correct',
    'enrol',
  ],
  ...['stop-project', 'propose-resume', 'resume', 'go-live', 'refer', 'object', 'agree', 'relent', 'vote', 'declare'],
  ...['close-vote', 'end-member', 'close', 'amend', 'pass', 'into-service'],
];

export function sequencesHold(part: number): void {
  test(`no request is served that the register does not allow, and nothing outlives a sweep: part ${part} of ${parts}`, async () => {
    await holds({ seed: seed + part, runs: sequences / parts, longest });
  }, 600_000);

  test('every command was obeyed in some sequence and refused in another, and sweeps stopped, closed, opened and ended something', () => {
    const never = both.flatMap((kind) => [`${kind} served`, `${kind} refused`]);
    const swept = ['stopped', 'closed', 'opened', 'ended sessions'].map((what) => `sweep ${what}`);
    expect([...never, ...swept].filter((what) => (tallies.get(what) ?? 0) === 0)).toEqual([]);
  });
}
