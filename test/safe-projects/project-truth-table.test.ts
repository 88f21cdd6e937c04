import { projectStates } from '../../lambdas/safe-projects/contract.ts';
import type { ProjectCommand } from '../../lambdas/safe-projects/project-commands.ts';
import { projectTransitions } from '../../lambdas/safe-projects/project-transitions.ts';
import { commandOfKind, inState, refusedFor } from './project-world.ts';

/**
 * Every state x every command x everybody, each cell against what is written here by hand: who stands where in the small region, and which
 * rules the commands of `commandOfKind` break where the state alone would allow them.
 */

type State = (typeof projectStates)[number] | 'nothing';
const states: readonly State[] = ['nothing', ...projectStates];
const kinds = Object.keys(commandOfKind) as ProjectCommand['kind'][];

const seated = ['committee', 'conditions', 'approved', 'live', 'suspended', 'closed', 'archived', 'destroyed'];
const withMembers = ['live', 'suspended', 'closed', 'archived', 'destroyed'];
const existing = states.filter((state) => state !== 'nothing');

/** What everybody is, in these states. */
const standing: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  applicant: { 'may-apply': states, applicant: existing, lead: withMembers },
  colleague: { 'may-apply': states },
  outsider: { 'may-apply': states },
  newcomer: { 'may-apply': states },
  'officer-a': { officer: existing, 'any-officer': states },
  'officer-b': { officer: existing, 'any-officer': states },
  'member-1': { seat: seated, chair: seated },
  'member-2': { seat: seated },
  'member-3': { seat: seated },
  'member-5': {},
  'insider-1': {},
  'lay-1': { seat: seated },
  'lay-2': {},
  'controller-1': {},
  'controller-2': {},
  'assessor-1': {},
  'checker-1': {},
  closer: { closer: states },
  sweeper: {},
  stranger: {},
};

/** Who a command of `commandOfKind` is about; and whose dataset. */
const oneself: Readonly<Record<string, string>> = { 'declare-conflict': 'member-3', 'end-membership': 'colleague' };
const aboutDataset = ['controller-agrees', 'controller-objects', 'withdraw-objection', 'drop-dataset'];

function stands(who: string, word: string, state: State, kind: string): boolean {
  if (word === 'oneself') return oneself[kind] === who;
  if (word === 'controller') return who === 'controller-1' && aboutDataset.includes(kind) && state !== 'nothing';
  return standing[who]?.[word]?.includes(state) === true;
}

/** Rules that these commands break in these states, whoever gives them. */
const broken: Readonly<Record<string, readonly string[]>> = {
  'ig-review withdraw-objection': ['standing-objection'],
  'committee withdraw-objection': ['standing-objection'],
  'committee close-vote': ['lay-member', 'quorum', 'votes-in'],
  'conditions withdraw-objection': ['standing-objection'],
  'conditions approve': ['conditions'],
  'approved withdraw-objection': ['standing-objection'],
  ...Object.fromEntries(
    ['live', 'suspended'].flatMap((state) => [
      [`${state} open-committee`, ['amendment-at-committee']],
      [`${state} name-chair`, ['chair-fit', 'open-meeting']],
      [`${state} declare-conflict`, ['open-meeting', 'seated']],
      [`${state} vote`, ['open-meeting']],
      [`${state} close-vote`, ['open-meeting']],
      [`${state} withdraw-objection`, ['standing-objection']],
      [`${state} pass-amendment`, ['amendment-gate', 'amendment-open']],
      [`${state} refuse-amendment`, ['amendment-open']],
      [`${state} withdraw-amendment`, ['amendment-open']],
    ]),
  ),
  'suspended resume': ['second-officer'],
  'closed extract-deleted': ['close-order'],
  'archived certified': ['close-order', 'proof'],
  'archived keys-destroyed': ['close-order', 'proof'],
};

/** Rules about whoever asks: a vote of the applicant's own people, for one. */
const conflicted = ['applicant', 'colleague', 'insider-1', 'stranger'];
function brokenBy(who: string, state: State, kind: string): readonly string[] {
  if (kind === 'vote' && ['committee', 'live', 'suspended'].includes(state) && conflicted.includes(who))
    return ['no-conflict'];
  return [];
}

const records = inState();

function expected(who: string, state: State, kind: ProjectCommand['kind']): readonly string[] {
  const rows = projectTransitions.filter((row) => row.command === kind && row.from.some((from) => from === state));
  const lines = rows.length > 0 ? rows : projectTransitions.filter((row) => row.command === kind);
  const may = lines.some((row) => row.who.some((word) => stands(who, word, state, kind)));
  const rules = [
    ...(rows.length > 0 ? [] : ['state']),
    ...(may ? [] : ['who']),
    ...(who === 'stranger' ? ['person'] : []),
    ...(who === 'assessor-1' ? ['read-only'] : []),
    ...(rows.length > 0 ? [...(broken[`${state} ${kind}`] ?? []), ...brokenBy(who, state, kind)] : []),
  ];
  return [...new Set(rules)].sort();
}

test('every state and every command is in the product', () => {
  expect(states).toHaveLength(16);
  expect(new Set(projectTransitions.map(({ command }) => command))).toEqual(new Set(kinds));
});

test('every transition of the table appears: its states, its command, and somebody who may give it', () => {
  const somebody = projectTransitions.map((row) =>
    row.from.every((state) =>
      row.who.every((word) => Object.keys(standing).some((who) => stands(who, word, state, row.command))),
    ),
  );
  expect(somebody.every(Boolean)).toBe(true);
});

describe.each(states)('a project that is %s', (state) => {
  const record = state === 'nothing' ? undefined : records[state];
  test.each(kinds)('takes %s from those the table names and from nobody else, with every reason', (kind) => {
    const found = Object.keys(standing).map((who) => [who, refusedFor({ record }, who, commandOfKind[kind])]);
    expect(found).toEqual(Object.keys(standing).map((who) => [who, expected(who, state, kind)]));
  });
});
