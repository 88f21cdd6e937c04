import { nothing, type Transition, unchanged } from '../../lambdas/workflow/contract.ts';
import { faultsOf, finalStates, rowsOf, stateDiagram, transitionTable } from '../../lambdas/workflow/transitions.ts';

const row = (change: Partial<Transition>): Transition => ({
  from: ['draft'],
  command: 'submit',
  to: 'in-review',
  who: ['lead'],
  when: [],
  events: ['submitted'],
  effects: [],
  tells: [],
  ...change,
});

const table: readonly Transition[] = [
  row({ from: [nothing], command: 'draft', to: 'draft', events: ['drafted'] }),
  row({ when: ['complete', 'a|b'], effects: ['notify'], tells: ['committee'] }),
  row({ from: ['draft', 'in-review'], command: 'comment', to: unchanged, who: ['lead', 'committee'] }),
];
const states = ['draft', 'in-review'];

test('the diagram shows where a workflow begins, what leads where under which rules, what changes nothing, and where it ends', () => {
  expect(stateDiagram(table)).toBe(
    [
      'stateDiagram-v2',
      '  state "draft" as draft',
      '  state "in-review" as in_review',
      '  [*] --> draft : draft',
      '  draft --> in_review : submit [complete, a|b]',
      '  draft --> draft : comment',
      '  in_review --> in_review : comment',
      '  in_review --> [*]',
      '',
    ].join('\n'),
  );
});

test('the table has one row per transition, and no cell breaks it', () => {
  expect(transitionTable(table).split('\n').slice(2)).toEqual([
    '| nothing | draft | draft | lead | – | drafted | – | – |',
    '| draft | submit | in-review | lead | complete, a\\|b | submitted | notify | committee |',
    '| draft, in-review | comment | unchanged | lead, committee | – | submitted | – | – |',
    '',
  ]);
});

test('a state that takes a command says by which rows, and one that does not says none', () => {
  expect(rowsOf(table, undefined, 'draft')).toEqual([table[0]]);
  expect(rowsOf(table, 'draft', 'submit')).toEqual([table[1]]);
  expect(rowsOf(table, 'in-review', 'submit')).toEqual([]);
});

test('a command that changes nothing does not keep a state from being final', () => {
  expect(finalStates(table)).toEqual(['in-review']);
});

test('a sound table has no faults', () => {
  expect(faultsOf(table, states)).toEqual([]);
});

test.each<[string, readonly Transition[], readonly string[]]>([
  ['"gone" is no state', [...table, row({ command: 'remove', to: 'gone' })], states],
  ['nothing leads to "archived"', table, [...states, 'archived']],
  [
    'nothing leads to "b"',
    [...table, row({ from: ['a'], to: 'b' }), row({ from: ['b'], to: 'a' })],
    [...states, 'a', 'b'],
  ],
  ['nobody may give "withdraw"', [...table, row({ command: 'withdraw', to: 'draft', who: [] })], states],
  ['stands in the table twice', [...table, row({ from: ['draft', 'in-review'], when: ['complete', 'a|b'] })], states],
])('a table is told that %s', (says, rows, known) => {
  expect(faultsOf(rows, known)).toContainEqual(expect.stringContaining(says));
});
