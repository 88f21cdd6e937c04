import type { Pair } from '../estate/access-matrix/access-matrix.ts';
import type { Cell } from '../estate/access-matrix/cell.ts';
import { verbs } from '../estate/access-matrix/verbs.ts';
import { grouped } from '../estate/views.ts';
import { csvOf } from './csv.ts';

const columns = [
  'Principal',
  'Kind of principal',
  'Store',
  'Kind of store',
  'Verb',
  'Without guardrails',
  'With guardrails',
  'Only if, or what an unknown depends on',
  'By call path',
  'Actions',
  'Deciding statements',
] as const;

/**
 * The whole matrix as a sheet: a row for each principal, store and verb. Verbs to which the answer is "no" both ways share one row, `any`
 * where that is all of them, so that no cell is missing and the sheet can still be read.
 */
export const accessMatrixCsv = (pairs: readonly Pair[]): string => csvOf([columns, ...folded(pairs.flatMap(rowsOf))]);

const isSilence = (row: readonly string[]): boolean => row[4] === 'any' && row.at(-1) === silence;
const silence = 'no statement allows it';
/** Below this a reader is better served by rows of one store each. */
const many = 8;

/** Stores of one kind of which no statement speaks for a principal share a row that names them all: a region of 40 projects has 15,000. */
function folded(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const alike = grouped(rows, (row) => (isSilence(row) ? [`${row[0]}\n${row[3]}`] : []));
  return rows.flatMap((row) => {
    const group = isSilence(row) ? (alike.get(`${row[0]}\n${row[3]}`) ?? []) : [];
    if (group.length < many) return [row];
    return group[0] === row ? [row.with(2, group.map(([, , store]) => store).join('; '))] : [];
  });
}

const isNo = (cell: Cell | undefined): boolean => cell === undefined || cell.answer === 'no';

function rowsOf(pair: Pair): readonly (readonly string[])[] {
  const head = [pair.principal, pair.principalKind, pair.store, pair.storeKind];
  const known = verbs.filter((verb) => pair.without[verb] !== undefined);
  const refused = known.filter((verb) => isNo(pair.without[verb]) && isNo(pair.with[verb]));
  const open = known.flatMap((verb) => {
    const [without, within] = [pair.without[verb], pair.with[verb]];
    if (without === undefined || within === undefined || refused.includes(verb)) return [];
    return [[...head, verb, without.answer, guarded(without, within), ...explained(without, within)]];
  });
  if (refused.length === 0) return open;
  const verb = open.length === 0 ? 'any' : refused.join(', ');
  const statements = new Set(refused.flatMap((one) => pair.without[one]?.statements ?? []));
  const why = statements.size === 0 ? silence : [...statements].join('; ');
  return [...open, [...head, verb, 'no', 'no', '', '', '', why]];
}

/** With its own condition where that is another. */
const guarded = (without: Cell, within: Cell): string =>
  within.residual === undefined || within.residual === without.residual
    ? within.answer
    : `${within.answer} ${within.residual}`;

function explained(without: Cell, within: Cell): readonly string[] {
  const paths = Object.entries(without.byPath ?? {}).map(([path, answer]) => `${path}: ${answer}`);
  const statements = [...without.statements, ...within.statements.filter((one) => !without.statements.includes(one))];
  return [without.residual ?? '', paths.join('; '), without.actions.join('; '), statements.join('; ')];
}
