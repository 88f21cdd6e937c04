import { nothing, type Transition, unchanged } from './contract.ts';

/**
 * What the documentation draws of a table of states, and what the tests ask of it. Pure text; the same table gives the same bytes.
 */

const line = (row: Transition): string => {
  const from = (state: string) => (state === nothing ? '[*]' : name(state));
  const guard = row.when.length === 0 ? '' : ` [${row.when.join(', ')}]`;
  return row.from
    .map(
      (state) => `  ${from(state)} --> ${row.to === unchanged ? from(state) : name(row.to)} : ${row.command}${guard}`,
    )
    .join('\n');
};

/** Mermaid reads a hyphen in a state's name as part of an arrow. */
const name = (state: string): string => state.replaceAll('-', '_');

const statesOf = (table: readonly Transition[]): readonly string[] =>
  [...new Set(table.flatMap(({ from, to }) => [...from, to])).values()].filter(
    (state) => state !== nothing && state !== unchanged,
  );

/** States that no row leaves. */
export const finalStates = (table: readonly Transition[]): readonly string[] =>
  statesOf(table).filter((state) => !table.some(({ from, to }) => from.includes(state) && to !== unchanged));

/** A state diagram in Mermaid's notation. */
export const stateDiagram = (table: readonly Transition[]): string =>
  [
    'stateDiagram-v2',
    ...statesOf(table).map((state) => `  state "${state}" as ${name(state)}`),
    ...table.map(line),
    ...finalStates(table).map((state) => `  ${name(state)} --> [*]`),
    '',
  ].join('\n');

const cell = (words: readonly string[]): string => words.join(', ').replaceAll('|', '\\|') || '–';

/** One row per transition, in the order of the table. */
export const transitionTable = (table: readonly Transition[]): string =>
  [
    '| from | command | to | who | when | events | effects | tells |',
    '|---|---|---|---|---|---|---|---|',
    ...table.map(
      ({ from, command, to, who, when, events, effects, tells }) =>
        `| ${[from, [command], [to], who, when, events, effects, tells].map(cell).join(' | ')} |`,
    ),
    '',
  ].join('\n');

/** The rows that a command has in a state; none: the state does not take the command, whoever gives it. */
export const rowsOf = <Row extends Transition>(
  table: readonly Row[],
  state: string | undefined,
  command: string,
): readonly Row[] => table.filter((row) => row.command === command && row.from.includes(state ?? nothing));

/**
 * What is wrong with a table: states that are not listed, that nothing leads to, that are listed and never used, and two rows that cannot be
 * told apart. Empty: nothing.
 */
export function faultsOf(table: readonly Transition[], states: readonly string[]): readonly string[] {
  const reached = new Set<string>([nothing]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const { from, to } of table) if (to !== unchanged && from.some((state) => reached.has(state))) reached.add(to);
  }
  const seen = new Set<string>();
  const twice = table.flatMap(({ from, command, to, who, when }) =>
    from.flatMap((state) => {
      const row = `${state} --${command}--> ${to} by ${who.join('/')} when ${when.join('+')}`;
      const again = seen.has(row);
      seen.add(row);
      return again ? [`${row} stands in the table twice`] : [];
    }),
  );
  return [
    ...statesOf(table)
      .filter((state) => !states.includes(state))
      .map((state) => `"${state}" is no state; the states are ${states.join(', ')}`),
    ...states.filter((state) => !reached.has(state)).map((state) => `nothing leads to "${state}"`),
    ...table.filter(({ who }) => who.length === 0).map(({ command }) => `nobody may give "${command}"`),
    ...twice,
  ];
}
